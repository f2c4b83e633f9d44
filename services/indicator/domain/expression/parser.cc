#include "services/indicator/domain/expression/parser.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "services/indicator/domain/expression/lexer.h"
#include "services/indicator/domain/expression/type_check.h"

namespace zhengping::indicator {
namespace {

std::optional<ExpressionOp> ComparisonOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEqual:
      return ExpressionOp::kEqual;
    case TokenKind::kNotEqual:
      return ExpressionOp::kNotEqual;
    case TokenKind::kLess:
      return ExpressionOp::kLess;
    case TokenKind::kAtMost:
      return ExpressionOp::kAtMost;
    case TokenKind::kGreater:
      return ExpressionOp::kGreater;
    case TokenKind::kAtLeast:
      return ExpressionOp::kAtLeast;
    case TokenKind::kLiteral:
    case TokenKind::kName:
    case TokenKind::kFunction:
    case TokenKind::kPlus:
    case TokenKind::kMinus:
    case TokenKind::kTimes:
    case TokenKind::kDivide:
    case TokenKind::kOpen:
    case TokenKind::kClose:
    case TokenKind::kComma:
    case TokenKind::kAnd:
    case TokenKind::kOr:
    case TokenKind::kNot:
    case TokenKind::kEnd:
      break;
  }
  return std::nullopt;
}

class Parser {
 public:
  Parser(absl::string_view text, std::vector<Token> tokens) : tokens_(std::move(tokens)) {
    program_.text = std::string(text);
  }

  ParsedExpression Run() {
    if (Here().kind == TokenKind::kEnd) Fail("EXPRESSION_EMPTY", "算式是空的");
    Whole();
    if (!error_ && Here().kind == TokenKind::kClose) Fail("EXPRESSION_PARENTHESIS", "多了一个右括号");
    if (!error_ && Here().kind != TokenKind::kEnd) FailOperator();
    if (error_) return {std::nullopt, std::move(error_)};
    TypeReport types = CheckTypes(Expression(program_), [](const std::string&) { return std::string(); });
    if (types.error) return {std::nullopt, std::move(types.error)};
    program_.result = types.result;
    return {Expression(std::move(program_)), std::nullopt};
  }

 private:
  const Token& Here() const { return tokens_[at_]; }

  void Whole() {
    Both();
    while (!error_ && Here().kind == TokenKind::kOr) Binary(ExpressionOp::kOr, [this] { Both(); });
  }

  void Both() {
    Truth();
    while (!error_ && Here().kind == TokenKind::kAnd) Binary(ExpressionOp::kAnd, [this] { Truth(); });
  }

  void Truth() {
    if (Here().kind != TokenKind::kNot) return Comparison();
    if (!GoDeeper()) return;
    const int offset = Here().offset;
    ++at_;
    Truth();
    Push(ExpressionOp::kNot, offset);
    --depth_;
  }

  void Comparison() {
    Sum();
    const std::optional<ExpressionOp> op = error_ ? std::nullopt : ComparisonOf(Here().kind);
    if (!op) return;
    Binary(*op, [this] { Sum(); });
    if (error_ || !ComparisonOf(Here().kind)) return;
    Fail("EXPRESSION_OPERATOR", "比较不能连写；1 <= 甲 <= 5 请写成 甲 >= 1 且 甲 <= 5");
  }

  void Sum() {
    Product();
    while (!error_ && (Here().kind == TokenKind::kPlus || Here().kind == TokenKind::kMinus)) {
      const bool is_plus = Here().kind == TokenKind::kPlus;
      Binary(is_plus ? ExpressionOp::kAdd : ExpressionOp::kSubtract, [this] { Product(); });
    }
  }

  void Product() {
    Factor();
    while (!error_ && (Here().kind == TokenKind::kTimes || Here().kind == TokenKind::kDivide)) {
      const bool is_times = Here().kind == TokenKind::kTimes;
      Binary(is_times ? ExpressionOp::kMultiply : ExpressionOp::kDivide, [this] { Factor(); });
    }
  }

  // The operator here and what `right` reads behind it.
  template <typename Right>
  void Binary(ExpressionOp op, Right right) {
    const int offset = Here().offset;
    ++at_;
    right();
    Push(op, offset);
  }

  bool GoDeeper() {
    if (depth_ >= kMostExpressionDepth) {
      Fail("EXPRESSION_TOO_DEEP", absl::StrCat("括号、负号和「非」最多嵌套 ", kMostExpressionDepth, " 层"));
      return false;
    }
    ++depth_;
    return true;
  }

  void Factor() {
    if (error_ || !GoDeeper()) return;
    const Token& token = Here();
    if (token.kind == TokenKind::kLiteral) {
      program_.literals.push_back(token.literal);
      Push(ExpressionOp::kLiteral, token.offset, static_cast<int>(program_.literals.size()) - 1);
      ++at_;
    } else if (token.kind == TokenKind::kName) {
      Push(ExpressionOp::kName, token.offset, NamePosition(token.name));
      ++at_;
    } else if (token.kind == TokenKind::kMinus) {
      ++at_;
      Factor();
      Push(ExpressionOp::kNegate, token.offset);
    } else if (token.kind == TokenKind::kOpen) {
      const int open = token.offset;
      ++at_;
      Whole();
      Close(open);
    } else if (token.kind == TokenKind::kFunction) {
      Call(token);
    } else {
      FailOperand();
    }
    --depth_;
  }

  void Call(const Token& function) {
    ++at_;
    const int open = Here().offset;
    ++at_;  // the lexer calls it a function only before a parenthesis
    int arguments = 0;
    while (!error_) {
      Whole();
      ++arguments;
      const bool is_if = function.function == ExpressionOp::kIf;
      if (!is_if && arguments > 1) Push(function.function, function.offset);
      if (is_if && arguments == 3) Push(function.function, function.offset);
      if (error_ || Here().kind != TokenKind::kComma) break;
      ++at_;
    }
    Close(open);
    CheckArguments(function, arguments);
  }

  void CheckArguments(const Token& function, int arguments) {
    if (error_) return;
    const bool is_if = function.function == ExpressionOp::kIf;
    if (is_if ? arguments == 3 : arguments >= 2) return;
    error_ = SyntaxError{"EXPRESSION_ARGUMENTS", function.offset,
                         absl::StrCat(is_if ? "「如果」要三项：如果(条件, 值, 否则的值)" : "「最小」「最大」至少要两项",
                                      "；这里有 ", arguments, " 项")};
  }

  void Close(int open) {
    if (error_) return;
    if (Here().kind == TokenKind::kClose) {
      ++at_;
    } else if (Here().kind == TokenKind::kEnd) {
      error_ = SyntaxError{"EXPRESSION_PARENTHESIS", open, "这个左括号没有对应的右括号"};
    } else {
      FailOperator();
    }
  }

  int NamePosition(const std::string& name) {
    const auto [found, is_new] = positions_.try_emplace(name, static_cast<int>(program_.names.size()));
    if (is_new) program_.names.push_back(name);
    return found->second;
  }

  void Push(ExpressionOp op, int offset, int operand = 0) {
    if (error_) return;
    if (program_.postfix.size() >= static_cast<size_t>(kMostExpressionNodes)) {
      return Fail("EXPRESSION_TOO_LONG", absl::StrCat("一个算式最多 ", kMostExpressionNodes, " 个数值、名称和运算"));
    }
    program_.postfix.push_back({op, operand});
    program_.offsets.push_back(offset);
  }

  void FailOperand() {
    const Token& token = Here();
    if (token.kind == TokenKind::kEnd) {
      return Fail("EXPRESSION_OPERAND", "算式没有写完：这里还缺少数值、名称或括号");
    }
    Fail("EXPRESSION_OPERAND", absl::StrCat("「", Text(token), "」前缺少数值、名称或括号"));
  }

  void FailOperator() {
    if (Here().kind == TokenKind::kComma) {
      return Fail("EXPRESSION_CHARACTER",
                  "逗号只分隔「如果」「最小」「最大」括号内的各项；名称中有逗号时应写成「名称」");
    }
    Fail("EXPRESSION_OPERATOR",
         absl::StrCat("「", Text(Here()), "」前缺少运算符；名称中有空格或符号、以数字开头时应写成「名称」"));
  }

  absl::string_view Text(const Token& token) const {
    return absl::string_view(program_.text)
        .substr(static_cast<size_t>(token.offset), static_cast<size_t>(token.length));
  }

  void Fail(absl::string_view reason, std::string remedy) {
    if (!error_) error_ = SyntaxError{std::string(reason), Here().offset, std::move(remedy)};
  }

  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  std::optional<SyntaxError> error_;
  Expression::Program program_;
  absl::flat_hash_map<std::string, int> positions_;
};

}  // namespace

ParsedExpression ParseExpression(absl::string_view text) {
  LexedExpression lexed = LexExpression(text);
  if (lexed.error) return {std::nullopt, std::move(lexed.error)};
  return Parser(text, std::move(lexed.tokens)).Run();
}

}  // namespace zhengping::indicator
