#include "services/indicator/domain/rules/comparison.h"

#include <utility>
#include <variant>

namespace zhengping::indicator {
namespace {

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
      return Unvalued(rule.conditions[i], evaluation, input, input.weight, why);
    }
    if (!evaluation.holds) continue;
    if (why != nullptr) why->chosen = static_cast<int>(i);
    if (why != nullptr) why->condition = rule.conditions[i].text();
    return Given(comparison.cases[i].points, input.weight, why);
  }
  return Given(comparison.otherwise, input.weight, why);
}

}  // namespace zhengping::indicator
