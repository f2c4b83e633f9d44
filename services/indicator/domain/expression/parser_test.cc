#include "services/indicator/domain/expression/parser.h"

#include <gtest/gtest.h>

#include <string>

namespace zhengping::indicator {
namespace {

// The postfix program as text: "a b + c *".
std::string Postfix(absl::string_view text) {
  const ParsedExpression parsed = ParseExpression(text);
  if (parsed.error) return "!" + parsed.error->reason + "@" + std::to_string(parsed.error->offset);
  std::string program;
  for (const ExpressionNode& node : parsed.expression->postfix()) {
    if (!program.empty()) program += " ";
    const size_t operand = static_cast<size_t>(node.operand);
    if (node.op == ExpressionOp::kNumber) program += FormatShort(parsed.expression->numbers()[operand]);
    if (node.op == ExpressionOp::kName) program += parsed.expression->names()[operand];
    if (node.op == ExpressionOp::kNegate) program += "neg";
    if (node.op == ExpressionOp::kAdd) program += "+";
    if (node.op == ExpressionOp::kSubtract) program += "-";
    if (node.op == ExpressionOp::kMultiply) program += "*";
    if (node.op == ExpressionOp::kDivide) program += "/";
    if (node.op == ExpressionOp::kEqual) program += "=";
    if (node.op == ExpressionOp::kAtLeast) program += ">=";
    if (node.op == ExpressionOp::kAtMost) program += "<=";
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
      {"(a = b) + c", "!EXPRESSION_OPERATOR@3"},
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
  EXPECT_NE(Postfix("1" + Repeated("+1", 99))[0], '!');                       // 199 nodes
  EXPECT_EQ(Postfix("1" + Repeated("+1", 100)), "!EXPRESSION_TOO_LONG@201");  // the last + is the 201st node
}

}  // namespace
}  // namespace zhengping::indicator
