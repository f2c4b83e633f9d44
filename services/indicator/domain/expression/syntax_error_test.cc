#include "services/indicator/domain/expression/syntax_error.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/expression/parser.h"

namespace zhengping::indicator {
namespace {

TEST(SyntaxError, CaretStandsUnderTheFault) {
  const ParsedExpression parsed = ParseExpression("公务接待 + × 2");
  ASSERT_TRUE(parsed.error.has_value());
  EXPECT_EQ(FormatSyntaxError("公务接待 + × 2", *parsed.error),
            "公务接待 + × 2\n"
            "           ^ 「×」前缺少数值、名称或括号");
}

TEST(SyntaxError, PositionCountsCharacters) {
  EXPECT_EQ(CharacterPosition("公务接待 + × 2", 0), 1);
  EXPECT_EQ(CharacterPosition("公务接待 + × 2", 15), 8);
}

}  // namespace
}  // namespace zhengping::indicator
