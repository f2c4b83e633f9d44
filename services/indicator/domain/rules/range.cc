#include "services/indicator/domain/rules/range.h"

#include <optional>
#include <utility>

namespace zhengping::indicator {
namespace {

std::optional<Interval> FullRange(const RangeRule& rule, const RuleInput& input) {
  if (rule.full) return rule.full;
  if (input.target == nullptr && input.upper == nullptr) return std::nullopt;
  Interval full;
  full.high_closed = true;
  if (input.target != nullptr) full.low = *input.target;
  if (input.upper != nullptr) full.high = *input.upper;
  return full;
}

// 0 for a value that lies on an open end.
Rational Distance(const Interval& full, const Rational& measured) {
  if (full.low && measured <= *full.low) return *full.low - measured;
  return measured - *full.high;
}

}  // namespace

Outcome ScoreRange(const RangeRule& rule, const RuleInput& input, Explanation* why) {
  const std::optional<Interval> full = FullRange(rule, input);
  if (!full) return Open(LeafState::kMissing, "LEAF_TARGET_MISSING", input.weight);
  const Rational& measured = *input.measured;
  const bool is_inside = full->Contains(measured);
  if (input.is_lower_bound) {
    const bool is_above = !is_inside && full->high && measured >= *full->high;
    const bool is_decided = (is_inside && !full->high) || (is_above && rule.by_distance.empty());
    if (!is_decided) return Open(LeafState::kMissing, "LEAF_LOWER_BOUND_UNDECIDED", input.weight);
  }
  if (why != nullptr) {
    why->step = is_inside ? Step::kInside : Step::kOutside;
    why->target = full->low;
    why->upper = full->high;
  }
  if (is_inside) return Scored(input.weight);
  const Rational distance = Distance(*full, measured);
  if (why != nullptr) why->departure = distance;
  if (why != nullptr) why->given = Rational();
  for (size_t i = 0; i < rule.by_distance.size(); ++i) {
    const Band& band = rule.by_distance[i];
    if (!band.interval.Contains(distance)) continue;
    Rational points = Resolve(band.points, input.weight);
    if (why != nullptr) {
      why->band = band.interval;
      why->chosen = static_cast<int>(i);
      why->given = points;
    }
    return Scored(std::move(points));
  }
  return Scored(Rational());
}

}  // namespace zhengping::indicator
