#include "services/indicator/domain/expression/evaluator.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "common/status/check.h"

namespace zhengping::indicator {
namespace {

using Readings = absl::InlinedVector<Reading, 8>;

// Why a part of the expression has no value.
struct Failure {
  EvaluationState state = EvaluationState::kMissing;
  std::vector<int> names;  // kMissing, kNotApplicable: in order
};

// A value, or the position of why there is none. Truth is 1 and 0.
struct Slot {
  Rational value;
  int failure = -1;
};

// From what asks for more data to what has all of it.
int RankOf(EvaluationState state) {
  if (state == EvaluationState::kMissing) return 0;
  return state == EvaluationState::kNotApplicable ? 1 : 2;
}

class Machine {
 public:
  Machine(const Expression& expression, const Readings& readings, const Rational& tolerance)
      : expression_(expression), readings_(readings), tolerance_(tolerance), takes_fen_(TakesFen()) {}

  Evaluation Run() {
    for (const ExpressionNode& node : expression_.postfix()) Step(node);
    Slot result = Pop();
    evaluation_.is_in_fen = takes_fen_;
    if (result.failure >= 0) {
      Failure& failure = failures_[static_cast<size_t>(result.failure)];
      evaluation_.state = failure.state;
      evaluation_.unresolved = std::move(failure.names);
      return std::move(evaluation_);
    }
    evaluation_.state = EvaluationState::kValue;
    evaluation_.holds = expression_.is_condition() && !result.value.is_zero();
    if (!expression_.is_comparison()) {
      evaluation_.value = std::move(result.value);
      return std::move(evaluation_);
    }
    evaluation_.value = evaluation_.left - evaluation_.right;
    return std::move(evaluation_);
  }

 private:
  // Whether money is written in more than one unit.
  bool TakesFen() const {
    int64_t scale = expression_.has_money_literal() ? 1 : 0;
    for (const Reading& reading : readings_) {
      if (reading.fen_per_unit == 0) continue;
      if (scale != 0 && scale != reading.fen_per_unit) return true;
      scale = reading.fen_per_unit;
    }
    return false;
  }

  void Step(const ExpressionNode& node) {
    const size_t operand = static_cast<size_t>(node.operand);
    switch (node.op) {
      case ExpressionOp::kLiteral:
        return stack_.push_back({expression_.literals()[operand].value, -1});
      case ExpressionOp::kName:
        return Read(node.operand);
      case ExpressionOp::kNegate:
        stack_.back().value = -stack_.back().value;
        return;
      case ExpressionOp::kNot:
        stack_.back().value = Rational(stack_.back().value.is_zero() ? 1 : 0);
        return;
      case ExpressionOp::kIf:
        return Choose();
      case ExpressionOp::kAnd:
      case ExpressionOp::kOr:
        return Join(node.op);
      case ExpressionOp::kAdd:
      case ExpressionOp::kSubtract:
      case ExpressionOp::kMultiply:
      case ExpressionOp::kDivide:
      case ExpressionOp::kEqual:
      case ExpressionOp::kNotEqual:
      case ExpressionOp::kLess:
      case ExpressionOp::kAtMost:
      case ExpressionOp::kGreater:
      case ExpressionOp::kAtLeast:
      case ExpressionOp::kMin:
      case ExpressionOp::kMax:
        break;
    }
    const Slot right = Pop();
    Slot& left = stack_.back();
    if (left.failure >= 0 || right.failure >= 0) {
      left.failure = Merged(left.failure, right.failure);
    } else {
      Combine(node.op, left, right.value);
    }
  }

  void Read(int name) {
    const Reading& reading = readings_[static_cast<size_t>(name)];
    if (reading.state == ReadingState::kValue) {
      stack_.push_back({*reading.value, -1});
      if (takes_fen_ && reading.fen_per_unit > 1) {
        stack_.back().value = stack_.back().value * Rational(reading.fen_per_unit);
      }
      return;
    }
    const bool applies = reading.state != ReadingState::kNotApplicable;
    Fail({applies ? EvaluationState::kMissing : EvaluationState::kNotApplicable, {name}});
  }

  // Two values into the left one.
  void Combine(ExpressionOp op, Slot& left, const Rational& right) {
    if (op == ExpressionOp::kAdd) {
      left.value += right;
    } else if (op == ExpressionOp::kSubtract) {
      left.value -= right;
    } else if (op == ExpressionOp::kMultiply) {
      left.value = left.value * right;
    } else if (op == ExpressionOp::kMin) {
      if (right < left.value) left.value = right;
    } else if (op == ExpressionOp::kMax) {
      if (right > left.value) left.value = right;
    } else if (op == ExpressionOp::kDivide) {
      Divide(left, right);
    } else {
      Compare(op, left, right);
    }
  }

  void Divide(Slot& left, const Rational& right) {
    std::optional<Rational> quotient = Quotient(left.value, right);
    if (quotient) {
      left.value = *std::move(quotient);
      return;
    }
    left.failure = static_cast<int>(failures_.size());
    failures_.push_back({left.value.is_zero() ? EvaluationState::kZeroByZero : EvaluationState::kDividedByZero, {}});
  }

  void Compare(ExpressionOp op, Slot& left, const Rational& right) {
    evaluation_.left = left.value;
    evaluation_.right = right;
    const Rational difference = left.value - right;
    const bool is_at_least = difference >= -tolerance_;
    const bool is_at_most = difference <= tolerance_;
    const bool holds = op == ExpressionOp::kAtLeast    ? is_at_least
                       : op == ExpressionOp::kAtMost   ? is_at_most
                       : op == ExpressionOp::kLess     ? !is_at_least
                       : op == ExpressionOp::kGreater  ? !is_at_most
                       : op == ExpressionOp::kNotEqual ? !(is_at_least && is_at_most)
                                                       : is_at_least && is_at_most;
    left.value = Rational(holds ? 1 : 0);
  }

  // 且 and 或: what decides does so whatever the other side lacks.
  void Join(ExpressionOp op) {
    const Slot right = Pop();
    Slot& left = stack_.back();
    const bool deciding = op == ExpressionOp::kOr;
    const auto decides = [deciding](const Slot& slot) { return slot.failure < 0 && !slot.value.is_zero() == deciding; };
    if (decides(left) || decides(right)) {
      left = {Rational(deciding ? 1 : 0), -1};
    } else {
      left.failure = Merged(left.failure, right.failure);
    }
  }

  void Choose() {
    Slot otherwise = Pop();
    Slot value = Pop();
    Slot& condition = stack_.back();
    if (condition.failure >= 0) return;
    condition = condition.value.is_zero() ? std::move(otherwise) : std::move(value);
  }

  // -1 for none.
  int Merged(int left, int right) {
    if (left < 0 || right < 0) return std::max(left, right);
    Failure& first = failures_[static_cast<size_t>(left)];
    const Failure& second = failures_[static_cast<size_t>(right)];
    if (RankOf(first.state) != RankOf(second.state)) return RankOf(first.state) < RankOf(second.state) ? left : right;
    std::vector<int> names;
    std::set_union(first.names.begin(), first.names.end(), second.names.begin(), second.names.end(),
                   std::back_inserter(names));
    Failure both{first.state, std::move(names)};
    failures_.push_back(std::move(both));
    return static_cast<int>(failures_.size()) - 1;
  }

  void Fail(Failure failure) {
    stack_.push_back({Rational(), static_cast<int>(failures_.size())});
    failures_.push_back(std::move(failure));
  }

  Slot Pop() {
    Slot slot = std::move(stack_.back());
    stack_.pop_back();
    return slot;
  }

  const Expression& expression_;
  const Readings& readings_;
  const Rational& tolerance_;
  const bool takes_fen_;
  absl::InlinedVector<Slot, 8> stack_;
  std::vector<Failure> failures_;
  Evaluation evaluation_;
};

}  // namespace

Evaluation Evaluate(const Expression& expression, ReadName read, const Rational& tolerance) {
  ZP_CHECK(!expression.empty(), "callers evaluate what was parsed");
  Readings readings;
  for (const std::string& name : expression.names()) readings.push_back(read(name));
  if (expression.postfix().size() == 1 && !readings.empty() && readings[0].state == ReadingState::kLowerBound) {
    Evaluation evaluation;
    evaluation.state = EvaluationState::kLowerBound;
    evaluation.value = *readings[0].value;
    return evaluation;
  }
  return Machine(expression, readings, tolerance).Run();
}

}  // namespace zhengping::indicator
