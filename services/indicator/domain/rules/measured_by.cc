#include "services/indicator/domain/rules/measured_by.h"

#include "services/indicator/domain/rules/apply.h"

namespace zhengping::indicator {

Outcome ApplyToValue(const Rational& value, bool is_lower_bound, const CompiledRule& rule, const Rational& weight,
                     const RuleInput& input, Explanation* why) {
  if (why != nullptr) why->measured = value;
  const RuleInput of_part{weight,
                          &value,
                          is_lower_bound,
                          input.target,
                          input.upper,
                          input.row_sense,
                          input.step_counting,
                          input.tiers,
                          input.observation,
                          input.read,
                          input.zero_by_zero,
                          input.divided_by_zero};
  return ApplyRule(rule, of_part, why);
}

Outcome ApplyMeasuredBy(const Expression& formula, const CompiledRule& rule, const Rational& weight,
                        const RuleInput& input, Explanation* why) {
  const Evaluation evaluation = Evaluate(formula, input.read);
  const bool is_lower_bound = evaluation.state == EvaluationState::kLowerBound;
  if (is_lower_bound || evaluation.state == EvaluationState::kValue) {
    return ApplyToValue(evaluation.value, is_lower_bound, rule, weight, input, why);
  }
  return Unvalued(formula, evaluation, input, weight, why);
}

}  // namespace zhengping::indicator
