#include "services/reporting/domain/division/division_summary.h"

#include <gtest/gtest.h>

#include "services/reporting/domain/division/division_testing.h"

namespace zhengping::reporting {
namespace {

FindingStanding Additions(FindingSeverity severity, int64_t fen) {
  FindingStanding finding;
  finding.kind = "mid_year_additions";
  finding.display_name = "年中较多预算追加";
  finding.is_applicable = true;
  finding.severity = severity;
  finding.amount = Money::Fen(fen);
  finding.amount_display_name = "年中追加合计";
  return finding;
}

std::vector<Standing> ThreeDepartments() {
  std::vector<Standing> three = {
      Department("101", "甲局", "良",
                 {Leaf("过程/执行", "8"), Leaf("产出/数量/道路", "7", true), Leaf("产出/数量/桥梁", "10", true)}),
      Department("102", "乙局", "优", {Leaf("过程/执行", "10"), Leaf("产出/数量/培训", "9.5", true)}),
      Department("103", "丙局", "", {Leaf("过程/执行", ""), Leaf("产出/数量/讲座", "9", true)})};
  three[0].findings = {Additions(FindingSeverity::kGrave, 500)};
  three[1].findings = {Additions(FindingSeverity::kNone, 70)};
  three[2].findings = {Additions(FindingSeverity::kNoted, 900)};
  three[0].budget = Money::Fen(9'000'000'000);
  three[1].budget = Money::Fen(100);
  return three;
}

DivisionYear SummaryOf(const std::vector<Standing>& standings) {
  return Summarize(Rank(standings), ShippedDivisionTables());
}

TEST(DivisionSummary, GradesBestFirstAndUngradedLast) {
  const std::vector<Standing> three = ThreeDepartments();
  const DivisionYear year = SummaryOf(three);
  ASSERT_EQ(year.grades.size(), 3u);
  EXPECT_EQ(year.grades[0].grade, "优");
  EXPECT_EQ(year.grades[1].grade, "良");
  EXPECT_EQ(year.grades[2].grade, "");
  EXPECT_EQ(year.grades[2].departments[0]->department_display_name, "丙局");
}

// 产出/数量: 3 + 0.5 + 1 of 40; 过程/执行: 2 of 20, and 丙局 without points.
TEST(DivisionSummary, LostPointsAddUpAndOwnRowsGoByTheirGroup) {
  const std::vector<Standing> three = ThreeDepartments();
  const DivisionYear year = SummaryOf(three);
  ASSERT_EQ(year.losses.size(), 2u);
  EXPECT_EQ(year.losses[0].path, "产出/数量");
  EXPECT_TRUE(year.losses[0].is_own_targets);
  EXPECT_EQ(year.losses[0].points, Points("4.5"));
  EXPECT_EQ(year.losses[0].weight, Rational(40));
  EXPECT_EQ(year.losses[0].departments, 3);
  EXPECT_EQ(year.losses[1].path, "过程/执行");
  EXPECT_EQ(year.losses[1].points, Rational(2));
  EXPECT_EQ(year.losses[1].departments, 1);
  EXPECT_EQ(year.losses[1].scored, 2);
  EXPECT_EQ(year.losses[1].unscored, 1);
}

TEST(DivisionSummary, FindingsCountFromNotedOnWithTheirMoney) {
  const std::vector<Standing> three = ThreeDepartments();
  const DivisionYear year = SummaryOf(three);
  ASSERT_EQ(year.findings.size(), 1u);
  const SharedFinding& finding = year.findings[0];
  EXPECT_EQ(finding.departments(), 2);
  EXPECT_EQ(finding.noted, 1);
  EXPECT_EQ(finding.grave, 1);
  EXPECT_EQ(finding.applicable, 3);
  EXPECT_EQ(finding.amount, Money::Fen(1400)) << "乙局 has no problem, so its 70 do not count";
  ASSERT_EQ(finding.largest.size(), 2u);
  EXPECT_EQ(finding.largest[0]->department_display_name, "丙局");
}

TEST(DivisionSummary, PeersByKindThenBySize) {
  const std::vector<Standing> three = ThreeDepartments();
  const DivisionYear year = SummaryOf(three);
  ASSERT_EQ(year.peers.size(), 3u);
  EXPECT_EQ(year.peers[0].kind, "unit_kind");
  EXPECT_EQ(year.peers[0].key, "") << "nobody says what they are";
  EXPECT_EQ(year.peers[0].evaluated, 3);
  EXPECT_EQ(year.peers[0].ranked, 2);
  EXPECT_EQ(*year.peers[0].mean, Points("22.25"));  // 25 and 19.5
  EXPECT_EQ(year.peers[1].key, "large");
  EXPECT_EQ(year.peers[1].best->department_display_name, "甲局");
  EXPECT_EQ(year.peers[2].key, "small");
}

TEST(DivisionSummary, NobodyIsAnEmptyYear) {
  const DivisionYear year = SummaryOf({});
  EXPECT_TRUE(year.grades.empty());
  EXPECT_TRUE(year.losses.empty());
  EXPECT_TRUE(year.findings.empty());
  EXPECT_TRUE(year.peers.empty());
}

}  // namespace
}  // namespace zhengping::reporting
