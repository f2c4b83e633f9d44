#include "services/indicator/domain/expression/expression.h"

#include <algorithm>
#include <utility>

namespace zhengping::indicator {

Expression::Expression(std::string text, std::vector<ExpressionNode> postfix, std::vector<Rational> numbers,
                       std::vector<std::string> names)
    : text_(std::move(text)), postfix_(std::move(postfix)), numbers_(std::move(numbers)), names_(std::move(names)) {}

bool Expression::is_comparison() const {
  if (postfix_.empty()) return false;
  const ExpressionOp last = postfix_.back().op;
  return last == ExpressionOp::kEqual || last == ExpressionOp::kAtLeast || last == ExpressionOp::kAtMost;
}

bool IsFactName(const std::string& name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace zhengping::indicator
