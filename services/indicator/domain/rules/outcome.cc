#include "services/indicator/domain/rules/outcome.h"

namespace zhengping::indicator {

Outcome AnswerZero(const RuleInput& input, EvaluationState state, const Rational& weight, Explanation* why) {
  const bool is_zero_by_zero = state == EvaluationState::kZeroByZero;
  const char* reason_code = is_zero_by_zero ? "LEAF_ZERO_BY_ZERO" : "LEAF_DIVIDED_BY_ZERO";
  const ZeroAnswer answer = is_zero_by_zero ? input.zero_by_zero : input.divided_by_zero;
  if (answer != ZeroAnswer::kFull && answer != ZeroAnswer::kZero) {
    return Open(LeafState::kNotAssessable, reason_code, weight);
  }
  Rational given = answer == ZeroAnswer::kFull ? weight : Rational();
  if (why != nullptr) why->step = is_zero_by_zero ? Step::kZeroByZero : Step::kDividedByZero;
  if (why != nullptr) why->given = given;
  Outcome outcome = Scored(std::move(given));
  outcome.reason_code = reason_code;
  return outcome;
}

Outcome Unvalued(const Expression& expression, const Evaluation& evaluation, const RuleInput& input,
                 const Rational& weight, Explanation* why) {
  if (evaluation.state == EvaluationState::kZeroByZero || evaluation.state == EvaluationState::kDividedByZero) {
    return AnswerZero(input, evaluation.state, weight, why);
  }
  const bool applies = evaluation.state != EvaluationState::kNotApplicable;
  Outcome outcome = applies ? Open(LeafState::kMissing, "LEAF_FIGURE_MISSING", weight)
                            : Open(LeafState::kNotApplicable, "LEAF_NOT_APPLICABLE", weight);
  for (const int position : evaluation.unresolved) {
    outcome.missing.push_back(expression.names()[static_cast<size_t>(position)]);
  }
  return outcome;
}

}  // namespace zhengping::indicator
