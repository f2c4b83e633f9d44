#include "services/indicator/domain/expression/expression.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/expression/parser.h"

namespace zhengping::indicator {
namespace {

Expression Parsed(absl::string_view text) {
  ParsedExpression parsed = ParseExpression(text);
  EXPECT_TRUE(parsed.expression.has_value()) << text;
  return parsed.expression.value_or(Expression());
}

TEST(Expression, OnlyAnOutermostComparisonIsOne) {
  EXPECT_TRUE(Parsed("a = b + c").is_comparison());
  EXPECT_TRUE(Parsed("a >= b").is_comparison());
  EXPECT_TRUE(Parsed("a ≤ 5%").is_comparison());
  EXPECT_TRUE(Parsed("a ≠ b").is_comparison());
  EXPECT_FALSE(Parsed("a > 1 且 b > 1").is_comparison());
  EXPECT_FALSE(Parsed("非 a > 1").is_comparison());
  EXPECT_FALSE(Parsed("a + b").is_comparison());
  EXPECT_FALSE(Expression().is_comparison());
  EXPECT_TRUE(Expression().empty());
}

TEST(Expression, KnowsWhatItGives) {
  EXPECT_EQ(Parsed("a + b").result(), ExpressionResult::kNumber);
  EXPECT_EQ(Parsed("a > 1 且 b > 1").result(), ExpressionResult::kTruth);
  EXPECT_EQ(Parsed("如果(a > 1, b > 1, c > 1)").result(), ExpressionResult::kTruth);
  EXPECT_EQ(Parsed("2023-12-31 + 60").result(), ExpressionResult::kDate);
  EXPECT_EQ(Parsed("2023-12-31 - 2023-01-01").result(), ExpressionResult::kNumber);
}

TEST(Expression, KeepsTheTextAndEachNameOnce) {
  const Expression expression = Parsed("payments / (payments + balance)");
  EXPECT_EQ(expression.text(), "payments / (payments + balance)");
  EXPECT_EQ(expression.names(), (std::vector<std::string>{"payments", "balance"}));
}

TEST(Expression, FactNamesAreAscii) {
  EXPECT_TRUE(IsFactName("finding:release_timing.late_funds"));
  EXPECT_FALSE(IsFactName("自建房排查栋数"));
}

}  // namespace
}  // namespace zhengping::indicator
