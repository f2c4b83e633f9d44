// Which values to choose so that the points that are needed are won at the least cost: from each group of options at
// most one, exactly (dynamic programming over hundredths of a point, or whatever the unit of the gains is).
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_CHEAPEST_CHANGES_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_CHEAPEST_CHANGES_H_

#include <cstdint>
#include <optional>
#include <vector>

namespace zhengping::indicator {

struct ChangeOption {
  int64_t gain = 0;  // above zero
  int64_t cost = 0;  // at or above zero
};

// One of each group at most. A group without options is allowed.
using OptionGroup = std::vector<ChangeOption>;

// The most that can be asked for; the time is groups × options × needed.
inline constexpr int64_t kMostNeeded = 20000;

// For each group the position of its option, -1 for none; empty when no choice wins `needed` (0 < needed <=
// kMostNeeded). Of two choices of one cost the one with fewer changes, then the one found first.
std::optional<std::vector<int>> CheapestChoice(const std::vector<OptionGroup>& groups, int64_t needed);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SENSITIVITY_CHEAPEST_CHANGES_H_
