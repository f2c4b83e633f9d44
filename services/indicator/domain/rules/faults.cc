#include "services/indicator/domain/rules/faults.h"

#include <algorithm>

namespace zhengping::indicator {

Outcome ScoreFaults(const FaultsRule& rule, const RuleInput& input, Explanation* why) {
  const Rational& faults = *input.measured;
  if (faults < Rational()) return Open(LeafState::kNotAssessable, "LEAF_OUTSIDE_RULE", input.weight);
  const Rational deduction = Resolve(rule.deduction, input.weight);
  const Rational points = std::max(Rational(), input.weight - faults * deduction);
  if (input.is_lower_bound && !points.is_zero()) {
    return Open(LeafState::kMissing, "LEAF_LOWER_BOUND_UNDECIDED", input.weight);
  }
  if (why != nullptr) {
    why->step = Step::kFaults;
    why->count = faults;
    why->deduction = deduction;
  }
  return Scored(points);
}

}  // namespace zhengping::indicator
