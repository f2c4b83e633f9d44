#!/usr/bin/python3
"""Writes the files of this folder as platforms and offices leave them. Needs python3-openpyxl and python3-xlwt.

What each holds, and what is to be read from it, stands in README.md and in the expected.txt beside each file, which was
written by hand.
"""
import io
import os
import zipfile

import openpyxl
import xlwt

HERE = os.path.dirname(os.path.abspath(__file__))


def path(folder, name):
    os.makedirs(os.path.join(HERE, folder), exist_ok=True)
    return os.path.join(HERE, folder, name)


def write(folder, name, content):
    with open(path(folder, name), "wb") as file:
        file.write(content)


def without(xml, element):
    """The XML without the elements of that kind that name the core properties, which hold the time of writing."""
    for part in xml.split(element)[1:]:
        part = element + part[:part.index(b"/>") + 2]
        if b"core-properties" in part:
            xml = xml.replace(part, b"")
    return xml


def save(workbook, folder, name):
    """Saves without the clock, so that the bytes are the same every time."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            if item.filename == "docProps/core.xml":
                continue
            data = source.read(item.filename)
            if item.filename == "[Content_Types].xml":
                data = without(data, b"<Override ")
            if item.filename == "_rels/.rels":
                data = without(data, b"<Relationship ")
            info = zipfile.ZipInfo(item.filename, (2023, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    write(folder, name, out.getvalue())


def payments_by_state():
    head = ["状态", "支付凭证号", "申请金额", "实际支付金额", "预算项目", "资金性质", "部门支出经济分类"]
    workbook = openpyxl.Workbook()
    paid = workbook.active
    paid.title = "已支付"
    paid.append(head)
    paid.append(["已支付", 20230101.0, 1200, 1200, "", "111-一般公共预算资金", "30201-办公费"])
    paid.append(["已支付", 20230102.0, "3,000.50", "３０００．５０", "", "111-一般公共预算资金", "30217-公务接待费"])
    paid.append(["已支付", 20230103.0, 500, -500, "", "111-一般公共预算资金", "30201-办公费"])
    paid.append([None, None, 4700.5, 3700.5, None, None, None])
    waiting = workbook.create_sheet("已审未支付")
    waiting.append(["已审未支付明细"])
    waiting.append(head)
    waiting.append(["已审未支付", 20230102.0, 3000.5, 0, "", "111-一般公共预算资金", "30217-公务接待费"])
    waiting.append(["已审未支付", 20230104.0, 80, 0, "", "111-一般公共预算资金", "30201-办公费"])
    waiting.append(["合计", None, 3080.5, 0, None, None, None])
    hidden = workbook.create_sheet("参数")
    hidden.append(["状态", "支付凭证号", "实际支付金额"])
    hidden.append(["已支付", 99, 99])
    hidden.sheet_state = "hidden"
    save(workbook, "payments-by-state", "payment-vouchers.xlsx")


def quota_balance():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("指标余额表")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write_merge(0, 0, 0, 8, "2023年预算指标余额表")
    sheet.write(1, 0, "编制单位：大祥区财政局")
    sheet.write(1, 8, "单位：万元")
    for column, name in enumerate(["指标编号", "预算单位", "功能分类", "资金性质", "指标来源", "发文日期", "指标文号"]):
        sheet.write_merge(2, 3, column, column, name)
    sheet.write_merge(2, 2, 7, 8, "金额")
    sheet.write(3, 7, "指标金额")
    sheet.write(3, 8, "指标余额")
    rows = [
        ["Z001", "403001-翠园街道办事处", "2010301 行政运行", "111-一般公共预算资金", "年初批复", 44931, "大财预〔2023〕1号", 120.5, 20],
        ["Z002", "403001-翠园街道办事处", "2120501 城乡社区环境卫生", "111-一般公共预算资金", "追加", 45077, "大财预[2023]15号", "1,000.25", "-"],
        ["小计", "", "", "", "", "", "", 1120.75, 20],
        ["Z003", 49002, "2010301 行政运行", "１２１", "上级补助", 45199, "（2023）9号", 3, 3],
        ["合 计", "", "", "", "", "", "", 1123.75, 23],
        ["制表人：张三", "", "", "", "", "", "", "", ""],
    ]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if c == 5 and isinstance(value, int):
                sheet.write(r + 4, c, value, day)
            elif value != "":
                sheet.write(r + 4, c, value)
    book.save(path("quota-balance", "quota-balance.xls"))


def gb18030():
    text = "\r\n".join([
        "指标编号\t部门代码\t部门名称\t预算年度\t指标来源\t指标类型\t指标金额\t发文日期\t指标文号",
        "G1\t403\t翠园街道办事处\t2023\t年初批复\t当年预算\t1000\t2023年1月5日\t邵大财预〔2023〕1号",
        "G2\t403\t翠园街道办事处\t2023\t年初批复\t上年结转\t50.05\t2023/1/1\t",
        "",
    ])
    write("gb18030", "quotas.csv", text.encode("gb18030"))


def platform_json():
    write("platform-json", "expdata.json", """{
  "BA_BGT_INFO": [
    {"BGT_ID": "J1", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023", "AGENCY_CODE": "403001", "AGENCY_NAME": "翠园街道办事处本级", "DEPT_CODE": "403", "DEPT_NAME": "翠园街道办事处",
     "SOURCE_TYPE_CODE": "1", "SOURCE_TYPE_NAME": "年初批复", "BGT_TYPE_CODE": "111", "AMOUNT": 1000.10, "CUR_AMT": 700.1, "DOC_DATE": "2022-12-20 00:00:00", "COR_BGT_DOC_NO": "大财预[2022]99号",
     "FUND_TYPE_CODE": "111", "EXP_FUNC_CODE": "2010301", "DEP_BGT_ECO_CODE": "30201", "UPDATE_TIME": "20230105093000123", "IS_DELETED": 2, "PARAM_1": "x"},
    {"BGT_ID": "J2", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023", "AGENCY_CODE": "403001", "DEPT_CODE": "403", "DEPT_NAME": "翠园街道办事处",
     "SOURCE_TYPE_NAME": "追加", "AMOUNT": 200, "DOC_DATE": 1685494800000, "FUND_TYPE_CODE": "111", "EXP_FUNC_CODE": "2120501", "UPDATE_TIME": "2023-06-01 10:00:00", "IS_DELETED": 2},
    {"BGT_ID": "J3", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023", "DEPT_CODE": "403", "AGENCY_CODE": "403001", "SOURCE_TYPE_NAME": "追加", "AMOUNT": 9, "DOC_DATE": "2023-06-01", "UPDATE_TIME": "20230602100000000", "IS_DELETED": 1}
  ],
  "BA_BGT_ADJSUB": [
    {"ADJ_SUB_ID": "A1", "BGT_ID": "J2", "ORI_BGT_ID": "J1", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023", "DEPT_CODE": "403", "ADD_AMOUNT": 100, "ADJ_DATE": "2023-07-01", "UPDATE_TIME": "20230701100000000", "IS_DELETED": 2}
  ],
  "PAY_VOUCHER": [
    {"PAY_APP_ID": "R1", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023", "DEPT_CODE": "403", "BGT_ID": "J1", "PAY_APP_AMT": 200, "PAYEE_ACCT_NO": "6222021901234567890", "IDEN_NO": "430503198001011234"}
  ],
  "PAY_VOUCHER_BILL": [
    {"PAY_CERT_ID": "P1", "PAY_CERT_NO": "V1", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023", "DEPT_CODE": "403", "BGT_ID": "J1", "XPAY_AMT": 100.0000000000001, "XPAY_DATE": "20230315", "UPDATE_TIME": "20230315100000000", "IS_DELETED": 2},
    {"PAY_CERT_ID": "P1", "PAY_CERT_NO": "V1", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023", "DEPT_CODE": "403", "BGT_ID": "J1", "XPAY_AMT": 200.00, "XPAY_DATE": "20230315", "UPDATE_TIME": "20230316100000000", "IS_DELETED": 2}
  ],
  "BGT_PERF_INDICATOR": [{"KPI_ID": "K1", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023", "DEPT_CODE": "403", "KPI_LV1": "0001", "KPI_LV2": "00010001",
     "KPI_LV3": "自建房排查栋数", "KPI_VAL": "585栋", "UPDATE_TIME": "20230105093000123", "IS_DELETED": 2}]
}
""".encode())


def annual_budget():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "年初预算批复"
    sheet["A1"] = "2023年部门预算项目支出批复表"
    sheet["F2"] = "单位:元"
    for cell, name in {"A3": "预算编号", "B3": "部门代码", "C3": "项目", "D3": "预算数", "A4": None, "D4": "年初批复数", "E4": "调整金额", "F4": "变动后预算数"}.items():
        sheet[cell] = name
    for merged in ["A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:F3"]:
        sheet.merge_cells(merged)
    for row in [["N1", 403, "430503403000000000001 老旧小区改造", 500000, 20000, 520000],
                ["N2", 403, "防汛", 80000, 0, 80000],
                ["N3", 403, "环卫", 100000, -5000, 96000],
                ["合计", None, None, 680000, 15000, 696000]]:
        sheet.append(row)
    save(workbook, "annual-budget", "annual-budget.xlsx")


def allocations():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "实拨"
    sheet.append(["状态", "拨款凭证号", "拨款金额", "资金性质", "预算管理级次", "项目名称", "部门代码", "指标编号", "拨款日期"])
    sheet.append(["实拨已付", "S1", 1000, "121-政府性基金预算资金", "上年结转上级", "老旧小区改造", "403", "J9", "2023.4.6"])
    sheet.append(["实拨待审", "S2", 500, "121", "市级", "防汛", "403", "J9", None])
    sheet.append(["实拨已审", "S3", 500, "121", "市级", "防汛", "403", "J9", None])
    sheet.append([None, None, 2000])
    save(workbook, "allocations", "allocations.xlsx")


def html():
    rows = [["支付凭证号", "部门代码", "指标编号", "实际支付金额", "实际支付日期"], ["H1", "403", "Q1", "1,234.50", "2023-03-01"],
            ["H2", "403", "Q1", "&nbsp;65.50", "2023-03-02"]]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    write("html-as-xls", "payment-details.xls", f"<html><meta charset='utf-8'><body><table>{table}</table></body></html>".encode())


HEAD = "pay_cert_id,dept_code,dept_name,fiscal_year,bgt_id,xpay_amt,xpay_date\n"


def bad():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["pay_cert_id", "dept_code", "bgt_id", "xpay_amt", "xpay_date"])
    sheet.append(["P1", "403", "Q1", 10, "2023-03-01"])
    save(workbook, "bad/truncated", "payments.xlsx")
    with open(path("bad/truncated", "payments.xlsx"), "rb") as file:
        whole = file.read()
    write("bad/truncated", "payments.xlsx", whole[:len(whole) * 2 // 3])
    sheet["D2"] = "=5+5"
    save(workbook, "bad/formula", "payments.xlsx")
    write("bad/wrong-encoding", "payments.csv", (HEAD + "P1,403,翠园,2023,Q1,1,2023-03-01\n").encode("utf-16-be"))
    write("bad/no-such-day", "payments.csv", (HEAD + "P1,403,翠园,2023,Q1,1,2023-02-29\nP2,403,翠园,2023,Q1,1,2023-13-01\nP3,403,翠园,2023,Q1,1,2023-03-01\n").encode())
    write("bad/other-year", "payments.csv", (HEAD + "P1,403,翠园,2023,Q1,1,2022-12-31\nP2,403,翠园,2023,Q1,1,2024-01-01\n").encode())
    write("bad/huge-amount", "payments.csv", (HEAD + "P1,403,翠园,2023,Q1,99999999999999999999,2023-03-01\nP2,403,翠园,2023,Q1,1e25,2023-03-01\n").encode())
    write("bad/duplicates", "payments.csv", (HEAD + "P1,403,翠园,2023,Q1,1,2023-03-01\nP1,403,翠园,2023,Q1,1,2023-03-01\nP2,403,翠园,2023,Q1,1,2023-03-01\nP2,403,翠园,2023,Q1,2,2023-03-01\n").encode())
    write("bad/cyclic-units", "payments.csv", "pay_cert_id,dept_code,agency_code,superior_agency_code,fiscal_year,bgt_id,xpay_amt,xpay_date\nP1,403,403001,403002,2023,Q1,1,2023-03-01\nP2,403,403002,403001,2023,Q1,1,2023-03-01\n".encode())
    write("bad/unclosed-quote", "payments.csv", (HEAD + "\"P1,403,翠园,2023,Q1,1,2023-03-01\n").encode())
    write("bad/cut-json", "payments.json", b'{"PAY_VOUCHER_BILL": [{"PAY_CERT_ID": "P1", "XPAY_AMT": 1')


for make in (payments_by_state, quota_balance, gb18030, platform_json, annual_budget, allocations, html, bad):
    make()
