"""Figures of the four findings by plain sums over the ledger's rows, as the headers in services/budget/domain/findings
define them: a second reading of those definitions. make_illustrative_budget.py writes them to expected.json.
"""
import datetime
from fractions import Fraction

TOLERANCE = Fraction(30, 100)
WORDS = ("工资 津贴补贴 津补贴 提标 调标 晋级晋档 基数调整 社保 医保 保险 公积金 年金 考核奖 绩效奖 年终奖 文明单位奖 遗属 慰问 体检"
         " 合同 租金 物业 例行 每年 常年 换届 普查").split()
SPRING_FESTIVAL = {2021: "2021-02-12", 2022: "2022-02-01", 2023: "2023-01-22"}


def fen_of(row):
    return int(row["amount"].replace(".", ""))


def month_of(row):
    return int(row["doc_date"][5:7])


def add(rows):
    return sum(map(fen_of, rows))


def of_findings(year, rows, earlier_rows, funds):
    return {**scope_and_pace(rows), **adjustments(rows), **avoidable(rows, earlier_rows), **coarse(rows),
            **sizes_and_stranded(rows), **releases(year, rows, funds)}


def widest_of(distances):
    """The largest of twelve distances and its month."""
    widest = max(distances)
    return widest, distances.index(widest) + 1


def scope_and_pace(rows):
    initial = [r for r in rows if r["entry_kind"] == "年初预算"]
    added = [r for r in rows if r["entry_kind"] == "追加"]
    known = {field: {r[field] for r in initial} for field in ("exp_func_code", "pro_code")}
    new = {field: {r[field] for r in added} - known[field] - {""} for field in known}
    budget = add(initial)
    sign = {"支付": 1, "退回": -1}
    paid = [sum(sign[r["entry_kind"]] * fen_of(r) for r in rows if r["entry_kind"] in sign and month_of(r) <= month)
            for month in range(1, 13)]
    widest, month = widest_of([abs(12 * paid[m - 1] - m * budget) for m in range(1, 13)])
    # A transfer within the department moves no money in or out.
    changed = [sum(fen_of(r) if r["entry_kind"] == "追加" else -fen_of(r) for r in rows
                   if r["entry_kind"] in ("追加", "追减", "收回") and month_of(r) <= month) for month in range(1, 13)]
    changed_widest, changed_month = widest_of([abs(amount) for amount in changed])
    return {"new_functions": len(new["exp_func_code"]), "new_projects": len(new["pro_code"]),
            "new_scope_amount_fen": sum(fen_of(r) for r in added if any(r[field] in new[field] for field in new)),
            "pace_distance_twelfths_fen": widest, "pace_month": month,
            "authorized_pace_distance_fen": changed_widest, "authorized_pace_month": changed_month,
            "additions_q4_fen": add(r for r in added if month_of(r) >= 10)}


def adjustments(rows):
    changes = [r for r in rows if r["entry_kind"] in ("追加", "追减", "调剂")]
    return {"adjusted_fen": add(changes), "adjusted_fair_fen": add(r for r in changes if r["origin"] in ("本单位", "")),
            "own_year_fen": add(r for r in rows if r["entry_kind"] in ("年初预算", "追加"))
                            - add(r for r in rows if r["entry_kind"] == "追减")}


def similar(amount, earlier):
    return abs(amount - earlier) <= TOLERANCE * earlier


def paired(amounts, earlier):
    """Which of the amounts can be paired with a similar earlier one, each of those once, most pairs."""
    partner = {}

    def seek(index, seen):
        for other, amount in enumerate(earlier):
            if other in seen or not similar(amounts[index], amount):
                continue
            seen.add(other)
            if other not in partner or seek(partner[other], seen):
                partner[other] = index
                return True
        return False

    for index in range(len(amounts)):
        seek(index, set())
    return set(partner.values())


def avoidable(rows, earlier_rows):
    """Every line of these ledgers has a project, whose code stays the same over the years."""
    added = [r for r in rows if r["entry_kind"] == "追加"]
    recurring = set()
    for year in {r["doc_date"][:4] for r in earlier_rows}:
        for project in {r["pro_code"] for r in added}:
            mine = [i for i, r in enumerate(added) if r["pro_code"] == project]
            theirs = [fen_of(r) for r in earlier_rows if r["entry_kind"] == "追加" and r["pro_code"] == project
                      and r["doc_date"].startswith(year)]
            if theirs and similar(sum(fen_of(added[i]) for i in mine), sum(theirs)):
                recurring.update(mine)
            else:
                recurring.update(mine[i] for i in paired([fen_of(added[i]) for i in mine], theirs))
    foreseeable = {i for i, r in enumerate(added) if r["origin"] != "突发" and any(w in r["note"] for w in WORDS)}
    differing = {i for i, r in enumerate(added) if r["recurring"] == ("否" if i in recurring else "是")}
    amount = lambda chosen: add(added[i] for i in chosen)
    figures = {"recurring_amount_fen": amount(recurring), "avoidable_amount_fen": amount(recurring | foreseeable),
               "flag_disagreements": len(differing), "flag_disagreement_amount_fen": amount(differing)}
    if not earlier_rows:
        figures = dict.fromkeys(figures)
    return {**figures, "foreseeable_amount_fen": amount(foreseeable)}


def coarse(rows):
    initial = [r for r in rows if r["entry_kind"] == "年初预算"]
    no_item = [r for r in initial if len(r["exp_func_code"]) < 7]
    no_project = [r for r in initial if r not in no_item and r["bgt_category"] == "项目支出" and not r["pro_code"]]
    other = [r for r in initial if r["exp_func_code"].endswith("99") or r["dep_bgt_eco_code"].endswith("99")
             or r["exp_func_code"].startswith("229")]
    by_item, by_quota = {}, {}
    for r in initial:
        by_item[r["exp_func_code"]] = by_item.get(r["exp_func_code"], 0) + fen_of(r)
        by_quota[r["bgt_id"]] = by_quota.get(r["bgt_id"], 0) + fen_of(r)
    rough = {r["bgt_id"] for r in no_item + no_project}
    codes = {}  # of every quota, from any row on it
    for r in rows:
        codes[r["bgt_id"]] = (r["exp_func_code"], r["dep_bgt_eco_code"])
    moved = [r for r in rows if r["entry_kind"] == "调剂" and codes[r["bgt_id"]] != codes[r["to_bgt_id"]]]
    return {"largest_item_fen": max(by_item.values()), "largest_quota_fen": max(by_quota.values()),
            "item_squares_fen2": sum(amount * amount for amount in by_item.values()),
            "coarse_amount_fen": add(no_item) + add(no_project),
            "coarse_transfers_fen": add(r for r in moved if r["bgt_id"] in rough),
            "fine_transfers_fen": add(r for r in moved if r["bgt_id"] in by_quota and r["bgt_id"] not in rough),
            "without_item_amount_fen": add(no_item), "without_project_amount_fen": add(no_project),
            "other_codes_amount_fen": add(other)}


def sizes_and_stranded(rows):
    size, unspent, kind_of = {}, {}, {}
    for r in rows:
        kind_of[r["bgt_id"]] = (r["fund_type_code"], r["exp_func_code"][:3], r["bgt_category"])
        own_sign = {"年初预算": 1, "上年结转": 1, "追加": 1, "追减": -1, "调剂": -1, "收回": -1, "支付": -1, "退回": 1}
        for quota, sign in ((r["bgt_id"], own_sign[r["entry_kind"]]), (r["to_bgt_id"], 1)):
            if quota and r["entry_kind"] != "收回":
                unspent[quota] = unspent.get(quota, 0) + sign * fen_of(r)
                if r["entry_kind"] not in ("支付", "退回"):
                    size[quota] = size.get(quota, 0) + sign * fen_of(r)
    ordered = sorted(size.values())
    transferred = [r for r in rows if r["entry_kind"] == "调剂"]
    inside = [r for r in transferred if kind_of[r["bgt_id"]] == kind_of.get(r["to_bgt_id"])]
    paid = [r for r in rows if r["entry_kind"] == "支付"]
    split = []
    for record in {r["record_id"] for r in paid}:
        parts = [r for r in paid if r["record_id"] == record]
        for kind in {kind_of[r["bgt_id"]] for r in parts}:
            of_kind = [r for r in parts if kind_of[r["bgt_id"]] == kind]
            if len({r["bgt_id"] for r in of_kind}) > 1:
                split += of_kind
    small = [quota for quota in size if size[quota] <= 5000000]
    dry = [quota for quota in size if unspent[quota] == 0]
    stranded = [quota for quota in size if unspent[quota] and kind_of[quota] in {kind_of[d] for d in dry}]
    return {"lower_quartile_fen": next(s for s in ordered if 4 * sum(t <= s for t in ordered) >= len(ordered)),
            "upper_quartile_fen": next(s for s in ordered if 4 * sum(t <= s for t in ordered) >= 3 * len(ordered)),
            "transfers_within_kind": len(inside), "transfers_within_kind_fen": add(inside),
            "payments": len(paid), "sized_quotas": sum(amount != 0 for amount in size.values()), "payments_gross_fen": add(paid),
            "split_payments": len({r["record_id"] for r in split}), "split_payments_fen": add(split),
            "small_quotas": len(small), "small_amount_fen": sum(size[q] for q in small), "dry_quotas": len(dry),
            "stranded_quotas": len(stranded), "stranded_amount_fen": sum(unspent[q] for q in stranded)}


def releases(year, rows, funds):
    """Day by day through the year, fund by fund."""
    promised = {f["special_fund"]: int(f["amount"].replace(".", "")) for f in funds}
    released = [r for r in rows if r["special_fund"]]  # the case names funds on releases only
    upto = lambda fund, day: add(r for r in released if r["special_fund"] == fund and r["doc_date"] <= day)
    before = lambda fund, day: add(r for r in released if r["special_fund"] == fund and r["doc_date"] < day)
    needs = {}
    for f in funds:
        if f["monthly_need"]:
            needs[f["special_fund"]] = [(f"{year}-{month:02}-01", int(f["monthly_need"].replace(".", "")))
                                        for month in range(1, 13)]
        elif f["needed_date"]:
            needs.setdefault(f["special_fund"], []).append(
                (f["needed_date"], int(f["needed_amount"].replace(".", ""))))
    day, gaps = datetime.date(year, 1, 1), []
    while day.year == year:
        text = day.isoformat()
        gaps.append((sum(max(0, sum(amount for when, amount in needs[fund] if when <= text) - upto(fund, text))
                         for fund in needs), text))
        day += datetime.timedelta(days=1)
    peak = max(gap for gap, _ in gaps)
    late_by_quota = {}
    for r in released:
        if r["doc_date"] >= f"{year}-12-01":
            late_by_quota[r["bgt_id"]] = late_by_quota.get(r["bgt_id"], 0) + fen_of(r)
    left = dict.fromkeys(late_by_quota, 0)
    for r in rows:
        sign = {"年初预算": 1, "上年结转": 1, "追加": 1, "追减": -1, "调剂": -1, "收回": -1, "支付": -1, "退回": 1}
        if r["bgt_id"] in left:
            left[r["bgt_id"]] += sign[r["entry_kind"]] * fen_of(r)
        if r["to_bgt_id"] in left:
            left[r["to_bgt_id"]] += fen_of(r)
    return {"festival_release_fen": sum(min(before(f, SPRING_FESTIVAL[year]), promised[f]) for f in promised),
            "full_release_fen": sum(min(upto(f, f"{year}-06-30"), promised[f]) for f in promised),
            "funds_not_fully_released": sum(upto(f, f"{year}-06-30") < promised[f] for f in promised),
            "promised_fen": sum(promised.values()), "peak_gap_fen": peak,
            "peak_gap_date": next(text for gap, text in gaps if gap == peak),
            "gap_days": sum(gap > 0 for gap, _ in gaps), "gap_fen_days": sum(gap for gap, _ in gaps),
            "too_late_fen": sum(min(late_by_quota[q], left[q]) for q in left)}
