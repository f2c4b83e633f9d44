#!/usr/bin/env python3
"""What following the four recommendations would have changed in 2023, by changing the rows of ledger.csv and summing
again: a second reading of services/budget/domain/findings/*_simulation.h. Writes expected_effects.json beside itself.
"""
import collections
import csv
import datetime
import json
import pathlib

import expected_figures as figures
from expected_figures import add, fen_of

THREE_PUBLIC = ("30212", "30217", "30231", "31013", "30913")
HERE = pathlib.Path(__file__).resolve().parent


def read(folder, name):
    with open(HERE / folder / name, encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def text_of(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def kind(rows, name):
    return [r for r in rows if r["entry_kind"] == name]


# Additions: the avoidable ones stand in the initial budget.


def avoidable_rows(rows, earlier):
    """Each addition by itself: the one whose absence lowers what expected_figures calls avoidable."""
    added = kind(rows, "追加")
    recurring = set()
    for year in {r["doc_date"][:4] for r in earlier}:
        for project in {r["pro_code"] for r in added}:
            mine = [i for i, r in enumerate(added) if r["pro_code"] == project]
            theirs = [fen_of(r) for r in kind(earlier, "追加")
                      if r["pro_code"] == project and r["doc_date"].startswith(year)]
            if theirs and figures.similar(sum(fen_of(added[i]) for i in mine), sum(theirs)):
                recurring.update(mine)
            else:
                recurring.update(mine[i] for i in figures.paired([fen_of(added[i]) for i in mine], theirs))
    foreseen = {i for i, r in enumerate(added) if r["origin"] != "突发" and any(w in r["note"] for w in figures.WORDS)}
    return [r for i, r in enumerate(added) if i in recurring | foreseen]


def rates(rows):
    initial, more = add(kind(rows, "年初预算")), add(kind(rows, "追加"))
    documents = {r["cor_bgt_doc_no"].replace("[", "〔").replace("]", "〕") for r in kind(rows, "追加")}
    found = {**figures.adjustments(rows), **figures.scope_and_pace(rows)}
    return {"addition_rate": [more, initial], "fair_adjustment_rate": [found["adjusted_fair_fen"], initial],
            "predictability": [initial, found["own_year_fen"]],
            "pace_distance": [found["pace_distance_twelfths_fen"], 12 * initial],
            "supplements": [more, 1], "supplement_documents": [len(documents - {""}), 1]}


def additions(year, rows, earlier):
    moved = avoidable_rows(rows, earlier)
    after = [{**r, "entry_kind": "年初预算", "doc_date": f"{year}-01-01", "origin": ""} if any(r is m for m in moved) else r
             for r in rows]
    return {"moved": len(moved), "before": rates(rows), "after": rates(after)}


# Coarse budgeting: what coarse lines gave away stands where it went.


def is_coarse(row):
    return len(row["exp_func_code"]) < 7 or (row["bgt_category"] == "项目支出" and not row["pro_code"])


def codes(rows):
    return {r["bgt_id"]: (r["exp_func_code"], r["dep_bgt_eco_code"]) for r in rows}


def between_codes(rows, of):
    return [r for r in kind(rows, "调剂") if of[r["bgt_id"]] != of[r["to_bgt_id"]]]


def coarse(rows):
    of = codes(rows)
    lines = {r["bgt_id"]: r for r in rows}
    moved = [r for r in between_codes(rows, of) if is_coarse(r)]
    after = [dict(r) for r in rows if not any(r is m for m in moved)]
    for transfer in moved:
        for r in after:
            if r["entry_kind"] == "年初预算" and r["bgt_id"] == transfer["bgt_id"]:
                r["amount"] = text_of(fen_of(r) - fen_of(transfer))
        after.append({**lines[transfer["to_bgt_id"]], "entry_kind": "年初预算", "amount": transfer["amount"],
                      "to_bgt_id": ""})
    assert all(fen_of(r) >= 0 for r in after)
    sums = lambda some: {"transfers_between_codes": [add(between_codes(some, of)), 1],
                         "transfers_between_codes_count": [len(between_codes(some, of)), 1],
                         "coarse_amount": [add(r for r in kind(some, "年初预算") if is_coarse(r)), 1],
                         "coarse_share": [add(r for r in kind(some, "年初预算") if is_coarse(r)),
                                          add(kind(some, "年初预算"))]}
    return {"moved": len({r["record_id"] for r in moved}), "before": sums(rows), "after": sums(after)}


# Releases: on the due day; undated ones on the first day of need, no earlier than their approval.


def releases(year, rows, funds):
    day = {}
    for f in funds:
        needs = [g["needed_date"] for g in funds if g["special_fund"] == f["special_fund"] and g["needed_date"]]
        first_need = f"{year}-01-01" if f["monthly_need"] else min(needs)
        day[f["special_fund"]] = max(f["expected_release_date"] or first_need, f["approved_date"], f"{year}-01-01")
    after = [{**r, "doc_date": min(r["doc_date"], day[r["special_fund"]])} if r["special_fund"] else r for r in rows]
    dated = [{**f, "expected_release_date": day[f["special_fund"]]} for f in funds]
    promised = {f["special_fund"]: int(f["amount"].replace(".", "")) for f in funds}

    def sums(some, those):
        due = {f["special_fund"]: f["expected_release_date"] for f in those}
        released = [r for r in some if r["special_fund"]]
        left = {f: promised[f] - add(r for r in released if r["special_fund"] == f) for f in promised}
        late = {f: add(r for r in released if r["special_fund"] == f and due[f] and r["doc_date"] > due[f])
                + (left[f] if due[f] and due[f] < f"{year}-12-31" else 0) for f in promised}
        undated = [f for f in promised if not due[f]]
        found = figures.releases(year, some, those)
        return {"untimely_share": [sum(promised[f] for f in undated) + sum(late.values()), sum(promised.values())],
                "peak_gap": [found["peak_gap_fen"], 1], "gap_days": [found["gap_days"], 1],
                "q4_share": [add(r for r in released if r["doc_date"] >= f"{year}-10-01"), add(released)],
                "late_amount": [sum(late.values()), 1], "undated_funds": [len(undated), 1]}

    return {"moved": len({r["special_fund"] for r, s in zip(rows, after) if r["doc_date"] != s["doc_date"]}),
            "before": sums(rows, funds), "after": sums(after, dated)}


# Scattered quotas: those of one unit, fund type, function, outlay and economic class are one.


def scattered(rows):
    with_funds = {r["bgt_id"] for r in rows if r["special_fund"]}
    lines = {r["bgt_id"]: r for r in rows}
    size = collections.Counter()
    for r in rows:
        sign = {"年初预算": 1, "上年结转": 1, "追加": 1, "追减": -1, "调剂": -1}.get(r["entry_kind"], 0)
        size[r["bgt_id"]] += sign * fen_of(r)
        if r["to_bgt_id"]:
            size[r["to_bgt_id"]] += fen_of(r)
    groups = collections.defaultdict(list)
    for quota, r in lines.items():
        if size[quota] and quota not in with_funds and r["dep_bgt_eco_code"] not in THREE_PUBLIC:
            groups[r["agency_code"], r["fund_type_code"], r["exp_func_code"], r["bgt_category"],
                   r["dep_bgt_eco_code"][:3]].append(quota)
    left = collections.Counter({quota: size[quota] for quota in lines})
    for r in rows:
        left[r["bgt_id"]] -= {"支付": 1, "退回": -1}.get(r["entry_kind"], 0) * fen_of(r)
    stranded = lambda some: sum(sum(left[q] for q in g) for g in some if any(left[q] == 0 for q in g))
    merged = {quota: quota for quota in lines}
    proposed = [g for g in groups.values() if len(g) > 1 and min(size[q] for q in g) <= 5000000]
    for group in proposed:
        merged.update(dict.fromkeys(group, group[0]))
    after = [{**r, "bgt_id": merged[r["bgt_id"]], "to_bgt_id": merged.get(r["to_bgt_id"], "")} for r in rows]
    after = [r for r in after if r["bgt_id"] != r["to_bgt_id"]]

    apart = [g for g in groups.values() if g not in proposed]

    def sums(some):
        found = figures.sizes_and_stranded(some)
        quotas = len({merged[q] for q in size if size[q]}) if some is after else sum(1 for q in size if size[q])
        return {"quotas": [quotas, 1], "small_quotas": [found["small_quotas"], 1],
                "small_quota_share": [found["small_quotas"], quotas],
                "mergeable_stranded_amount": [stranded(apart if some is after else groups.values()), 1],
                "transfers": [len(kind(some, "调剂")), 1], "transfers_amount": [add(kind(some, "调剂")), 1]}

    return {"moved": len(proposed), "before": sums(rows), "after": sums(after)}


def main():
    rows, funds = read("", "ledger.csv"), read("", "special_funds.csv")
    earlier = read("2022", "ledger.csv") + read("2021", "ledger.csv")
    effects = {"mid_year_additions": additions(2023, rows, earlier), "coarse_budgeting": coarse(rows),
               "release_timing": releases(2023, rows, funds), "scattered_quotas": scattered(rows),
               "mid_year_additions_2022": additions(2022, read("2022", "ledger.csv"), read("2021", "ledger.csv"))}
    (HERE / "expected_effects.json").write_text(json.dumps(effects, ensure_ascii=False, indent=1) + "\n",
                                                encoding="utf-8")


if __name__ == "__main__":
    main()
