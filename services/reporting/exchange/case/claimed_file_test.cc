#include "services/reporting/exchange/case/claimed_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/spreadsheet/xlsx_writer.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ClaimedSheet Read(const std::string& bytes, std::vector<Issue>& issues) {
  const CaseReading reading = ReadCase(SmallCase({{"claimed.csv", bytes}}));
  ZP_CHECK(reading.contents.claimed.has_value(), bytes);
  return ReadClaimedSheet(*reading.contents.claimed, issues);
}

ClaimedSheet Read(const std::string& bytes) {
  std::vector<Issue> issues;
  return Read(bytes, issues);
}

std::vector<std::string> Names(const ClaimedSheet& sheet) {
  std::vector<std::string> names;
  for (const ClaimedRow& row : sheet.rows) names.push_back(row.name());
  return names;
}

TEST(ClaimedFile, RowsOfAllKindsAreReadWithTheirCells) {
  const ClaimedSheet sheet = Read(
      "行类型,项目,一级指标,二级指标,三级指标,指标性质,指标值,实际完成值,年初预算数(万元),全年预算数(万元),全年执行数("
      "万元),分值,执行率,得分\n"
      "资金,年度资金总额,,,,,,,0,90,89.974,10,100%,10\n"
      "指标,,产出,数量,项目数量,>=,≥50,50,,,,8,,8\n"
      "总分,,,,,,,,,,,100,,100\n");
  ASSERT_EQ(sheet.rows.size(), 3u);
  EXPECT_EQ(sheet.rows[0].kind, ClaimedKind::kMoney);
  EXPECT_EQ(*sheet.rows[0].payments.number, Rational(89974000));
  EXPECT_EQ(*sheet.rows[0].initial_budget.number, Rational(0));
  EXPECT_EQ(sheet.rows[1].row, 3);
  EXPECT_EQ(sheet.rows[1].name(), "产出/数量/项目数量");
  EXPECT_EQ(sheet.rows[1].direction, TargetDirection::kAtLeast);
  EXPECT_EQ(sheet.rows[1].target.text, "≥50");
  EXPECT_EQ(*sheet.rows[1].actual.number, Rational(50));
  EXPECT_EQ(sheet.rows[2].item, "总分");
  EXPECT_EQ(*sheet.rows[2].score.number, Rational(100));
  EXPECT_EQ(sheet.headings.at("payments"), "全年执行数(万元)");
}

TEST(ClaimedFile, GroupNamesThatStandOnceAreCarriedDown) {
  const ClaimedSheet sheet = Read(
      "row_kind,goal,kpi_lv1,kpi_lv2,kpi_lv3\n"
      "指标,目标1,产出,数量,a\n指标,,,,b\n指标,,,质量,c\n指标,,效益,,d\n指标,,,社会效益,e\n指标,目标2,产出,,f\n");
  EXPECT_THAT(Names(sheet), ElementsAre("目标1/产出/数量/a", "目标1/产出/数量/b", "目标1/产出/质量/c", "目标1/效益/d",
                                        "目标1/效益/社会效益/e", "目标2/产出/f"));
}

TEST(ClaimedFile, TheKindFollowsFromTheCellsWhereNoneIsWritten) {
  const ClaimedSheet sheet =
      Read("行类型,项目,三级指标,得分\n,年度资金总额,,10\n,,项目数量,8\n,总分,,18\n,产出指标小计,,8\n");
  ASSERT_EQ(sheet.rows.size(), 4u);
  EXPECT_EQ(sheet.rows[0].kind, ClaimedKind::kMoney);
  EXPECT_EQ(sheet.rows[1].kind, ClaimedKind::kIndicator);
  EXPECT_EQ(sheet.rows[2].kind, ClaimedKind::kTotal);
  EXPECT_EQ(sheet.rows[3].kind, ClaimedKind::kTotal);
}

// What cannot be read is named and keeps nothing from being imported.
TEST(ClaimedFile, NoiseIsNamedAndNotGuessed) {
  std::vector<Issue> issues;
  const ClaimedSheet sheet = Read(
      "行类型,项目,三级指标,指标值,实际完成值,计量单位,分值,得分,全年预算数\n"
      "指樗,,项目数量,1,1,个,8,8,\n"
      "指标,,,1,1,个,8,8,\n"
      "指标,,合格率,90%,290%,,1O,8,\n"
      "资金,年度资金总额,,,,,10,10,八十八\n"
      "指标,,培训次数,>=6,>=12,次,5,5,\n"
      "指标,,走访户数,100,98,,5,5,\n",
      issues);
  EXPECT_EQ(sheet.rows.size(), 4u);
  EXPECT_THAT(Lines(issues), ElementsAre("claimed.csv:2:行类型:CLAIMED_KIND_UNKNOWN (warning)",
                                         "claimed.csv:3:三级指标:CLAIMED_NAME_MISSING (warning)",
                                         "claimed.csv:4:分值:CLAIMED_CELL_UNREAD (warning)",
                                         "claimed.csv:4:实际完成值:CLAIMED_VALUE_IMPLAUSIBLE (warning)",
                                         "claimed.csv:5:全年预算数:CLAIMED_CELL_UNREAD (warning)",
                                         "claimed.csv:6:实际完成值:CLAIMED_SIGN_IN_VALUE (note)",
                                         "claimed.csv:7:实际完成值:CLAIMED_UNIT_MISSING (note)"));
  EXPECT_EQ(sheet.rows[0].actual.reading, CellReading::kUnread);
  EXPECT_EQ(sheet.rows[0].weight.reading, CellReading::kUnread);
}

TEST(ClaimedFile, ANumberWithoutAUnitIsInThatOfItsTarget) {
  const ClaimedSheet sheet =
      Read("行类型,三级指标,指标值,实际完成值\n指标,项目总成本,<=90万元,90\n指标,合格率,>=100%,100\n指标,增幅,5%,1\n");
  EXPECT_EQ(*sheet.rows[0].actual.number, Rational(900000));
  EXPECT_EQ(sheet.rows[0].actual.unit, "元");
  EXPECT_EQ(sheet.rows[0].direction, TargetDirection::kAtMost);
  EXPECT_EQ(*sheet.rows[1].actual.number, Rational(1));
  EXPECT_EQ(sheet.rows[2].actual.unit, "") << "1 may be 1% or 100%";
}

TEST(ClaimedFile, AWorkbooksSheetSaysTheSame) {
  const std::string csv = "行类型,项目,三级指标,分值,得分\n指标,,项目数量,8,8\n总分,总分,,8,8\n";
  const CaseReading of_file = ReadCase(SmallCase({{"已报自评表.csv", csv}}));
  EXPECT_THAT(of_file.issues, IsEmpty());
  XlsxSheet sheet{.table = {.name = "已报自评表",
                            .heading_row = 1,
                            .headings = {"行类型", "项目", "三级指标", "分值", "得分"},
                            .rows = {{.number = 2, .cells = {"指标", "", "项目数量", "8", "8"}},
                                     {.number = 3, .cells = {"总分", "总分", "", "8", "8"}}}}};
  const CaseReading of_sheet = ReadCase(SmallCase({{"w.xlsx", *FormatXlsx({sheet})}}));
  ASSERT_TRUE(of_sheet.contents.claimed.has_value());
  EXPECT_EQ(of_sheet.contents.claimed->rows, of_file.contents.claimed->rows);
  EXPECT_EQ(of_sheet.contents.claimed->file, "w.xlsx[已报自评表]");
}

}  // namespace
}  // namespace zhengping::reporting
