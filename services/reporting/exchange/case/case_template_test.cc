#include "services/reporting/exchange/case/case_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

XlsxSheet& SheetNamed(std::vector<XlsxSheet>& sheets, const std::string& name) {
  for (XlsxSheet& sheet : sheets) {
    if (sheet.table.name == name) return sheet;
  }
  ZP_CHECK(false, name);
}

// Puts `value` below the heading of a new row.
void Fill(XlsxSheet& sheet, const std::string& heading, const std::string& value, int row) {
  std::vector<Row>& rows = sheet.table.rows;
  if (rows.empty() || rows.back().number != row) {
    rows.push_back({.number = row, .cells = std::vector<std::string>(sheet.table.headings.size())});
  }
  const std::optional<size_t> column = sheet.table.ColumnOf(heading);
  ZP_CHECK(column.has_value(), heading);
  rows.back().cells[*column] = value;
}

TEST(CaseTemplate, EmptyItLacksWhatACaseMustHaveAndNothingElse) {
  EXPECT_THAT(Lines(ReadCase({{"w.xlsx", *FormatXlsx(CaseTemplate())}}).issues),
              ElementsAre("w.xlsx[说明]:0:fiscal_year:FISCAL_YEAR_MISSING", "department.csv:0::FILE_MISSING"));
}

// Every heading that the template writes is one that the readers know, and every code of the ledger too.
TEST(CaseTemplate, FilledInItIsReadWithoutAWarning) {
  std::vector<XlsxSheet> sheets = CaseTemplate();
  SheetNamed(sheets, "说明").table.rows[0].cells[1] = "2023";
  XlsxSheet& department = SheetNamed(sheets, "单位");
  Fill(department, "财政区划", "430503000", 2);
  Fill(department, "单位代码", "403", 2);
  Fill(department, "单位名称", "翠园街道办事处", 2);
  int row = 2;
  XlsxSheet& ledger = SheetNamed(sheets, "指标账");
  for (const Row& code : SheetNamed(sheets, "代码").table.rows) {
    if (code.cells[0] != "指标账" || code.cells[1] != "类型") continue;
    Fill(ledger, "指标编号", "q1", row);
    Fill(ledger, "日期", "2023-01-10", row);
    Fill(ledger, "类型", code.cells[2], row);
    Fill(ledger, "金额", "1", row);
    if (code.cells[2] == "调剂") Fill(ledger, "调入指标", "q2", row);
    ++row;
  }
  EXPECT_EQ(row, 10);  // eight kinds
  XlsxSheet& statement = SheetNamed(sheets, "基础数据表");
  Fill(statement, "项目", "编制数", 2);
  Fill(statement, "本年决算数", "30", 2);
  const CaseReading reading = ReadCase({{"w.xlsx", *FormatXlsx(sheets)}});
  EXPECT_THAT(Lines(reading.issues), IsEmpty());
  EXPECT_EQ(reading.contents.years.at(0).transactions.size(), 8u);
}

}  // namespace
}  // namespace zhengping::reporting
