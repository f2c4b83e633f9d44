#include "services/indicator/domain/rules/measured_by.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

// 3 points of `formula`, full from 1 on.
std::string PointsOfFormula(const char* formula, Reading reading, ZeroAnswer answer = ZeroAnswer::kNotAssessable) {
  const Rule rule{ProportionalRule{Sense::kForward, Rational(1)}, {}};
  CompiledRule compiled;
  compiled.rule = &rule;
  const Rational weight(5);
  const std::vector<Tier> tiers;
  const auto read = [reading](const std::string&) { return reading; };
  const RuleInput input{weight, nullptr, false, nullptr, nullptr, Sense::kForward, StepCounting::kWhole,
                        tiers,  nullptr, read,  answer,  answer};
  return PointsOf(ApplyMeasuredBy(*ParseExpression(formula).expression, compiled, Rational(3), input, nullptr));
}

TEST(MeasuredBy, ScoresAgainstThePartsOwnWeightOrLeavesItOpen) {
  const Rational half = Number("0.5");
  const Rational one(1);
  EXPECT_EQ(PointsOfFormula("payments", {ReadingState::kValue, &half}), "1.5");
  EXPECT_EQ(PointsOfFormula("payments", {ReadingState::kLowerBound, &one}), "3");
  EXPECT_EQ(PointsOfFormula("payments", {ReadingState::kLowerBound, &half}), "!LEAF_LOWER_BOUND_UNDECIDED [0, 3]");
  EXPECT_EQ(PointsOfFormula("payments", {}), "!LEAF_FIGURE_MISSING [0, 3]");
  EXPECT_EQ(PointsOfFormula("payments", {ReadingState::kNotApplicable, nullptr}), "!LEAF_NOT_APPLICABLE [0, 3]");
  EXPECT_EQ(PointsOfFormula("0 / (payments - 1)", {ReadingState::kValue, &one}), "!LEAF_ZERO_BY_ZERO [0, 3]");
  EXPECT_EQ(PointsOfFormula("1 / (payments - 1)", {ReadingState::kValue, &one}), "!LEAF_DIVIDED_BY_ZERO [0, 3]");
}

TEST(MeasuredBy, AnswersZeroAsTheLeafDoes) {
  const Rational one(1);
  const Reading reading{ReadingState::kValue, &one};
  EXPECT_EQ(PointsOfFormula("0 / (payments - 1)", reading, ZeroAnswer::kFull), "3");
  EXPECT_EQ(PointsOfFormula("1 / (payments - 1)", reading, ZeroAnswer::kZero), "0");
}

}  // namespace
}  // namespace zhengping::indicator
