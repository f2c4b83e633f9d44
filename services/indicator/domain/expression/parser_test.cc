#include "services/indicator/domain/expression/parser.h"

#include <gtest/gtest.h>

#include <string>

namespace zhengping::indicator {
namespace {

// The postfix program as text: "a b + c *".
std::string Postfix(absl::string_view text) {
  static constexpr const char* kSigns[] = {"",   "",  "neg", "+",   "-",  "*",   "/",   "=",   "!=", "<",
                                           "<=", ">", ">=",  "and", "or", "not", "min", "max", "if"};
  const ParsedExpression parsed = ParseExpression(text);
  if (parsed.error) return "!" + parsed.error->reason + "@" + std::to_string(parsed.error->offset);
  std::string program;
  for (const ExpressionNode& node : parsed.expression->postfix()) {
    if (!program.empty()) program += " ";
    const size_t operand = static_cast<size_t>(node.operand);
    program += kSigns[static_cast<size_t>(node.op)];
    if (node.op == ExpressionOp::kLiteral) program += FormatShort(parsed.expression->literals()[operand].value);
    if (node.op == ExpressionOp::kName) program += parsed.expression->names()[operand];
  }
  return program;
}

TEST(Parser, BindsAsArithmeticDoes) {
  EXPECT_EQ(Postfix("a + b * c"), "a b c * +");
  EXPECT_EQ(Postfix("(a + b) * c"), "a b + c *");
  EXPECT_EQ(Postfix("a - b - c"), "a b - c -");
  EXPECT_EQ(Postfix("a / b / c"), "a b / c /");
  EXPECT_EQ(Postfix("-a * b"), "a neg b *");
  EXPECT_EQ(Postfix("a = b + c"), "a b c + =");
  EXPECT_EQ(Postfix("a + b >= 2 × c"), "a b + 2 c * >=");
}

TEST(Parser, BindsTruthLooserThanComparison) {
  EXPECT_EQ(Postfix("a > 1 且 b < 2 或 c = 3"), "a 1 > b 2 < and c 3 = or");
  EXPECT_EQ(Postfix("a > 1 或 b < 2 且 c = 3"), "a 1 > b 2 < c 3 = and or");
  EXPECT_EQ(Postfix("非 a > 1 且 b ≠ 2"), "a 1 > not b 2 != and");
  EXPECT_EQ(Postfix("非 (a > 1 且 b ≠ 2)"), "a 1 > b 2 != and not");
  EXPECT_EQ(Postfix("(a = b)"), "a b =");
}

TEST(Parser, CallsFunctions) {
  EXPECT_EQ(Postfix("最大(a, b, c) - min(1, -a)"), "a b max c max 1 a neg min -");
  EXPECT_EQ(Postfix("如果(a > 0, b / a, 0) + 1"), "a 0 > b a / 0 if 1 +");
  EXPECT_EQ(Postfix("如果(a = 0, b = 0, b / a >= 90%) 且 c > 0"), "a 0 = b 0 = b a / 0.9 >= if c 0 > and");
}

TEST(Parser, RefusesWithPositionAndReason) {
  struct Case {
    const char* text;
    const char* outcome;
  };
  const Case cases[] = {
      {"", "!EXPRESSION_EMPTY@0"},
      {"   ", "!EXPRESSION_EMPTY@3"},
      {"a +", "!EXPRESSION_OPERAND@3"},
      {"a + * b", "!EXPRESSION_OPERAND@4"},
      {"a b", "!EXPRESSION_OPERATOR@2"},
      {"6栋", "!EXPRESSION_OPERATOR@1"},
      {"(a + b", "!EXPRESSION_PARENTHESIS@0"},
      {"a + b)", "!EXPRESSION_PARENTHESIS@5"},
      {"a = b = c", "!EXPRESSION_OPERATOR@6"},
      {"(a = b) + c", "!EXPRESSION_TYPE@8"},
      {"a 且 b", "!EXPRESSION_TYPE@2"},
      {"非 a", "!EXPRESSION_TYPE@0"},
      {"-(a = b)", "!EXPRESSION_TYPE@0"},
      {"如果(a, 1, 2)", "!EXPRESSION_TYPE@0"},
      {"如果(a > 1, 1, b > 2)", "!EXPRESSION_TYPE@0"},
      {"如果(a > 1, 1)", "!EXPRESSION_ARGUMENTS@0"},
      {"如果(a > 1, 1, 2, 3)", "!EXPRESSION_ARGUMENTS@0"},
      {"1 + 最大(a)", "!EXPRESSION_ARGUMENTS@4"},
      {"最大()", "!EXPRESSION_OPERAND@7"},
      {"最大(a, )", "!EXPRESSION_OPERAND@10"},
      {"最大(a b)", "!EXPRESSION_OPERATOR@9"},
      {"最大(a, b", "!EXPRESSION_PARENTHESIS@6"},
      {"a, b", "!EXPRESSION_CHARACTER@1"},
      {"1,234", "!EXPRESSION_CHARACTER@1"},
      {"1 <= a <= 5", "!EXPRESSION_OPERATOR@7"},
      {"a or", "!EXPRESSION_OPERAND@4"},
      {"1e5", "!EXPRESSION_OPERATOR@1"},
      {"2023-06-30 + 2023-07-01", "!EXPRESSION_TYPE@11"},
      {"100元 + 5人", "!EXPRESSION_UNITS@7"},
      {"()", "!EXPRESSION_OPERAND@1"},
      {"= b", "!EXPRESSION_OPERAND@0"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Postfix(c.text), c.outcome);
  }
}

std::string Repeated(absl::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += std::string(part);
  return text;
}

TEST(Parser, IsBoundedInDepthAndLength) {
  EXPECT_EQ(Postfix(Repeated("(", 31) + "1" + Repeated(")", 31)), "1");
  EXPECT_EQ(Postfix(Repeated("(", 32) + "1" + Repeated(")", 32)), "!EXPRESSION_TOO_DEEP@32");
  EXPECT_EQ(Postfix(Repeated("-", 32) + "1"), "!EXPRESSION_TOO_DEEP@32");
  EXPECT_EQ(Postfix(Repeated("(", 1999)), "!EXPRESSION_TOO_DEEP@32");
  EXPECT_EQ(Postfix(Repeated("非 ", 400) + "a = b"), "!EXPRESSION_TOO_DEEP@128");
  EXPECT_EQ(Postfix(Repeated("min(1,", 333)), "!EXPRESSION_TOO_DEEP@190");
  EXPECT_EQ(Postfix(Repeated("if(a>1,", 33)), "!EXPRESSION_TOO_DEEP@220");
  EXPECT_NE(Postfix("1" + Repeated("+1", 99))[0], '!');                       // 199 nodes
  EXPECT_EQ(Postfix("1" + Repeated("+1", 100)), "!EXPRESSION_TOO_LONG@201");  // the last + is the 201st node
}

}  // namespace
}  // namespace zhengping::indicator
