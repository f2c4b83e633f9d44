#include "services/indicator/domain/rules/measured_by.h"

#include <cstdlib>

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
                          input.read};
  return ApplyRule(rule, of_part, why);
}

Outcome ApplyMeasuredBy(const Expression& formula, const CompiledRule& rule, const Rational& weight,
                        const RuleInput& input, Explanation* why) {
  const Evaluation evaluation = Evaluate(formula, input.read);
  switch (evaluation.state) {
    case EvaluationState::kValue:
      return ApplyToValue(evaluation.value, /*is_lower_bound=*/false, rule, weight, input, why);
    case EvaluationState::kLowerBound:
      return ApplyToValue(evaluation.value, /*is_lower_bound=*/true, rule, weight, input, why);
    case EvaluationState::kMissing: {
      Outcome outcome = Open(LeafState::kMissing, "LEAF_FIGURE_MISSING", weight);
      for (const int position : evaluation.unresolved) {
        outcome.missing.push_back(formula.names()[static_cast<size_t>(position)]);
      }
      return outcome;
    }
    case EvaluationState::kNotApplicable:
      return Open(LeafState::kNotAssessable, "LEAF_NOT_APPLICABLE", weight);
    case EvaluationState::kZeroByZero:
      return Open(LeafState::kNotAssessable, "LEAF_ZERO_BY_ZERO", weight);
    case EvaluationState::kDividedByZero:
      return Open(LeafState::kNotAssessable, "LEAF_DIVIDED_BY_ZERO", weight);
  }
  std::abort();  // Our own bug: every outcome is named above.
}

}  // namespace zhengping::indicator
