#include "services/indicator/domain/expression/evaluator.h"

#include <optional>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "common/status/check.h"

namespace zhengping::indicator {
namespace {

using Readings = absl::InlinedVector<Reading, 8>;
using Stack = absl::InlinedVector<Rational, 8>;

bool IsKnown(const Reading& reading) { return reading.state == ReadingState::kValue; }

// The names that keep the expression from having a value, the missing before those that do not apply.
Evaluation Unresolved(const Readings& readings) {
  Evaluation evaluation;
  for (size_t i = 0; i < readings.size(); ++i) {
    if (!IsKnown(readings[i]) && readings[i].state != ReadingState::kNotApplicable) {
      evaluation.unresolved.push_back(static_cast<int>(i));
    }
  }
  if (!evaluation.unresolved.empty()) return evaluation;
  evaluation.state = EvaluationState::kNotApplicable;
  for (size_t i = 0; i < readings.size(); ++i) {
    if (readings[i].state == ReadingState::kNotApplicable) evaluation.unresolved.push_back(static_cast<int>(i));
  }
  return evaluation;
}

Rational Pop(Stack& stack) {
  Rational value = std::move(stack.back());
  stack.pop_back();
  return value;
}

bool Holds(ExpressionOp op, const Rational& difference, const Rational& tolerance) {
  if (op == ExpressionOp::kAtLeast) return difference >= -tolerance;
  if (op == ExpressionOp::kAtMost) return difference <= tolerance;
  return difference <= tolerance && difference >= -tolerance;
}

// Applies one operation to the stack. False: a division by zero, and which is in `evaluation.state`.
bool Apply(const Expression& expression, const ExpressionNode& node, const Readings& readings,
           const Rational& tolerance, Stack& stack, Evaluation& evaluation) {
  switch (node.op) {
    case ExpressionOp::kNumber:
      stack.push_back(expression.numbers()[static_cast<size_t>(node.operand)]);
      return true;
    case ExpressionOp::kName:
      stack.push_back(*readings[static_cast<size_t>(node.operand)].value);
      return true;
    case ExpressionOp::kNegate:
      stack.back() = -stack.back();
      return true;
    case ExpressionOp::kAdd:
    case ExpressionOp::kSubtract:
    case ExpressionOp::kMultiply:
    case ExpressionOp::kDivide:
    case ExpressionOp::kEqual:
    case ExpressionOp::kAtLeast:
    case ExpressionOp::kAtMost:
      break;
  }
  const Rational right = Pop(stack);
  const Rational left = Pop(stack);
  if (node.op == ExpressionOp::kAdd) {
    stack.push_back(left + right);
  } else if (node.op == ExpressionOp::kSubtract) {
    stack.push_back(left - right);
  } else if (node.op == ExpressionOp::kMultiply) {
    stack.push_back(left * right);
  } else if (node.op == ExpressionOp::kDivide) {
    std::optional<Rational> quotient = Quotient(left, right);
    if (!quotient) {
      evaluation.state = left.is_zero() ? EvaluationState::kZeroByZero : EvaluationState::kDividedByZero;
      return false;
    }
    stack.push_back(*std::move(quotient));
  } else {
    evaluation.left = left;
    evaluation.right = right;
    stack.push_back(left - right);
    evaluation.holds = Holds(node.op, stack.back(), tolerance);
  }
  return true;
}

}  // namespace

Evaluation Evaluate(const Expression& expression, ReadName read, const Rational& tolerance) {
  ZP_CHECK(!expression.empty(), "callers evaluate what was parsed");
  Readings readings;
  bool all_known = true;
  for (const std::string& name : expression.names()) {
    readings.push_back(read(name));
    all_known = all_known && IsKnown(readings.back());
  }
  if (!all_known && expression.postfix().size() == 1 && readings[0].state == ReadingState::kLowerBound) {
    Evaluation evaluation;
    evaluation.state = EvaluationState::kLowerBound;
    evaluation.value = *readings[0].value;
    return evaluation;
  }
  if (!all_known) return Unresolved(readings);

  Evaluation evaluation;
  evaluation.state = EvaluationState::kValue;
  Stack stack;
  for (const ExpressionNode& node : expression.postfix()) {
    if (!Apply(expression, node, readings, tolerance, stack, evaluation)) return evaluation;
  }
  evaluation.value = Pop(stack);
  return evaluation;
}

}  // namespace zhengping::indicator
