#include "services/indicator/domain/rule_cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> FaultsOf(const RuleCells& cells) {
  std::vector<CellFault> faults;
  RuleFrom(cells, faults);
  std::vector<std::string> told;
  for (const CellFault& fault : faults) told.push_back(fault.column + "「" + fault.found + "」");
  return told;
}

Rule Read(const RuleCells& cells) {
  std::vector<CellFault> faults;
  Rule rule = RuleFrom(cells, faults);
  EXPECT_THAT(faults, IsEmpty());
  return rule;
}

// 每低于5%扣2分 of the Hunan form.
TEST(RuleCells, AStepDeductionStandsInItsColumns) {
  Rule rule;
  rule.body = Steps(Sense::kForward, Rational(1), Fraction(5, 100), Rational(2));
  const RuleCells cells = CellsOf(rule, NumberStyle::kPercent);
  EXPECT_EQ(cells, (RuleCells{.kind = "步进扣分", .sense = "正向", .bound = "100%", .step = "5%", .deduction = "2分"}));
  EXPECT_EQ(Read(cells), rule);
  EXPECT_EQ(Read({.kind = " 步进扣分 ", .sense = "正向", .bound = "１", .step = "0.05", .deduction = "2"}), rule)
      << "as a clerk may write it";
  EXPECT_EQ(RuleInWords(rule, NumberStyle::kPercent), "步进扣分，正向，标准值 100%，步长 5%，扣分 2分");
}

TEST(RuleCells, BandsStandALineEach) {
  Rule rule;
  rule.body = ControlRateBands({Rational(5), Rational(4), Rational(3), Rational(2), Rational(0)});
  const RuleCells cells = CellsOf(rule, NumberStyle::kPercent);
  EXPECT_EQ(cells.details,
            "[0%, 0%]｜5分\n(0%, 10%]｜4分\n(10%, 20%]｜3分\n(20%, 30%]｜2分\n(30%, +∞)｜0分\n范围｜[0%, +∞)");
  EXPECT_EQ(CellsOf(Read(cells), NumberStyle::kPercent), cells);
  EXPECT_EQ(CellsOf(Read({.kind = "分档", .details = " 0｜5 \n（0，10％］｜4分\n"}), NumberStyle::kPercent).details,
            "[0%, 0%]｜5分\n(0%, 10%]｜4分");
}

TEST(RuleCells, ARuleWithinARuleStandsInItsLine) {
  Rule better;
  better.body = BetterOfRule{{{"payments / final_budget"}, {""}}};
  Rule first;
  first.body = Steps(Sense::kReverse, Rational(1), Fraction(1, 100), Fraction(1, 2));
  Rule second;
  second.body = ControlRateBands({Rational(5), Rational(4), Rational(3), Rational(2), Rational(0)});
  better.nested = {first, second};
  const RuleCells cells = CellsOf(better, NumberStyle::kPercent);
  EXPECT_EQ(cells.details.substr(0, cells.details.find('\n')),
            "payments / final_budget｜步进扣分｜反向｜100%｜1%｜0.5分");
  EXPECT_EQ(CellsOf(Read(cells), NumberStyle::kPercent), cells);
  EXPECT_EQ(Read(cells).nested[0], first);
}

TEST(RuleCells, MarksInNamesLoseTheirMeaning) {
  Rule rule;
  rule.body = ChecklistRule{{{"甲｜乙；丙\\丁\n戊", {Rational(1)}, "payments >= 1"}}};
  EXPECT_EQ(Read(CellsOf(rule, NumberStyle::kPlain)), rule);
  rule.body = ComparisonRule{{{"其他", {Rational(1)}}}, {Rational(2)}};
  EXPECT_EQ(Read(CellsOf(rule, NumberStyle::kPlain)), rule) << "no condition, but its own";
}

TEST(RuleCells, EveryFaultIsNamed) {
  EXPECT_THAT(FaultsOf({.kind = "奖励"}), ElementsAre("规则类型「奖励」"));
  EXPECT_THAT(
      FaultsOf({.kind = "步进扣分", .sense = "上", .bound = "半", .step = "", .deduction = "分值", .counting = "半步"}),
      ElementsAre("方向「上」", "标准值「半」", "步长「」", "扣分「分值」", "计步「半步」"));
  EXPECT_THAT(FaultsOf({.kind = "区间", .details = "满分区间｜90-110\n偏离｜(0, 1]\n完"}),
              ElementsAre("规则明细「90-110」", "规则明细「偏离｜(0, 1]」", "规则明细「完」"));
  EXPECT_THAT(FaultsOf({.kind = "复合", .details = "签约率｜60%"}), SizeIs(1));
  EXPECT_THAT(FaultsOf({.kind = "复合", .details = "签约率｜60%｜｜复合｜｜｜｜｜｜甲｜1｜｜评判"}), SizeIs(1))
      << "no compound in a compound";
  EXPECT_THAT(FaultsOf({.kind = "复合", .details = "签约率｜60%｜｜按比例｜正向｜多"}),
              ElementsAre("规则明细「按比例｜正向｜多」"));
}

TEST(RuleCells, IntervalsAreReadAsTheyArePrinted) {
  const Interval all;
  EXPECT_EQ(IntervalText(all, NumberStyle::kPlain), "(−∞, +∞)");
  EXPECT_FALSE(IntervalFrom("(−∞, +∞)")->low.has_value());
  EXPECT_EQ(IntervalFrom("(-∞, 5]")->high, Rational(5));
  EXPECT_TRUE(IntervalFrom("(-∞, 5]")->high_closed);
  EXPECT_EQ(IntervalFrom("【0,1】"), std::nullopt);
  EXPECT_EQ(IntervalFrom("[0, 1"), std::nullopt);
  EXPECT_EQ(IntervalFrom("[, 1]"), std::nullopt);
  EXPECT_EQ(IntervalFrom("95%")->low, Fraction(95, 100));
}

}  // namespace
}  // namespace zhengping::indicator
