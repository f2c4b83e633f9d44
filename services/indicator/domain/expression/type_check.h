// Types of an expression: truth, a day, or a number with its unit. What does not fit together is an error at its place:
//
//   payments + actual_headcount
//            ^ 「+」左边是元，右边是人，单位不同，不能相加……
//
// A literal without a unit fits beside any number and is counted in that one's unit: fen beside money of facts. As a
// factor it may stand for a price or a rate (人数 × 600 = 发放金额): then the product is held to its unit by + and −,
// and not by a comparison. A name whose unit is not known fits everywhere.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_TYPE_CHECK_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_TYPE_CHECK_H_

#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "services/indicator/domain/expression/expression.h"
#include "services/indicator/domain/expression/syntax_error.h"

namespace zhengping::indicator {

// The unit of a name as ReadUnit reads it, "date" for a day; empty: not known.
using UnitOfName = absl::FunctionRef<std::string(const std::string& name)>;

struct TypeReport {
  // EXPRESSION_TYPE: truth, day and number mixed. EXPRESSION_UNITS: units that do not agree.
  std::optional<SyntaxError> error;
  // EXPRESSION_UNIT_UNSTATED: a plain number other than 0 beside money that is held in fen.
  std::optional<SyntaxError> warning;
  ExpressionResult result = ExpressionResult::kNumber;
  bool compares_days = false;  // the outermost operation compares two days
};

TypeReport CheckTypes(const Expression& expression, UnitOfName unit_of);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPRESSION_TYPE_CHECK_H_
