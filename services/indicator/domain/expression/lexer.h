// Cuts the text of an expression into tokens. Every byte belongs to a token, to a space between tokens, or to the one
// error that ends the list.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_LEXER_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_LEXER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/indicator/domain/expression/expression.h"
#include "services/indicator/domain/expression/syntax_error.h"

namespace zhengping::indicator {

enum class TokenKind : uint8_t {
  kLiteral,
  kName,
  kFunction,  // a name of a function before its parenthesis
  kPlus,
  kMinus,
  kTimes,
  kDivide,
  kOpen,
  kClose,
  kComma,
  kEqual,
  kNotEqual,
  kLess,
  kAtMost,
  kGreater,
  kAtLeast,
  kAnd,
  kOr,
  kNot,
  kEnd
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  int offset = 0;                              // first byte in the text
  int length = 0;                              // bytes
  ExpressionLiteral literal;                   // kLiteral
  std::string name;                            // kName; without 「」
  ExpressionOp function = ExpressionOp::kMin;  // kFunction
};

struct LexedExpression {
  std::vector<Token> tokens;  // ends with kEnd unless there is an error
  std::optional<SyntaxError> error;
};

LexedExpression LexExpression(absl::string_view text);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_LEXER_H_
