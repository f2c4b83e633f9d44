#!/usr/bin/env python3
"""Writes the illustrative budget of 翠园街道办事处 for 2021, 2022 and 2023, and the totals that it must give.

Reads illustrative_budget_lines.py; writes ledger.csv, statement.csv and special_funds.csv of each year beside itself
and expected.json. Everything is arithmetic in fen; the small unevenness of payments comes from a checksum of their
names, so that every run gives the same bytes. Refuses (assert) to write books that do not balance.
"""
import csv
import datetime
import json
import pathlib
import zlib

import expected_figures
import illustrative_budget_lines as book

HERE = pathlib.Path(__file__).resolve().parent
YEARS = (2021, 2022, 2023)
INITIAL_DAY = {2021: "01-12", 2022: "01-11", 2023: "01-10"}
CARRYOVER_DAY = "03-15"
RAN_DRY = {"xinfang", "dian", "bangong", "huanwei", "laowu", "wangge"}  # spent to nothing before each increase
INCREASES = {"年初预算", "追加", "上年结转", "调入", "退回"}
SIGN = {"年初预算": 1, "追加": 1, "上年结转": 1, "调入": 1, "追减": -1, "调出": -1, "收回": -1, "支付": -1, "退回": 1}
COLUMNS = ("record_id agency_code bgt_id cor_bgt_doc_no doc_date entry_kind amount bgt_category fund_type_code"
           " exp_func_code gov_bgt_eco_code dep_bgt_eco_code pro_code pro_name to_bgt_id special_fund origin recurring"
           " note").split()


def fen(wanyuan):
    """万元 as text to fen."""
    whole, _, part = wanyuan.partition(".")
    return int(whole) * 1000000 + int((part + "000000")[:6])


def yuan(amount):
    return f"{amount // 100}.{amount % 100:02d}"


def day(year, month_day):
    return datetime.date.fromisoformat(f"{year}-{month_day}")


def workday(date):
    while date.weekday() > 4:
        date += datetime.timedelta(days=1)
    return date


def read_lines():
    lines = {}
    for number, text in enumerate(book.LINES.strip().splitlines(), start=1):
        key, name, kind, function, government, department, group, i21, i22, i23, days, earlier = text.split()
        first = book.FIRST_YEAR.get(key, 21 if number > 27 else 20)
        lines[key] = {
            "name": name, "kind": kind, "function": function, "government": government, "department": department,
            "group": group, "fund": book.LINE_FUND.get(key, "111"),
            "project": "" if kind == "-" else f"430503{first}{kind}{number:012d}",
            "initial": {y: fen(v) for y, v in zip(YEARS, (i21, i22, i23)) if v != '""'},
            "days": {y: pay_days(days if y == 2023 else earlier) for y in YEARS}}
    return lines


def pay_days(text):
    if text == "-":
        return []
    return getattr(book, text, text.replace(",", " ")).split()


def pairs(text):
    words = text.split()
    return {key: fen(amount) for key, amount in zip(words[::2], words[1::2])}


class Year:
    """One department-year while it is being made: quotas by key, entries by quota."""

    def __init__(self, year, lines, left_before):
        self.year, self.lines, self.quotas, self.entries = year, lines, {}, []
        self.left = pairs(book.LEFT[year])
        for key, line in lines.items():
            if year in line["initial"]:
                self.add(key, INITIAL_DAY[year], "年初预算", line["initial"][year], f"大财预〔{year}〕5号",
                         note=line["name"] if line["kind"] == "-" else "", fund=self.fund_of(key, "年初预算"))
        for key, amount in left_before.items():
            self.add(key, CARRYOVER_DAY, "上年结转", amount, f"大财预〔{year}〕12号", carried=True, note="上年结转")
        for text in book.EVENTS[year].strip().splitlines():
            self.happen(*text.split())
        recalled = pairs(book.CARRIED_BUT_RECALLED.get(year, ""))
        for key, amount in recalled.items():
            self.add(key, "12-28", "收回", amount, f"大财预收〔{year}〕{2 if year == 2022 else 1}号", carried=True,
                     note="连续两年未用完收回")
        for quota in list(self.quotas.values()):
            self.pay(quota)
        for sent_back in book.SENT_BACK[year]:
            self.send_back(*sent_back)

    def fund_of(self, key, kind):
        promised = [text.split()[0] for text in book.FUNDS[self.year].strip().splitlines()]
        return f"zx{self.year}-{key}" if key in promised and kind in ("年初预算", "追加") else ""

    def quota(self, key, carried=False):
        name = key + ("/上年结转" if carried else "")
        if name not in self.quotas:
            number = len(self.quotas) + 1
            self.quotas[name] = {"key": key, "carried": carried, "name": name, "line": self.lines[key],
                                 "id": f"403001-{self.year % 100}-{number:04d}"}
        return self.quotas[name]

    def add(self, key, month_day, kind, amount, document="", carried=False, **more):
        quota = self.quota(key, carried)
        entry = {"quota": quota, "date": day(self.year, month_day), "kind": kind, "amount": amount,
                 "document": document, "origin": "", "recurring": "", "note": "", "fund": "", "to": None, **more}
        self.entries.append(entry)
        return entry

    def happen(self, month_day, kind, key, amount, document, origin, recurring, note):
        assert day(self.year, month_day).weekday() < 5, (self.year, month_day)
        more = {"origin": origin.strip("-"), "recurring": recurring.strip("-"), "note": note}
        source, _, target = key.partition(">")
        if target:
            more["to"] = self.quota(target)
        self.add(source, month_day, kind, fen(amount), document, fund=self.fund_of(key, kind), **more)

    def moves(self, quota):
        """(date, kind, amount) of one quota, a transfer as the half that concerns it; increases first within a day."""
        found = []
        for entry in self.entries:
            kind = entry["kind"]
            if kind == "调剂":
                if entry["to"] is quota:
                    found.append((entry["date"], "调入", entry["amount"]))
                kind = "调出"
            if entry["quota"] is quota:
                found.append((entry["date"], kind, entry["amount"]))
        return sorted(found, key=lambda move: (move[0], move[1] not in INCREASES))

    def pay(self, quota):
        key, line = quota["key"], quota["line"]
        days = ["05-25", "09-20"] if quota["carried"] else line["days"][self.year]
        dates = [workday(day(self.year, text)) for text in days]
        moves = self.moves(quota)
        left = 0 if quota["carried"] else self.left.get(key, 0)
        end = sum(SIGN[kind] * amount for _, kind, amount in moves)
        paid = 0
        for index, date in enumerate(dates):
            # What may be paid now without touching what is taken away later or stays to the end.
            later_days = [date] + [move[0] for move in moves if move[0] > date]
            running = [sum(SIGN[k] * a for d, k, a in moves if d <= later) for later in later_days]
            may = min(running + [end - left]) - paid
            amount = may
            coming = [d for d, k, _ in moves if k in INCREASES and d > date]
            last_before_increase = coming and (index + 1 == len(dates) or dates[index + 1] > coming[0])
            if index + 1 < len(dates) and not (key in RAN_DRY and last_before_increase):
                amount = may // (len(dates) - index)
                if line["kind"] != "R":
                    amount = amount * (85 + zlib.crc32(f"{key}{date}".encode()) % 31) // 100
                    amount -= amount % (10 if line["kind"] == "Y" else 1000)
            if amount > 0:
                note = f"{date.month}月" + line["name"] + ("（上年结转）" if quota["carried"] else "")
                self.add(key, date.isoformat()[5:], "支付", amount, carried=quota["carried"], note=note)
                paid += amount

    def send_back(self, key, month, back, again):
        payment = next(e for e in self.entries if e["kind"] == "支付" and e["quota"] is self.quota(key)
                       and e["date"].month == int(month))
        amount = min(payment["amount"], fen("0.36"))
        self.add(key, back, "退回", amount, note="收款账户有误退回")
        self.add(key, again, "支付", amount, note="退回后重新支付")

    def balances(self):
        return {name: sum(SIGN[k] * a for _, k, a in self.moves(quota)) for name, quota in self.quotas.items()}

    def check(self):
        for name, quota in self.quotas.items():
            running = 0
            for date, kind, amount in self.moves(quota):
                assert amount > 0, (name, date)
                running += SIGN[kind] * amount
                assert running >= 0, (self.year, name, date, running)
            wanted = 0 if quota["carried"] else self.left.get(quota["key"], 0)
            assert running == wanted, (self.year, name, running, wanted)


def rows_of(year):
    """The ledger's rows in date order. One day's documents and one day's payroll are one record each."""
    order = {"年初预算": 0, "上年结转": 1, "追加": 2, "退回": 3, "调剂": 4, "追减": 5, "支付": 6, "收回": 7}
    entries = sorted(enumerate(year.entries), key=lambda pair: (pair[1]["date"], order[pair[1]["kind"]], pair[0]))
    records, rows = {}, []
    for position, entry in entries:
        quota, line = entry["quota"], entry["quota"]["line"]
        same = (entry["date"], entry["document"]) if entry["document"] else (
            (entry["date"], "payroll") if line["kind"] == "R" and entry["kind"] == "支付" else (entry["date"], position))
        record = records.setdefault(same, f"{year.year}-{len(records) + 1:04d}")
        rows.append(dict(zip(COLUMNS, (
            record, "403001", quota["id"], entry["document"], entry["date"].isoformat(), entry["kind"],
            yuan(entry["amount"]), "基本支出" if line["kind"] in "RY" else "项目支出", line["fund"], line["function"],
            line["government"], line["department"], line["project"], "" if line["kind"] == "-" else line["name"],
            entry["to"]["id"] if entry["to"] else "", entry["fund"], entry["origin"], entry["recurring"],
            entry["note"]))))
    return rows


def fund_rows(year):
    for text in book.FUNDS[year].strip().splitlines():
        key, name, amount, approved, expected, needs = text.split()
        head = {"special_fund": f"zx{year}-{key}", "name": name, "amount": yuan(fen(amount)), "approved_date": approved,
                "expected_release_date": expected.strip('"'), "monthly_need": "", "needed_date": "",
                "needed_amount": ""}
        if ":" not in needs:
            yield {**head, "monthly_need": yuan(fen(needs))}
            continue
        for need in needs.split("+"):
            date, _, part = need.partition(":")
            yield {**head, "needed_date": date, "needed_amount": yuan(fen(part))}


def total(year, kind, wanted):
    """Sum of the year's entries of one kind on the quotas that `wanted` picks; payments net of refunds."""
    if year is None:
        return None
    sum_of = lambda k: sum(e["amount"] for e in year.entries if e["kind"] == k and wanted(e["quota"]["line"]))
    return sum_of("支付") - sum_of("退回") if kind == "支付" else sum_of(kind)


def statement_rows(year, before):
    def money(item, wanted):
        cells = [total(before, "支付", wanted), total(before, "年初预算", wanted), total(year, "年初预算", wanted),
                 total(year, "支付", wanted)]
        return dict(zip(("item", "prior_actual", "prior_budget", "budget", "actual", "unit"),
                        [item] + ["" if cell is None else yuan(cell) for cell in cells] + ["元"]))

    def row(item, prior_actual, prior_budget, budget, actual, unit):
        return {"item": item, "prior_actual": prior_actual, "prior_budget": prior_budget, "budget": budget,
                "actual": actual, "unit": unit}

    def by_code(*codes):
        return lambda line: line["department"] in codes

    operating = lambda line: line["kind"] == "Y"
    rows = [row(item, heads[year.year - 1], "", "", heads[year.year], "人") for item, heads in book.HEADCOUNT.items()]
    rows += [money("三公经费", by_code("30212", "30217", "30231", "31013")), money("公务用车购置", by_code("31013")),
             money("公务用车运行维护", by_code("30231")), money("因公出国", by_code("30212")),
             money("公务接待", by_code("30217")),
             money("项目支出", lambda line: line["kind"] in "T-")]
    rows += [money(item, lambda line, g=group: line["group"] == g)
             for item, group in (("业务工作经费", "业务工作"), ("运行维护经费", "运行维护"))]
    funds = {text.split()[0]: text.split()[1] for y in (before, year) if y
             for text in book.FUNDS[y.year].strip().splitlines()}
    rows += [money(name, lambda line, k=key: line["group"] == k or line["name"] == name and line["kind"] == "T")
             for key, name in funds.items()]
    rows += [money("公用经费", operating)]
    rows += [money(item, lambda line, c=codes: line["kind"] == "Y" and line["department"] in c)
             for item, codes in (("办公经费", ("30201", "30202")), ("水费电费差旅费", ("30205", "30206", "30211")),
                                 ("会议费培训费", ("30215", "30216")))]
    in_yuan = lambda text: yuan(fen(text))
    earlier = book.PROCUREMENT.get(year.year - 1)
    budget, actual = book.PROCUREMENT[year.year]
    rows += [row("政府采购金额", in_yuan(earlier[1]) if earlier else "", in_yuan(earlier[0]) if earlier else "",
                 in_yuan(budget), in_yuan(actual), "元"),
             row("楼堂馆所面积", "", "", "/", "/", "平方米"), row("楼堂馆所投资", "", "", "/", "/", "元")]
    assets = book.FIXED_ASSETS
    rows += [row(item, in_yuan(assets[year.year - 1][i]) if year.year - 1 in assets else "", "", "",
                 in_yuan(assets[year.year][i]), "元") for i, item in enumerate(("固定资产", "在用固定资产"))]
    special = {key for key in funds}
    rows.append(money("重点项目支出", lambda line: line["group"] in special))
    return rows


def expectation(year, rows, earlier_rows, funds):
    """The totals by plain sums over the rows as written."""
    of = lambda *kinds: [r for r in rows if r["entry_kind"] in kinds]
    fen_of = lambda r: int(r["amount"].replace(".", ""))
    add = lambda chosen: sum(map(fen_of, chosen))
    quarter = lambda r: (int(r["doc_date"][5:7]) - 1) // 3 + 1
    moved = {k: add(of(k)) for k in ("年初预算", "上年结转", "追加", "追减", "调剂", "收回")}
    payments = add(of("支付")) - add(of("退回"))
    final = moved["年初预算"] + moved["上年结转"] + moved["追加"] - moved["追减"] - moved["收回"]
    sizes = {}
    for r in rows:
        sign = {"年初预算": 1, "上年结转": 1, "追加": 1, "追减": -1, "调剂": -1, "收回": -1}.get(r["entry_kind"], 0)
        sizes[r["bgt_id"]] = sizes.get(r["bgt_id"], 0) + sign * fen_of(r)
        if r["to_bgt_id"]:
            sizes[r["to_bgt_id"]] = sizes.get(r["to_bgt_id"], 0) + fen_of(r)
    authorized = lambda field, value: sum(sizes[quota] for quota in {r["bgt_id"] for r in rows if r[field] == value})
    expected_release = {f["special_fund"]: f["expected_release_date"] for f in funds}
    releases = [{"special_fund": r["special_fund"], "released": r["doc_date"], "amount_fen": fen_of(r),
                 "days_late": (datetime.date.fromisoformat(r["doc_date"]) - datetime.date.fromisoformat(
                     expected_release[r["special_fund"]])).days if expected_release[r["special_fund"]] else None}
                for r in rows if r["special_fund"]]
    documents = {r["cor_bgt_doc_no"].replace("[", "〔").replace("]", "〕") for r in of("追加")}
    return {
        "ledger_rows": len(rows), "transactions": len({r["record_id"] for r in rows}),
        "initial_budget_fen": moved["年初预算"], "carryover_in_fen": moved["上年结转"], "supplements_fen": moved["追加"],
        "reductions_fen": moved["追减"], "transfers_in_fen": moved["调剂"], "transfers_out_fen": moved["调剂"],
        "recalls_fen": moved["收回"], "final_budget_fen": final, "payments_fen": payments,
        "balance_fen": final - payments,
        "payments_by_quarter_cumulative_fen": [
            add(r for r in of("支付") if quarter(r) <= q) - add(r for r in of("退回") if quarter(r) <= q)
            for q in (1, 2, 3, 4)],
        "supplements_by_quarter_cumulative_fen": [add(r for r in of("追加") if quarter(r) <= q) for q in (1, 2, 3, 4)],
        "supplements_by_origin_fen": {origin: add(r for r in of("追加") if r["origin"] == origin)
                                      for origin in ("上级", "政策", "突发", "本单位")},
        "supplement_documents": len(documents), "quotas": len(sizes),
        "final_budget_basic_fen": authorized("bgt_category", "基本支出"),
        "payments_basic_fen": add(r for r in of("支付") if r["bgt_category"] == "基本支出")
                              - add(r for r in of("退回") if r["bgt_category"] == "基本支出"),
        "final_budget_government_fund_fen": authorized("fund_type_code", "121"),
        "final_budget_other_fen": authorized("fund_type_code", "31"),
        "transfer_rows": len(of("调剂")),
        "special_funds": len(expected_release), "special_funds_undated": sum(not d for d in expected_release.values()),
        "special_fund_releases": releases,
        "released_in_q4_fen": sum(r["amount_fen"] for r in releases if r["released"] >= f"{year}-10-01"),
        "released_fen": sum(r["amount_fen"] for r in releases),
        "finding_figures": expected_figures.of_findings(year, rows, earlier_rows, funds)}


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    lines, before, left, expected, earlier_rows = read_lines(), None, {}, {}, []
    for number in YEARS:
        year = Year(number, lines, left)
        year.check()
        folder = HERE if number == 2023 else HERE / str(number)
        rows, funds = rows_of(year), list(fund_rows(number))
        statement = statement_rows(year, before)
        write(folder / "ledger.csv", COLUMNS, rows)
        write(folder / "special_funds.csv", list(funds[0]), funds)
        write(folder / "statement.csv", list(statement[0]), statement)
        figures = expectation(number, rows, earlier_rows, funds)
        earlier_rows = earlier_rows + rows
        assert figures["balance_fen"] == sum(year.balances().values())
        assert figures["carryover_in_fen"] == sum(left.values())
        assert 0 <= figures["balance_fen"]
        expected[str(number)] = figures
        left = {key: amount for key, amount in year.left.items()}
        assert sum(left.values()) == figures["balance_fen"]
        before = year
        print(number, *(f"{name}={yuan(value) if name.endswith('_fen') else value}"
                        for name, value in figures.items() if isinstance(value, int)))
    (HERE / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


main()
