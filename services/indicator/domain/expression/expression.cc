#include "services/indicator/domain/expression/expression.h"

#include <algorithm>
#include <utility>

namespace zhengping::indicator {

Expression::Expression(Program program) : program_(std::move(program)) {
  has_money_literal_ = std::any_of(program_.literals.begin(), program_.literals.end(),
                                   [](const ExpressionLiteral& literal) { return literal.unit == "fen"; });
  names_observations_ = !std::all_of(program_.names.begin(), program_.names.end(), IsFactName);
}

bool Expression::is_comparison() const { return !empty() && IsComparison(program_.postfix.back().op); }

bool IsComparison(ExpressionOp op) { return op >= ExpressionOp::kEqual && op <= ExpressionOp::kAtLeast; }

bool IsFactName(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace zhengping::indicator
