#include "services/indicator/domain/rules/step_deduction.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

StepDeductionRule Steps(Sense sense, absl::string_view bound, absl::string_view step, absl::string_view deduction) {
  StepDeductionRule rule;
  rule.sense = sense;
  if (!bound.empty()) rule.bound = Number(bound);
  rule.step = Number(step);
  rule.deduction.amount = Number(deduction);
  return rule;
}

// "100%计满分, 每低于5%扣2分".
const StepDeductionRule kCompletion = Steps(Sense::kForward, "100%", "5%", "2");
// "<=100%; 每超1个百分点扣0.5分".
const StepDeductionRule kHeadcount = Steps(Sense::kReverse, "100%", "1%", "0.5");

TEST(StepDeduction, GivesThePublishedPoints) {
  struct Case {
    const char* source;
    StepDeductionRule rule;
    const char* weight;
    const char* value;
    const char* points;
  };
  const Case cases[] = {
      {"省经信委 2015: 预算完成率 92.8%, 3 of 5", kCompletion, "5", "92.8%", "3"},
      {"Hunan D 2018: 预算完成率 99.27% = 2690.62/2710.42, 8 of 8", kCompletion, "8", "269062/271042", "8"},
      {"Hunan D 2018: 三公变动率 98.31%, 0 of 8", Steps(Sense::kReverse, "0", "1%", "0.8"), "8", "3146/3200", "0"},
      {"Hunan D 2018: 在职人员控制率 95.10%, 8 of 8", kHeadcount, "8", "136/143", "8"},
      {"贯塘乡 2023: 50/46 = 108.70% by whole points", kHeadcount, "5", "50/46", "1"},
      {"雨花区 2022: at the bound", kHeadcount, "5", "100%", "5"},
      {"贯塘乡 2023: 公用经费 193.42/85.76 = 225.54%", Steps(Sense::kReverse, "100%", "1%", "1"), "8", "19342/8576",
       "0"},
      {"江西 form: satisfaction 85% of 90%", Steps(Sense::kForward, "90%", "5%", "1"), "10", "85%", "9"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.source);
    EXPECT_EQ(PointsFor({c.rule, {}}, c.value, {.weight = c.weight}), c.points);
  }
}

TEST(StepDeduction, CountsOnlyWholeStepsUnlessTheFrameworkSaysOtherwise) {
  EXPECT_EQ(PointsFor({kCompletion, {}}, "95.01%"), "5");
  EXPECT_EQ(PointsFor({kCompletion, {}}, "95%"), "3");
  EXPECT_EQ(PointsFor({kCompletion, {}}, "90.01%"), "3");
  EXPECT_EQ(PointsFor({kCompletion, {}}, "90%"), "1");
  EXPECT_EQ(PointsFor({kCompletion, {}}, "92.8%", {.step_counting = StepCounting::kPartial}), "2.12");
  StepDeductionRule always_partial = kCompletion;
  always_partial.counting = StepCounting::kPartial;
  EXPECT_EQ(PointsFor({always_partial, {}}, "269062/271042", {.weight = "8"}), "7.707794");
  StepDeductionRule always_whole = kCompletion;
  always_whole.counting = StepCounting::kWhole;
  EXPECT_EQ(PointsFor({always_whole, {}}, "92.8%", {.step_counting = StepCounting::kPartial}), "3");
}

TEST(StepDeduction, MayCountOnBothSides) {
  const Rule procurement{Steps(Sense::kBothSides, "100%", "5%", "2"), {}};
  EXPECT_EQ(PointsFor(procurement, "100%", {.weight = "6"}), "6");
  EXPECT_EQ(PointsFor(procurement, "104.99%", {.weight = "6"}), "6");
  EXPECT_EQ(PointsFor(procurement, "105%", {.weight = "6"}), "4");
  EXPECT_EQ(PointsFor(procurement, "95%", {.weight = "6"}), "4");
  EXPECT_EQ(PointsFor(procurement, "72.74%", {.weight = "6"}), "0");
}

TEST(StepDeduction, AStepMayBeAShareOfTheBound) {
  StepDeductionRule rule = Steps(Sense::kForward, "", "5%", "1");
  rule.measure = StepMeasure::kOfBound;
  EXPECT_EQ(PointsFor({rule, {}}, "540", {.target = Number("600")}), "3");  // 10% lower: two steps
  EXPECT_EQ(PointsFor({rule, {}}, "541", {.target = Number("600")}), "4");
  EXPECT_EQ(PointsFor({rule, {}}, "-1", {.target = Number("0")}), "!LEAF_DIVIDED_BY_ZERO [0, 5]");
}

TEST(StepDeduction, ADeductionMayBeAShareOfTheWeight) {
  StepDeductionRule rule = kHeadcount;
  rule.deduction = {Number("10%"), PointsUnit::kShareOfWeight};
  EXPECT_EQ(PointsFor({rule, {}}, "103%", {.weight = "8"}), "5.6");
}

TEST(StepDeduction, ALowerBoundDecidesOnlyWhatCannotChange) {
  EXPECT_EQ(PointsForAtLeast({kCompletion, {}}, "100%"), "5");
  EXPECT_EQ(PointsForAtLeast({kCompletion, {}}, "80%"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  EXPECT_EQ(PointsForAtLeast({kHeadcount, {}}, "110%"), "0");
  EXPECT_EQ(PointsForAtLeast({kHeadcount, {}}, "105%"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  EXPECT_EQ(PointsForAtLeast({kHeadcount, {}}, "90%"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  const Rule both{Steps(Sense::kBothSides, "100%", "5%", "2"), {}};
  EXPECT_EQ(PointsForAtLeast(both, "50%"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  EXPECT_EQ(PointsForAtLeast(both, "150%"), "0");
}

TEST(StepDeduction, IsMonotone) {
  Rational before;
  for (int per_mille = 0; per_mille <= 1100; ++per_mille) {
    Situation situation;
    situation.measured = *Quotient(Rational(per_mille), Rational(1000));
    const Rational points = ApplyTo({kCompletion, {}}, situation).outcome.points;
    EXPECT_GE(points, before) << per_mille;
    before = points;
  }
}

}  // namespace
}  // namespace zhengping::indicator
