#include "services/indicator/domain/expression/parser.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/indicator/domain/expression/lexer.h"

namespace zhengping::indicator {
namespace {

class Parser {
 public:
  Parser(absl::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  ParsedExpression Run() {
    if (Here().kind == TokenKind::kEnd) Fail("EXPRESSION_EMPTY", "算式是空的");
    Comparison();
    if (!error_ && Here().kind == TokenKind::kClose) Fail("EXPRESSION_PARENTHESIS", "多了一个右括号");
    if (!error_ && Here().kind != TokenKind::kEnd) FailOperator();
    if (error_) return {std::nullopt, std::move(error_)};
    return {Expression(std::string(text_), std::move(postfix_), std::move(numbers_), std::move(names_)), std::nullopt};
  }

 private:
  const Token& Here() const { return tokens_[at_]; }

  static std::optional<ExpressionOp> ComparisonOf(TokenKind kind) {
    if (kind == TokenKind::kEqual) return ExpressionOp::kEqual;
    if (kind == TokenKind::kAtLeast) return ExpressionOp::kAtLeast;
    if (kind == TokenKind::kAtMost) return ExpressionOp::kAtMost;
    return std::nullopt;
  }

  void Comparison() {
    Sum();
    const std::optional<ExpressionOp> op = ComparisonOf(Here().kind);
    if (error_ || !op) return;
    ++at_;
    Sum();
    Push(*op);
    if (!error_ && ComparisonOf(Here().kind)) Fail("EXPRESSION_OPERATOR", "一个算式只能有一个 =、>= 或 <=");
  }

  void Sum() {
    Product();
    while (!error_ && (Here().kind == TokenKind::kPlus || Here().kind == TokenKind::kMinus)) {
      const ExpressionOp op = Here().kind == TokenKind::kPlus ? ExpressionOp::kAdd : ExpressionOp::kSubtract;
      ++at_;
      Product();
      Push(op);
    }
  }

  void Product() {
    Factor();
    while (!error_ && (Here().kind == TokenKind::kTimes || Here().kind == TokenKind::kDivide)) {
      const ExpressionOp op = Here().kind == TokenKind::kTimes ? ExpressionOp::kMultiply : ExpressionOp::kDivide;
      ++at_;
      Factor();
      Push(op);
    }
  }

  void Factor() {
    if (error_) return;
    if (depth_ >= kMostExpressionDepth) {
      return Fail("EXPRESSION_TOO_DEEP", absl::StrCat("括号和负号最多嵌套 ", kMostExpressionDepth, " 层"));
    }
    ++depth_;
    const Token& token = Here();
    if (token.kind == TokenKind::kNumber) {
      numbers_.push_back(token.number);
      Push(ExpressionOp::kNumber, static_cast<int>(numbers_.size()) - 1);
      ++at_;
    } else if (token.kind == TokenKind::kName) {
      Push(ExpressionOp::kName, NamePosition(token.name));
      ++at_;
    } else if (token.kind == TokenKind::kMinus) {
      ++at_;
      Factor();
      Push(ExpressionOp::kNegate);
    } else if (token.kind == TokenKind::kOpen) {
      Parenthesis();
    } else {
      FailOperand();
    }
    --depth_;
  }

  void Parenthesis() {
    const int open = Here().offset;
    ++at_;
    Sum();
    if (error_) return;
    if (Here().kind == TokenKind::kClose) {
      ++at_;
    } else if (ComparisonOf(Here().kind)) {
      Fail("EXPRESSION_OPERATOR", "括号内不能比较");
    } else if (Here().kind == TokenKind::kEnd) {
      error_ = SyntaxError{"EXPRESSION_PARENTHESIS", open, "这个左括号没有对应的右括号"};
    } else {
      FailOperator();
    }
  }

  int NamePosition(const std::string& name) {
    const auto [found, is_new] = positions_.try_emplace(name, static_cast<int>(names_.size()));
    if (is_new) names_.push_back(name);
    return found->second;
  }

  void Push(ExpressionOp op, int operand = 0) {
    if (error_) return;
    if (postfix_.size() >= static_cast<size_t>(kMostExpressionNodes)) {
      return Fail("EXPRESSION_TOO_LONG", absl::StrCat("一个算式最多 ", kMostExpressionNodes, " 个数值、名称和运算"));
    }
    postfix_.push_back({op, operand});
  }

  void FailOperand() {
    const Token& token = Here();
    if (token.kind == TokenKind::kEnd) {
      return Fail("EXPRESSION_OPERAND", "算式没有写完：这里还缺少数值、名称或括号");
    }
    Fail("EXPRESSION_OPERAND", absl::StrCat("「", Text(token), "」前缺少数值、名称或括号"));
  }

  void FailOperator() {
    Fail("EXPRESSION_OPERATOR",
         absl::StrCat("「", Text(Here()), "」前缺少运算符；名称中有空格或符号、以数字开头时应写成「名称」"));
  }

  absl::string_view Text(const Token& token) const {
    return text_.substr(static_cast<size_t>(token.offset), static_cast<size_t>(token.length));
  }

  void Fail(absl::string_view reason, std::string remedy) {
    if (!error_) error_ = SyntaxError{std::string(reason), Here().offset, std::move(remedy)};
  }

  absl::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  std::optional<SyntaxError> error_;
  std::vector<ExpressionNode> postfix_;
  std::vector<Rational> numbers_;
  std::vector<std::string> names_;
  absl::flat_hash_map<std::string, int> positions_;
};

}  // namespace

ParsedExpression ParseExpression(absl::string_view text) {
  LexedExpression lexed = LexExpression(text);
  if (lexed.error) return {std::nullopt, std::move(lexed.error)};
  return Parser(text, std::move(lexed.tokens)).Run();
}

}  // namespace zhengping::indicator
