#include "services/reporting/exchange/case/case_workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/spreadsheet/xlsx_writer.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

XlsxSheet SheetNamed(const std::string& name, std::vector<std::vector<std::string>> rows, bool is_hidden = false) {
  XlsxSheet sheet{.table = {.name = name, .heading_row = 1, .headings = rows[0], .rows = {}}, .is_hidden = is_hidden};
  for (size_t i = 1; i < rows.size(); ++i) {
    sheet.table.rows.push_back({.number = static_cast<int>(i) + 1, .cells = rows[i]});
  }
  return sheet;
}

// A smallest whole case as a workbook, and `more`.
std::string SmallWorkbook(const std::vector<XlsxSheet>& more) {
  std::vector<XlsxSheet> sheets = {
      SheetNamed("说明", {{"项目", "内容"},
                          {"预算年度", "2023"},
                          {"framework 评价体系", "self-evaluation-2020"},
                          {"示例数据", "指标账、 完成情况"}}),
      SheetNamed("单位", {{"财政区划", "单位代码", "单位名称"}, {"430503000", "403", "翠园街道办事处"}})};
  sheets.insert(sheets.end(), more.begin(), more.end());
  return *FormatXlsx(sheets);
}

TEST(CaseWorkbook, SheetsStandForTheFilesOfTheirNames) {
  const CaseReading reading =
      ReadCase({{"案卷.xlsx", SmallWorkbook({SheetNamed("指标账", {{"指标编号", "日期", "类型", "金额"},
                                                                   {"q1", "2023-01-10", "年初预算", "100"}}),
                                             SheetNamed("2022年 指标账", {{"指标编号", "日期", "类型", "金额"},
                                                                          {"q1", "2022-01-10", "年初预算", "70"}}),
                                             SheetNamed("正文", {{"一、部门概况"}, {"概况。"}})})}});
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  const Case& contents = reading.contents;
  EXPECT_EQ(contents.fiscal_year, 2023);
  EXPECT_EQ(contents.head.framework, "frameworks/self-evaluation-2020");
  EXPECT_THAT(contents.head.illustrative_tables, ElementsAre("指标账", "完成情况"));
  EXPECT_EQ(contents.department.display_name, "翠园街道办事处");
  ASSERT_EQ(contents.years.size(), 2u);
  EXPECT_EQ(contents.years[0].fiscal_year, 2022);
  ASSERT_EQ(contents.years[1].transactions.size(), 1u);
  EXPECT_EQ(contents.years[1].transactions[0].record_id, "ledger.csv:2");
  EXPECT_EQ(contents.FileNamed("ledger.csv"), "案卷.xlsx[指标账]");
  EXPECT_EQ(contents.narrative, "一、部门概况\n概况。\n");
}

TEST(CaseWorkbook, IssuesNameTheSheetAndTheCell) {
  EXPECT_THAT(
      Lines(ReadCase({{"案卷.xlsx", SmallWorkbook({SheetNamed("指标账", {{"指标编号", "日期", "类型", "金额"},
                                                                         {"q1", "2023-02-30", "支付", "1"}})})}})
                .issues),
      ElementsAre("案卷.xlsx[指标账]:2:日期:DATE_NOT_IN_CALENDAR"));
}

// The template's own sheets, and sheets that nobody filled in.
TEST(CaseWorkbook, WhatIsNotFilledInIsNotThere) {
  const CaseReading reading =
      ReadCase({{"案卷.xlsx", SmallWorkbook({SheetNamed("指标账", {{"指标编号", "日期", "类型", "金额"}}),
                                             SheetNamed("填写说明", {{"怎样填写"}, {"…"}}),
                                             SheetNamed("草稿", {{"x"}}, /*is_hidden=*/true)})}});
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  EXPECT_EQ(reading.contents.FileNamed("ledger.csv"), "ledger.csv");
}

TEST(CaseWorkbook, SheetsThatAreNoTableOfACaseAreTold) {
  EXPECT_THAT(
      Lines(ReadCase({{"案卷.xlsx", SmallWorkbook({SheetNamed("台账", {{"x"}}), SheetNamed("台账二", {{"x"}})})}})
                .issues),
      ElementsAre("案卷.xlsx[台账]:0::CASE_FILE_NOT_READ (warning)",
                  "案卷.xlsx[台账二]:0::CASE_FILE_NOT_READ (warning)"));
  const std::string foreign = *FormatXlsx({SheetNamed("台账", {{"x"}}, /*is_hidden=*/true)});
  EXPECT_THAT(LinesOf("台账.xlsx", foreign), ElementsAre("台账.xlsx:0::WORKBOOK_NOT_READ"));
  EXPECT_THAT(LinesOf("台账.xlsx", foreign.substr(0, 100)), ElementsAre("台账.xlsx:0::FILE_DAMAGED"));
}

TEST(CaseWorkbook, ATableInAFileAndInASheetIsThereTwice) {
  EXPECT_THAT(Lines(ReadCase(SmallCase({{"案卷.xlsx", SmallWorkbook({})}})).issues),
              ElementsAre("案卷.xlsx[说明]:0::FILE_REPEATED", "案卷.xlsx[单位]:0::FILE_REPEATED"));
}

}  // namespace
}  // namespace zhengping::reporting
