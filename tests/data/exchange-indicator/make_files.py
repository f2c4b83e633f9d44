#!/usr/bin/python3
"""Writes the files of this folder as platforms and offices leave them. Needs python3-openpyxl and python3-xlwt.

What each holds, and what is to be read from it, stands in README.md and in the expected.txt beside each file, which was
written by hand.
"""
import importlib.util
import os

import openpyxl
import xlwt

HERE = os.path.dirname(os.path.abspath(__file__))
SPEC = importlib.util.spec_from_file_location("budget_files", os.path.join(HERE, "..", "exchange", "make_files.py"))
FILES = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(FILES)
FILES.HERE = HERE


def project_targets():
    """项目绩效目标表: a title, the unit line, headings of two rows with merged cells, codes as numbers, a total, a signature."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "项目绩效指标"
    sheet.append(["2023年项目支出绩效目标表"])
    sheet.merge_cells("A1:J1")
    sheet.append(["编制单位：翠园街道办事处", None, None, None, None, None, None, None, None, "单位：万元"])
    sheet.append(["项目编码", "项目名称", "绩效指标", None, None, "指标方向", "指标值", "计量单位", "分值", "备注"])
    sheet.append([None, None, "一级指标", "二级指标", "三级指标", None, None, None, None, None])
    for column in "ABFGHIJ":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("C3:E3")
    sheet.append(["430503T23001", "自建房整治", "产出指标", "数量指标", "排查栋数", "大于等于", 585, "栋", 20, None])
    sheet.append(["430503T23001", "自建房整治", "产出指标", "质量指标", "隐患整改率", "大于等于", "９８％", "%", 10, None])
    sheet.append(["430503T23001", "自建房整治", "产出指标", "时效指标", "整改完成时间", None, "12月底前", None, 10, None])
    sheet.append(["430503T23001", "自建房整治", "产出指标", "成本指标", "整治成本", "小于等于", "150万元", "元", 10, None])
    sheet.append(["430503T23001", "自建房整治", "效益指标", "社会效益指标", "居住安全", "定性", "明显改善", None, 30, None])
    sheet.append(["合计", None, None, None, None, None, None, None, 80, None])
    sheet.append(["填报人：某某"])
    hidden = workbook.create_sheet("参数")
    hidden.append(["三级指标", "指标值"])
    hidden.append(["隐藏", 1])
    hidden.sheet_state = "hidden"
    FILES.save(workbook, "project-targets", "project-targets.xlsx")


def filled_template():
    """The template as a clerk brings it back, saved as .xls: blanks, 余, signs inside values, another unit, a slash."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("绩效自评指标完成情况")
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标方向", "指标值", "计量单位", "分值", "实际完成值", "偏差原因", "改进措施"],
        ["产出指标", "数量指标", "排查栋数", "≥", "585", "栋", 20, 585, "", ""],
        ["产出指标", "数量指标", "转移人数", "≥", "100", "人", 10, "100余人", "", ""],
        ["产出指标", "质量指标", "隐患整改率", "≥", "98%", "%", 10, "≥98%", "", ""],
        ["产出指标", "成本指标", "整治成本", "≤", "150", "万元", 10, "1,480,000元", "", ""],
        ["效益指标", "社会效益指标", "居住安全", "定性", "明显改善", "", 30, "达成预期指标", "", ""],
        ["效益指标", "经济效益指标", "新增就业人数", "≥", "48", "人", 10, "46人", "岗位减少", "明年补足"],
        ["效益指标", "生态效益指标", "绿化面积", "≥", "2", "亩", 5, "/", "没有这一项目", ""],
        ["满意度指标", "服务对象满意度指标", "居民满意度", "≥", "90%", "%", 5, "", "", ""],
        ["合计", "", "", "", "", "", 100, "", "", ""],
    ]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    path = FILES.path("filled-template", "template-filled.xls")
    book.save(path)


def gb18030():
    """A vendor's text export: tabs, GB18030, Windows line ends, code-name cells, a deleted row."""
    rows = [
        "kpi_id\tdept_code\tfiscal_year\tkpi_lv1\tkpi_lv2\tkpi_lv3\tkpi_val\tkpi_evalstd\tis_deleted\tupdate_time",
        "A1\t403-翠园街道\t2023\t0001 产出\t00010001 数量\t排查栋数\t≥585栋\t每少一栋扣一分\t2\t2023-05-31 09:30:00",
        "A2\t403-翠园街道\t2023\t0002 效益\t00020002 社会效益\t群众安全感\t显著提升\t\t2\t2023-05-31 09:30:00",
        "A3\t403-翠园街道\t2023\t0001 产出\t00010001 数量\t旧指标\t1\t\t1\t2023-05-31 09:30:00",
    ]
    FILES.write("gb18030", "indicators.csv", ("\r\n".join(rows) + "\r\n").encode("gb18030"))


def contradictions():
    """What must be refused at its place."""
    rows = [
        "kpi_id,dept_code,fiscal_year,kpi_lv1,kpi_lv2,kpi_lv3,kpi_val,computesign,meterunit,weight",
        "B1,403,2023,产出指标,数量指标,走访户数,56户,>=,人,10",
        "B2,403,2023,产出指标,数量指标,会议次数,≤3,>=,次,10",
        "B3,403,2023,产出指标,数量指标,服务人次,NaN,>=,人次,1e1",
        "B4,403,2023,产出指标,数量指标,,1,>=,个,10",
    ]
    FILES.write("bad/contradictions", "indicators.csv", ("\n".join(rows) + "\n").encode("utf-8"))


def platform_json():
    text = """{
 "BGT_PERF_GOAL_INFO": [
  {"kpi_dep_id": "g1", "mof_div_code": "430503000", "fiscal_year": "2023", "dept_code": "403", "kpi_target": "平安翠园"}],
 "BGT_PERF_INDICATOR": [
  {"KPI_ID": "k1", "mof_div_code": 430503, "fiscal_year": 2023, "dept_code": "403", "kpi_lv1": "产出指标",
   "kpi_lv2": "数量指标", "kpi_lv3": "转移人数", "kpi_val": "100余人", "is_deleted": 0, "update_time": 1685494800000},
  {"KPI_ID": "k2", "mof_div_code": "430503000", "fiscal_year": 2023, "dept_code": "403", "kpi_lv1": "产出指标",
   "kpi_lv2": "数量指标", "kpi_lv3": "培训场次", "kpi_val": "不少于100场", "weight": 5.5, "actualvalue": "120场",
   "is_deleted": null}],
 "PAY_VOUCHER_BILL": [{"pay_cert_id": "P1"}]
}
"""
    FILES.write("platform-json", "expdata.json", text.encode("utf-8"))


if __name__ == "__main__":
    project_targets()
    filled_template()
    gb18030()
    contradictions()
    platform_json()
