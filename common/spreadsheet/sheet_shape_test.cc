#include "common/spreadsheet/sheet_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"

namespace zhengping {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;

// Rows of texts, numbered from 1; an empty row is blank. Figures become numbers, as an XLSX has them.
Sheet SheetOf(const std::vector<std::vector<std::string>>& rows) {
  Sheet sheet;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].empty()) continue;
    SheetRow row{.number = static_cast<int>(i) + 1};
    for (const std::string& text : rows[i]) {
      const bool is_figure = !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos;
      const CellKind kind = text.empty()                  ? CellKind::kEmpty
                            : absl::StartsWith(text, "#") ? CellKind::kError
                            : is_figure                   ? CellKind::kNumber
                                                          : CellKind::kText;
      row.cells.push_back({.kind = kind, .text = text});
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

ShapeOptions Wanted(std::vector<WantedColumn> columns) { return {.columns = std::move(columns)}; }

ShapeOptions CodeAndAmount() { return Wanted({{.headings = {"编码"}}, {.headings = {"金额"}}}); }

// The shape of a sheet that has one and gives no error.
SheetShape Shaped(const Sheet& sheet, const ShapeOptions& options) {
  std::vector<Issue> issues;
  const std::optional<SheetShape> shape = ShapeSheet("f.xlsx[s]", sheet, options, issues);
  EXPECT_TRUE(shape.has_value()) << (issues.empty() ? "" : FormatIssue(issues.front()));
  return shape.value_or(SheetShape{});
}

std::string ReasonFor(const Sheet& sheet, const ShapeOptions& options) {
  std::vector<Issue> issues;
  const std::optional<SheetShape> shape = ShapeSheet("f.xlsx[s]", sheet, options, issues);
  if (shape.has_value() || issues.empty()) return "";
  return issues.front().reason + " " + issues.front().found;
}

std::vector<int> Numbers(const SheetShape& shape) {
  std::vector<int> numbers;
  for (const Row& row : shape.table.rows) numbers.push_back(row.number);
  return numbers;
}

TEST(SheetShape, TitlesUnitHeaderTotalsAndSignaturesAreToldFromRecords) {
  const SheetShape shape = Shaped(SheetOf({{"2023年指标余额表"},
                                           {"编制单位：翠源县某局", "", "单位：万元"},
                                           {"编 码", "名称", "金额"},
                                           {"001", "行政运行", "1.5"},
                                           {"002", "机关服务", "2"},
                                           {"", "小  计", "3.5"},
                                           {},
                                           {"003", "其他", "-"},
                                           {"合　计", "", "3.5"},
                                           {"制表人：张某", "审核人：李某"},
                                           {"注：本表不含非税"}}),
                                  CodeAndAmount());
  EXPECT_EQ(shape.table.heading_row, 3);
  EXPECT_THAT(shape.table.headings, ElementsAre("编 码", "名称", "金额"));
  EXPECT_THAT(Numbers(shape), ElementsAre(4, 5, 8));
  EXPECT_THAT(shape.columns, ElementsAre(Optional(0), Optional(2)));
  EXPECT_THAT(shape.unit_fen, Optional(1'000'000));
  EXPECT_EQ(shape.UnitOf(2), 1'000'000);
  std::vector<std::pair<AsideKind, int>> aside;
  for (const SetAside& each : shape.set_aside) aside.emplace_back(each.kind, each.row.number);
  EXPECT_THAT(aside, ElementsAre(std::pair(AsideKind::kTitle, 1), std::pair(AsideKind::kTitle, 2),
                                 std::pair(AsideKind::kTotal, 6), std::pair(AsideKind::kTotal, 9),
                                 std::pair(AsideKind::kFooter, 10), std::pair(AsideKind::kFooter, 11)));
}

// The word may stand behind the name of what is summed up, and alone in its cell it is no name.
TEST(SheetShape, ATotalIsOneWhereverItsWordStandsAlone) {
  const SheetShape shape = Shaped(SheetOf({{"单位", "编码", "金额"},
                                           {"某局", "001", "1"},
                                           {"某局", "合 计：", "1"},
                                           {"某局小计", "", "1"},
                                           {"总计（大写）", "壹", "1"},
                                           {"设计院", "002", "1"}}),
                                  CodeAndAmount());
  EXPECT_THAT(Numbers(shape), ElementsAre(2, 6));
}

TEST(SheetShape, MergedHeadingRowsBecomeOneHeadingAColumn) {
  Sheet sheet = SheetOf({{"标题"},
                         {"编码", "年初预算", "", "调整预算", "", "备注"},
                         {"", "基本支出", "项目支出", "基本支出", "项目支出", ""},
                         {"001", "1", "2", "3", "4", "x"}});
  sheet.merged = {{.first_row = 1, .last_row = 1, .first_column = 0, .last_column = 5},
                  {.first_row = 2, .last_row = 3, .first_column = 0, .last_column = 0},
                  {.first_row = 2, .last_row = 2, .first_column = 1, .last_column = 2},
                  {.first_row = 2, .last_row = 2, .first_column = 3, .last_column = 4},
                  {.first_row = 2, .last_row = 3, .first_column = 5, .last_column = 5}};
  const ShapeOptions options = Wanted({{.headings = {"编码"}}, {.headings = {"调整预算/项目支出"}}});
  const SheetShape shape = Shaped(sheet, options);
  EXPECT_THAT(shape.table.headings, ElementsAre("编码", "年初预算/基本支出", "年初预算/项目支出", "调整预算/基本支出",
                                                "调整预算/项目支出", "备注"));
  EXPECT_EQ(shape.table.heading_row, 3);
  EXPECT_THAT(shape.columns, ElementsAre(Optional(0), Optional(4)));
  EXPECT_THAT(Numbers(shape), ElementsAre(4));
  EXPECT_EQ(ReasonFor(sheet, Wanted({{.headings = {"编码"}}, {.headings = {"项目支出"}}})),
            "HEADING_AMBIGUOUS 项目支出");
}

// A CSV has no merged cells: the group's name stands over its first column alone.
TEST(SheetShape, WithoutMergedCellsTheRowBelowFillsTheGaps) {
  const SheetShape shape =
      Shaped(SheetOf({{"编码", "金额", "", "备注"}, {"", "本年", "上年", ""}, {"001", "1", "2", "x"}}),
             Wanted({{.headings = {"编码"}}, {.headings = {"上年"}}}));
  EXPECT_THAT(shape.table.headings, ElementsAre("编码", "金额/本年", "金额/上年", "备注"));
  EXPECT_THAT(Numbers(shape), ElementsAre(3));
}

TEST(SheetShape, AGroupRowAboveTheHeaderBelongsToItAndATitleDoesNot) {
  Sheet sheet = SheetOf({{"标题"}, {"", "金额", ""}, {"编码", "本年", "上年"}, {"001", "1", "2"}});
  sheet.merged = {{.first_row = 1, .last_row = 1, .first_column = 0, .last_column = 2},
                  {.first_row = 2, .last_row = 2, .first_column = 1, .last_column = 2}};
  const SheetShape shape = Shaped(sheet, Wanted({{.headings = {"编码"}}, {.headings = {"本年"}}}));
  EXPECT_THAT(shape.table.headings, ElementsAre("编码", "金额/本年", "金额/上年"));
}

TEST(SheetShape, ARecordOfTextsBelowAWideHeadingIsNoHeading) {
  Sheet sheet = SheetOf({{"编码", "备注", "", "金额"}, {"甲", "一", "二", ""}, {"乙", "三", "四", "5"}});
  sheet.merged = {{.first_row = 1, .last_row = 1, .first_column = 1, .last_column = 2}};
  EXPECT_THAT(Numbers(Shaped(sheet, CodeAndAmount())), ElementsAre(2, 3));
}

TEST(SheetShape, ThePageHeadOfEachPrintedPageIsNoRecord) {
  const SheetShape shape = Shaped(SheetOf({{"支付明细表"},
                                           {"编码", "金额"},
                                           {"001", "1"},
                                           {"支付明细表"},
                                           {"编码", "金额"},
                                           {"002", "2"},
                                           {"第 2 页 共 2 页"}}),
                                  CodeAndAmount());
  EXPECT_THAT(Numbers(shape), ElementsAre(3, 6));
  EXPECT_THAT(shape.set_aside, SizeIs(4));
  EXPECT_EQ(shape.set_aside[1].kind, AsideKind::kPageHead);
}

TEST(SheetShape, ARowThatNumbersTheColumnsIsNoRecord) {
  const ShapeOptions options = Wanted({{.headings = {"编码"}}, {.headings = {"丙"}}});
  EXPECT_THAT(
      Numbers(Shaped(SheetOf({{"编码", "a", "b", "丙"}, {"栏次", "1", "2", "3"}, {"001", "1", "2", "3"}}), options)),
      ElementsAre(3));
}

TEST(SheetShape, UnitsStandInLinesAndInHeadings) {
  struct Case {
    const char* line;
    const char* heading;
    int64_t unit_fen;
  };
  for (const Case& c : {Case{"单位：元", "金额", 100}, Case{"金额单位:人民币万元", "金额", 1'000'000},
                        Case{"（单位：亿元）", "金额", 10'000'000'000}, Case{"单位：千元", "金额", 100'000},
                        Case{"编制单位：某局 单位：万元", "金额", 1'000'000}, Case{"编制单位：元氏某局", "金额", 100},
                        Case{"填报单位：某局", "金额", 100}, Case{"单位：元", "金额（万元）", 1'000'000},
                        Case{"标题", "金额(单位：万元)", 1'000'000}}) {
    const SheetShape shape = Shaped(SheetOf({{c.line}, {"编码", c.heading}, {"001", "1"}}), CodeAndAmount());
    EXPECT_EQ(shape.UnitOf(1), c.unit_fen) << c.line << " " << c.heading;
  }
  EXPECT_EQ(ReasonFor(SheetOf({{"单位：元"}, {"单位：万元"}, {"编码", "金额"}}), CodeAndAmount()),
            "UNIT_CONFLICTING 单位：万元");
}

TEST(SheetShape, AnotherNameOfAColumnIsFoundToo) {
  const ShapeOptions options = Wanted({{.headings = {"支付凭证号", "凭证号"}},
                                       {.headings = {"实际支付金额", "拨款金额"}},
                                       {.headings = {"备注"}, .is_required = false}});
  const SheetShape shape = Shaped(SheetOf({{"状态"}, {"凭证号", "拨款 金额\n（元）"}, {"1", "2"}}), options);
  EXPECT_THAT(shape.columns, ElementsAre(Optional(0), Optional(1), std::nullopt));
}

TEST(SheetShape, AMissingHeaderNamesWhatTheNearestRowLacks) {
  EXPECT_EQ(ReasonFor(SheetOf({{"标题"}, {"编码", "数额"}, {"001", "1"}}), CodeAndAmount()), "HEADER_NOT_FOUND 金额");
  EXPECT_EQ(ReasonFor({}, CodeAndAmount()), "HEADER_NOT_FOUND 编码、金额");
}

TEST(SheetShape, IndentationIsTheDepthInATree) {
  const SheetShape shape = Shaped(SheetOf({{"编码", "名称", "金额"},
                                           {"201", "一般公共服务", "3"},
                                           {"20101", "  人大事务", "2"},
                                           {"2010101", "　　行政运行", "1"},
                                           {"202", "外交", "1"}}),
                                  CodeAndAmount());
  std::vector<int> levels;
  for (const RowTraits& traits : shape.traits) levels.push_back(traits.level);
  EXPECT_THAT(levels, ElementsAre(0, 1, 2, 0));
}

TEST(SheetShape, ANameMergedOverRecordsHoldsForEachAndAFigureForTheFirst) {
  Sheet sheet = SheetOf({{"编码", "部门", "金额"}, {"1", "某局", "5"}, {"2", "", ""}, {"3", "另局", "7"}});
  sheet.merged = {{.first_row = 2, .last_row = 3, .first_column = 1, .last_column = 1},
                  {.first_row = 2, .last_row = 3, .first_column = 2, .last_column = 2}};
  const SheetShape shape = Shaped(sheet, CodeAndAmount());
  EXPECT_THAT(shape.table.rows[1].cells, ElementsAre("2", "某局", ""));
}

TEST(SheetShape, HiddenRowsAreReadAndTold) {
  Sheet sheet = SheetOf({{"编码", "金额"}, {"1", "5"}, {"2", "6"}});
  sheet.rows[2].is_hidden = true;
  std::vector<Issue> issues;
  const std::optional<SheetShape> shape = ShapeSheet("f", sheet, CodeAndAmount(), issues);
  ASSERT_TRUE(shape.has_value());
  EXPECT_TRUE(shape->traits[1].is_hidden);
  ASSERT_THAT(issues, SizeIs(1));
  EXPECT_EQ(issues[0].reason, "ROWS_HIDDEN");
  EXPECT_EQ(issues[0].severity, Severity::kNote);
}

TEST(SheetShape, AnErrorInAWantedColumnIsToldWithItsPlace) {
  std::vector<Issue> issues;
  EXPECT_FALSE(
      ShapeSheet("f.xlsx[s]", SheetOf({{"编码", "金额", "x"}, {"1", "#N/A", "#REF!"}}), CodeAndAmount(), issues));
  ASSERT_THAT(issues, SizeIs(1));
  EXPECT_EQ(issues[0].reason, "CELL_HOLDS_ERROR");
  EXPECT_EQ(issues[0].place.row, 2);
  EXPECT_EQ(issues[0].place.column, "金额");
}

TEST(SheetShape, ColumnsOfOneNameAreNumberedAndStrayCellsTold) {
  std::vector<Issue> issues;
  const auto shape =
      ShapeSheet("f", SheetOf({{"编码", "金额", "金额"}, {"1", "5", "6", "记号"}}), CodeAndAmount(), issues);
  ASSERT_TRUE(shape.has_value());
  EXPECT_THAT(shape->table.headings, ElementsAre("编码", "金额", "金额#2"));
  ASSERT_THAT(issues, SizeIs(2));
  EXPECT_EQ(issues[1].reason, "HEADING_MISSING");
  EXPECT_EQ(issues[1].place.column, "D 列");
}

TEST(SheetShape, ARecordWhoseNoteMentionsATotalStays) {
  const SheetShape shape =
      Shaped(SheetOf({{"编码", "金额", "摘要"}, {"1", "5", "二季度小计后补拨"}, {"2", "1", "设计"}}), CodeAndAmount());
  EXPECT_THAT(Numbers(shape), ElementsAre(2, 3));
}

}  // namespace
}  // namespace zhengping
