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
  EXPECT_FALSE(Parsed("a + b").is_comparison());
  EXPECT_FALSE(Expression().is_comparison());
  EXPECT_TRUE(Expression().empty());
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
