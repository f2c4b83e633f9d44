#include "services/indicator/domain/rules/proportional.h"

#include <optional>

namespace zhengping::indicator {
namespace {

// Of an unmet target, within [0, 1]. Where a quotient has no meaning (a target at or below 0, a value below 0) it is 0.
Rational Ratio(bool is_forward, const Rational& measured, const Rational& target) {
  const Rational zero;
  if (target <= zero || measured <= zero) return zero;
  return is_forward ? *Quotient(measured, target) : *Quotient(target, measured);
}

}  // namespace

Outcome ScoreProportional(const ProportionalRule& rule, const RuleInput& input, Explanation* why) {
  const Rational* target = rule.target ? &*rule.target : input.target;
  if (target == nullptr) return Open(LeafState::kMissing, "LEAF_TARGET_MISSING", input.weight);
  if (why != nullptr) why->target = *target;
  const bool is_forward = (rule.sense == Sense::kRowDirection ? input.row_sense : rule.sense) == Sense::kForward;
  const Rational& measured = *input.measured;
  const bool is_met = is_forward ? measured >= *target : measured <= *target;

  if (input.is_lower_bound) {
    const bool stays_zero = !is_forward && !is_met && *target <= Rational();
    const bool is_decided = (is_forward && is_met) || stays_zero;
    if (!is_decided) return Open(LeafState::kMissing, "LEAF_LOWER_BOUND_UNDECIDED", input.weight);
  }
  if (is_met) {
    if (why != nullptr) why->step = Step::kMet;
    return Scored(input.weight);
  }
  const Rational ratio = Ratio(is_forward, measured, *target);
  if (why != nullptr) {
    why->step = Step::kProportion;
    why->ratio = ratio;
  }
  return Scored(input.weight * ratio);
}

}  // namespace zhengping::indicator
