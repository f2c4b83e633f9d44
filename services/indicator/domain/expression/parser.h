// Text to Expression, by recursive descent with a bounded depth; truth, days and numbers are told apart, units only of
// literals (type_check.h holds those of names). Time is linear in the text.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_PARSER_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_PARSER_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "services/indicator/domain/expression/expression.h"
#include "services/indicator/domain/expression/syntax_error.h"

namespace zhengping::indicator {

// Exactly one of the two is set.
struct ParsedExpression {
  std::optional<Expression> expression;
  std::optional<SyntaxError> error;
};

ParsedExpression ParseExpression(absl::string_view text);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_PARSER_H_
