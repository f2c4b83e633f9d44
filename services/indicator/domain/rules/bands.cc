#include "services/indicator/domain/rules/bands.h"

#include <algorithm>
#include <utility>

namespace zhengping::indicator {

Outcome ScoreBands(const BandsRule& rule, const RuleInput& input, Explanation* why) {
  const auto holds_value = [&input](const Band& band) { return band.interval.Contains(*input.measured); };
  const auto band = std::find_if(rule.bands.begin(), rule.bands.end(), holds_value);
  if (band == rule.bands.end()) return Open(LeafState::kNotAssessable, "LEAF_OUTSIDE_RULE", input.weight);
  if (input.is_lower_bound && band->interval.high) {
    return Open(LeafState::kMissing, "LEAF_LOWER_BOUND_UNDECIDED", input.weight);
  }
  Rational points = Resolve(band->points, input.weight);
  if (why != nullptr) {
    why->step = Step::kBand;
    why->given = points;
    why->band = band->interval;
    why->chosen = static_cast<int>(band - rule.bands.begin());
  }
  return Scored(std::move(points));
}

}  // namespace zhengping::indicator
