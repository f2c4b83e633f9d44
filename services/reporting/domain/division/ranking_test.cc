#include "services/reporting/domain/division/ranking.h"

#include <gtest/gtest.h>

#include "services/reporting/domain/division/division_testing.h"

namespace zhengping::reporting {
namespace {

std::vector<Standing> FiveDepartments() {
  std::vector<Standing> five = {Department("101", "甲局", "中", {Leaf("过程/执行", "8"), Leaf("产出/数量", "7")}),
                                Department("102", "乙局", "优", {Leaf("过程/执行", "10"), Leaf("产出/数量", "9.5")}),
                                Department("103", "丙局", "中", {Leaf("过程/执行", "6"), Leaf("产出/数量", "9")}),
                                Department("104", "丁局", "差", {Leaf("过程/执行", "2"), Leaf("产出/数量", "3")}),
                                Department("105", "戊局", "", {Leaf("过程/执行", "10"), Leaf("产出/数量", "")})};
  five[0].unit_kind = five[2].unit_kind = five[3].unit_kind = "行政单位";
  return five;
}

TEST(Ranking, EqualTotalsShareARankAndTheNextIsSkipped) {
  const std::vector<Standing> standings = FiveDepartments();
  std::string places;
  for (const Ranked& ranked : Rank(standings)) {
    places += ranked.standing->department.department + ":" + std::to_string(ranked.rank) + " ";
  }
  EXPECT_EQ(places, "102:1 101:2 103:2 104:4 105:0 ") << "a range stands behind, without a rank";
}

// 1/3 + 1/3 prints as 0.67, and 0.67 does too.
TEST(Ranking, TotalsThatOnlyPrintAlikeAreNoTie) {
  std::vector<Standing> two = {Department("101", "甲局", "差", {Leaf("过程/执行", "0.67")}),
                               Department("102", "乙局", "差", {Leaf("过程/执行", "0")})};
  two[1].total = two[1].low = two[1].high = *Quotient(Rational(2), Rational(3));
  const std::vector<Ranked> ranking = Rank(two);
  EXPECT_EQ(ranking[0].standing->department.department, "101");
  EXPECT_EQ(ranking[1].rank, 2);
  EXPECT_TRUE(ranking[0].tied.empty());
}

TEST(Ranking, ATieIsExplainedByWhatSetsTheTwoApart) {
  const std::vector<Standing> standings = FiveDepartments();
  const std::vector<Ranked> ranking = Rank(standings);
  ASSERT_EQ(ranking[1].tied.size(), 1u);
  EXPECT_EQ(ranking[1].tied[0]->department_display_name, "丙局");
  EXPECT_EQ(TieText(ranking[1]), "与丙局并列：总分均为15分，按各项得分之和的精确值比较，不按显示的小数比较");
  const std::vector<LossDifference> differences = DifferencesOf(*ranking[1].standing, *ranking[2].standing, 3);
  ASSERT_EQ(differences.size(), 2u);
  EXPECT_EQ(differences[0].path, "产出/数量");  // 3 and 1 lost; the other 2 and 4: alike in size, by path
  EXPECT_EQ(differences[0].lost, Rational(3));
  EXPECT_EQ(differences[0].other_lost, Rational(1));
  EXPECT_EQ(differences[1].lost, Rational(2));
  EXPECT_EQ(differences[1].other_lost, Rational(4));
}

TEST(Ranking, PeersAreRankedAmongThemselves) {
  const std::vector<Standing> standings = FiveDepartments();
  const std::vector<Ranked> ranking = Rank(standings);
  EXPECT_EQ(ranking[0].peer_rank, 0) << "no kind, no peers";
  EXPECT_EQ(ranking[1].peer_rank, 1);
  EXPECT_EQ(ranking[2].peer_rank, 1);
  EXPECT_EQ(ranking[3].peer_rank, 3);
  EXPECT_EQ(ranking[3].peer_count, 3);
}

TEST(Ranking, LargestLossesComeWorstFirst) {
  const Standing standing = Department(
      "101", "甲局", "差", {Leaf("一", "9"), Leaf("二", "10"), Leaf("三", "2"), Leaf("四", ""), Leaf("五", "9")});
  const std::vector<LostOnIndicator> losses = LargestLosses(standing, 2);
  ASSERT_EQ(losses.size(), 2u);
  EXPECT_EQ(losses[0].path, "三");
  EXPECT_EQ(losses[0].points, Rational(8));
  EXPECT_EQ(losses[1].path, "一") << "of equal ones the first in print; what is not scored is not lost";
}

TEST(Ranking, NobodyIsNoRanking) { EXPECT_TRUE(Rank({}).empty()); }

}  // namespace
}  // namespace zhengping::reporting
