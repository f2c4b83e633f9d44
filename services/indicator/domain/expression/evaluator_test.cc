#include "services/indicator/domain/expression/evaluator.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "services/indicator/domain/expression/parser.h"

namespace zhengping::indicator {
namespace {

struct Named {
  ReadingState state = ReadingState::kValue;
  Rational value;
  int64_t fen_per_unit = 0;
};

class Evaluator : public testing::Test {
 protected:
  Evaluation Result(absl::string_view text, const Rational& tolerance = Rational()) {
    ParsedExpression parsed = ParseExpression(text);
    EXPECT_TRUE(parsed.expression.has_value()) << text;
    expression_ = parsed.expression.value_or(Expression());
    return Evaluate(
        expression_,
        [this](const std::string& name) {
          const auto found = names_.find(name);
          return found == names_.end() ? Reading()
                                       : Reading{found->second.state, &found->second.value, found->second.fen_per_unit};
        },
        tolerance);
  }

  Expression expression_;
  std::map<std::string, Named> names_ = {
      {"a", {ReadingState::kValue, Rational(6)}},           {"b", {ReadingState::kValue, Rational(4)}},
      {"zero", {ReadingState::kValue, Rational(0)}},        {"unknown", {ReadingState::kMissing, Rational()}},
      {"none", {ReadingState::kNotApplicable, Rational()}}, {"转移人数", {ReadingState::kLowerBound, Rational(100)}},
  };
};

TEST_F(Evaluator, IsExact) {
  EXPECT_EQ(Result("a / b").value, *Quotient(Rational(3), Rational(2)));
  EXPECT_EQ(Result("1 / 3 + 1 / 3 + 1 / 3").value, Rational(1));
  EXPECT_EQ(Result("a × 50% - -b").value, Rational(7));
  EXPECT_EQ(Result("(a + b) * (a - b)").value, Rational(20));
}

TEST_F(Evaluator, DivisionByZeroIsANamedCase) {
  EXPECT_EQ(Result("zero / zero").state, EvaluationState::kZeroByZero);
  EXPECT_EQ(Result("a / zero").state, EvaluationState::kDividedByZero);
  EXPECT_EQ(Result("(a - a) / (b - b)").state, EvaluationState::kZeroByZero);
  EXPECT_EQ(Result("b / (a / zero)").state, EvaluationState::kDividedByZero);
}

TEST_F(Evaluator, ChoosesTheSmallestAndTheLargest) {
  EXPECT_EQ(Result("最小(a, b, 5)").value, Rational(4));
  EXPECT_EQ(Result("最大(a, b, 5)").value, Rational(6));
  EXPECT_EQ(Result("min(1, a / zero)").state, EvaluationState::kDividedByZero);
}

TEST_F(Evaluator, AConditionLooksOnlyAtWhatItTakes) {
  EXPECT_EQ(Result("如果(zero = 0, 100%, a / zero)").value, Rational(1));
  EXPECT_EQ(Result("如果(zero ≠ 0, 100%, a / zero)").state, EvaluationState::kDividedByZero);
  EXPECT_EQ(Result("如果(a > b, a, unknown)").value, Rational(6));
  EXPECT_EQ(Result("如果(a < b, a, unknown)").state, EvaluationState::kMissing);
  const Evaluation open = Result("如果(unknown > 0, none, a)");
  EXPECT_EQ(open.state, EvaluationState::kMissing);
  EXPECT_EQ(open.unresolved, std::vector<int>{0});
}

TEST_F(Evaluator, WhatDecidesDoesSoWhateverTheOtherSideLacks) {
  struct Case {
    const char* text;
    bool holds;
  };
  const Case cases[] = {
      {"a = 6 且 b = 4", true},
      {"a = 6 且 b = 5", false},
      {"a = 5 或 b = 4", true},
      {"a = 5 或 b = 5", false},
      {"非 a = 5", true},
      {"a = 5 且 unknown = 1", false},
      {"unknown = 1 且 a = 5", false},
      {"a = 6 或 a / zero > 1", true},
      {"none = 1 或 a = 6", true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Evaluation evaluation = Result(c.text);
    EXPECT_EQ(evaluation.state, EvaluationState::kValue);
    EXPECT_EQ(evaluation.holds, c.holds);
  }
  EXPECT_EQ(Result("a = 6 且 unknown = 1").state, EvaluationState::kMissing);
  EXPECT_EQ(Result("a = 5 或 none = 1").state, EvaluationState::kNotApplicable);
  EXPECT_EQ(Result("none = 1 且 unknown = 1").state, EvaluationState::kMissing);
}

TEST_F(Evaluator, CountsDays) {
  EXPECT_EQ(Result("2023-06-30 - 2023-01-01").value, Rational(180));
  EXPECT_EQ(Result("2024-03-01 - 2024-02-28").value, Rational(2));  // a leap year
  EXPECT_TRUE(Result("2023-01-01 + 60 = 2023年3月2日").holds);
  EXPECT_TRUE(Result("最大(2023-06-30, 2023-01-01) > 2023-06-29").holds);
}

TEST_F(Evaluator, MoneyInSeveralUnitsIsTakenInFen) {
  names_["预交款"] = {ReadingState::kValue, *Quotient(Rational(47), Rational(10)), 1000000};  // 4.7万元
  names_["payments"] = {ReadingState::kValue, Rational(4700000), 1};
  EXPECT_TRUE(Result("预交款 = payments").holds);
  EXPECT_TRUE(Result("预交款 = payments").is_in_fen);
  EXPECT_TRUE(Result("预交款 = 4.7万元").holds);
  EXPECT_TRUE(Result("预交款 = 47000元").holds);
  EXPECT_TRUE(Result("预交款 = 4.7").holds);  // in its own unit, where there is no other
  EXPECT_FALSE(Result("预交款 = 4.7").is_in_fen);
}

TEST_F(Evaluator, MissingWinsOverNotApplicableOverZero) {
  const Evaluation missing = Result("a + unknown * zero + none");
  EXPECT_EQ(missing.state, EvaluationState::kMissing);
  ASSERT_EQ(missing.unresolved.size(), 1u);
  EXPECT_EQ(expression_.names()[static_cast<size_t>(missing.unresolved[0])], "unknown");
  EXPECT_EQ(Result("none / zero").state, EvaluationState::kNotApplicable);
  EXPECT_EQ(Result("nobody_said / zero").state, EvaluationState::kMissing);
}

TEST_F(Evaluator, ALowerBoundIsOneOnlyAlone) {
  const Evaluation alone = Result("转移人数");
  EXPECT_EQ(alone.state, EvaluationState::kLowerBound);
  EXPECT_EQ(alone.value, Rational(100));
  EXPECT_EQ(Result("转移人数 + 1").state, EvaluationState::kMissing);
}

TEST_F(Evaluator, ComparisonGivesBothSides) {
  // 自建房: 585 = 175 + 410 (the seed).
  names_["排查"] = {ReadingState::kValue, Rational(585)};
  names_["经营性"] = {ReadingState::kValue, Rational(175)};
  names_["非经营性"] = {ReadingState::kValue, Rational(410)};
  const Evaluation holds = Result("排查 = 经营性 + 非经营性");
  EXPECT_EQ(holds.state, EvaluationState::kValue);
  EXPECT_TRUE(holds.holds);
  EXPECT_EQ(holds.left, Rational(585));
  EXPECT_EQ(holds.right, Rational(585));
  EXPECT_EQ(holds.value, Rational(0));
}

TEST_F(Evaluator, ToleranceWidensBothEnds) {
  const Rational tenth = *Quotient(Rational(1), Rational(10));
  EXPECT_FALSE(Result("a = 6.1").holds);
  EXPECT_TRUE(Result("a = 6.1", tenth).holds);
  EXPECT_TRUE(Result("a = 5.9", tenth).holds);
  EXPECT_FALSE(Result("a = 6.11", tenth).holds);
  EXPECT_TRUE(Result("a >= 6").holds);
  EXPECT_FALSE(Result("a >= 6.1").holds);
  EXPECT_TRUE(Result("a >= 6.1", tenth).holds);
  EXPECT_TRUE(Result("a <= 5.9", tenth).holds);
  EXPECT_FALSE(Result("a <= 5.89", tenth).holds);
  EXPECT_FALSE(Result("a < 6.1", tenth).holds);
  EXPECT_TRUE(Result("a < 6.11", tenth).holds);
  EXPECT_FALSE(Result("a > 5.9", tenth).holds);
  EXPECT_TRUE(Result("a > 5.89", tenth).holds);
  EXPECT_FALSE(Result("a ≠ 6.1", tenth).holds);
  EXPECT_TRUE(Result("a ≠ 6.11", tenth).holds);
}

}  // namespace
}  // namespace zhengping::indicator
