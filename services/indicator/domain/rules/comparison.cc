#include "services/indicator/domain/rules/comparison.h"

#include <utility>
#include <variant>

namespace zhengping::indicator {
namespace {

// Why a condition has no answer.
Outcome Undecided(const Expression& condition, const Evaluation& evaluation, const Rational& weight) {
  Outcome outcome = Open(LeafState::kMissing, "LEAF_FIGURE_MISSING", weight);
  if (evaluation.state == EvaluationState::kNotApplicable) {
    outcome = Open(LeafState::kNotApplicable, "LEAF_NOT_APPLICABLE", weight);
  } else if (evaluation.state == EvaluationState::kZeroByZero) {
    outcome = Open(LeafState::kNotAssessable, "LEAF_ZERO_BY_ZERO", weight);
  } else if (evaluation.state == EvaluationState::kDividedByZero) {
    outcome = Open(LeafState::kNotAssessable, "LEAF_DIVIDED_BY_ZERO", weight);
  }
  for (const int position : evaluation.unresolved) {
    outcome.missing.push_back(condition.names()[static_cast<size_t>(position)]);
  }
  return outcome;
}

Outcome Given(const Points& points, const Rational& weight, Explanation* why) {
  Rational given = Resolve(points, weight);
  if (why != nullptr) why->given = given;
  return Scored(std::move(given));
}

}  // namespace

Outcome ScoreComparison(const CompiledRule& rule, const RuleInput& input, Explanation* why) {
  const ComparisonRule& comparison = std::get<ComparisonRule>(rule.rule->body);
  if (why != nullptr) why->step = Step::kCase;
  for (size_t i = 0; i < comparison.cases.size(); ++i) {
    const Evaluation evaluation = Evaluate(rule.conditions[i], input.read);
    if (evaluation.state != EvaluationState::kValue) {
      if (why != nullptr) why->step = Step::kNone;
      return Undecided(rule.conditions[i], evaluation, input.weight);
    }
    if (!evaluation.holds) continue;
    if (why != nullptr) why->chosen = static_cast<int>(i);
    return Given(comparison.cases[i].points, input.weight, why);
  }
  return Given(comparison.otherwise, input.weight, why);
}

}  // namespace zhengping::indicator
