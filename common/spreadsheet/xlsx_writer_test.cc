#include "common/spreadsheet/xlsx_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/spreadsheet/workbook.h"
#include "common/testing/matchers.h"

namespace zhengping {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

XlsxSheet Payments() {
  return {.table = {.name = "支付",
                    .heading_row = 1,
                    .headings = {"凭证号", "金额", "摘要"},
                    .rows = {{.number = 2, .cells = {"0012", "1,234,567.89", "=1+1"}},
                             {.number = 4,
                              .cells = {"123456789012345678", "12345678901234567.89", "<a>&\"_x0041_\n末行"}}}},
          .number_columns = {0, 1}};
}

Workbook Read(const std::string& bytes) {
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook = ReadWorkbook("out.xlsx", bytes, issues);
  EXPECT_THAT(issues, IsEmpty());
  return workbook.value_or(Workbook{});
}

TEST(XlsxWriter, WhatIsWrittenIsReadAgain) {
  const Workbook workbook = Read(*FormatXlsx({Payments()}));
  ASSERT_THAT(workbook.sheets, SizeIs(1));
  const Sheet& sheet = workbook.sheets[0];
  EXPECT_EQ(sheet.name, "支付");
  ASSERT_THAT(sheet.rows, SizeIs(3));
  EXPECT_EQ(sheet.rows[0].cells[2].text, "摘要");
  EXPECT_EQ(sheet.rows[1].cells[1], (Cell{.kind = CellKind::kNumber, .text = "1234567.89"}));
  EXPECT_EQ(sheet.rows[2].number, 4);
  EXPECT_EQ(sheet.rows[2].cells[2].text, "<a>&\"_x0041_\n末行");
}

TEST(XlsxWriter, TextThatLooksLikeAFormulaStaysText) {
  for (const char* text : {"=1+1", "+86", "-x", "@SUM(A1)", "=cmd|' /C calc'!A0"}) {
    XlsxSheet sheet = Payments();
    sheet.table.rows[0].cells[2] = text;
    const Workbook workbook = Read(*FormatXlsx({sheet}));
    EXPECT_EQ(workbook.sheets[0].rows[1].cells[2], (Cell{.kind = CellKind::kText, .text = text}));
  }
}

TEST(XlsxWriter, ANumberThatExcelWouldChangeIsWrittenAsText) {
  const Workbook workbook = Read(*FormatXlsx({Payments()}));
  EXPECT_EQ(workbook.sheets[0].rows[2].cells[0], (Cell{.kind = CellKind::kText, .text = "123456789012345678"}));
  EXPECT_EQ(workbook.sheets[0].rows[2].cells[1], (Cell{.kind = CellKind::kText, .text = "12345678901234567.89"}));
}

TEST(XlsxWriter, EqualTablesGiveEqualBytes) { EXPECT_EQ(*FormatXlsx({Payments()}), *FormatXlsx({Payments()})); }

TEST(XlsxWriter, HiddenSheetsAreToldFromOthers) {
  XlsxSheet hidden = Payments();
  hidden.table.name = "代码";
  hidden.is_hidden = true;
  const Workbook workbook = Read(*FormatXlsx({Payments(), hidden}));
  EXPECT_FALSE(workbook.sheets[0].is_hidden);
  EXPECT_TRUE(workbook.sheets[1].is_hidden);
}

TEST(XlsxWriter, NamesThatExcelWouldNotOpenAreRefused) {
  EXPECT_THAT(FormatXlsx({}).status(), IsRefusal("SHEETS_MISSING", "sheets"));
  for (const char* name :
       {"", "a/b", "[x]", "'quoted'", "三十二个字的表名三十二个字的表名三十二个字的表名三十二个字的表名一"}) {
    XlsxSheet sheet = Payments();
    sheet.table.name = name;
    EXPECT_THAT(FormatXlsx({sheet}).status(), IsRefusal("SHEET_NAME_INVALID", "sheets[0].name")) << name;
  }
  EXPECT_THAT(FormatXlsx({Payments(), Payments()}).status(), IsRefusal("SHEET_NAME_INVALID", "sheets[1].name"));
}

TEST(XlsxWriter, ACellLongerThanExcelHoldsIsRefused) {
  XlsxSheet sheet = Payments();
  sheet.table.rows[0].cells[2] = std::string(32'767, 'x');
  EXPECT_THAT(FormatXlsx({sheet}), IsOk());
  sheet.table.rows[0].cells[2] += 'x';
  EXPECT_THAT(FormatXlsx({sheet}).status(), IsRefusal("CELL_TOO_LONG", ""));
}

}  // namespace
}  // namespace zhengping
