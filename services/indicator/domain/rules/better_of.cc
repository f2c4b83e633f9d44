#include "services/indicator/domain/rules/better_of.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/indicator/domain/rules/measured_by.h"

namespace zhengping::indicator {

Outcome ScoreBetterOf(const CompiledRule& rule, const RuleInput& input, Explanation* why) {
  std::optional<size_t> best;
  Rational low;
  Rational high;
  std::optional<Outcome> open;
  bool applies = false;
  for (size_t i = 0; i < rule.nested.size(); ++i) {
    Outcome outcome = ApplyMeasuredBy(rule.formulas[i], rule.nested[i], input.weight, input, nullptr);
    if (outcome.state == LeafState::kNotApplicable) continue;
    applies = true;
    if (outcome.state == LeafState::kScored && (!best || outcome.points > low)) best = i;
    low = std::max(low, outcome.low);
    high = std::max(high, outcome.high);
    if (outcome.state != LeafState::kScored && !open) open = std::move(outcome);
  }
  if (!applies) return Open(LeafState::kNotApplicable, "LEAF_NOT_APPLICABLE", input.weight);
  // One that gives as much as any other could decides, whatever the others lack.
  if (!best || low != high) {
    Outcome outcome = open ? *std::move(open) : Scored(Rational());
    outcome.low = low;
    outcome.high = high;
    return outcome;
  }
  if (why != nullptr) {
    ApplyMeasuredBy(rule.formulas[*best], rule.nested[*best], input.weight, input, why);
    why->alternative = static_cast<int>(*best);
    why->formula = rule.formulas[*best].text();
  }
  return Scored(std::move(low));
}

}  // namespace zhengping::indicator
