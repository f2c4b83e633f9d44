#include "services/indicator/domain/sensitivity/cheapest_changes.h"

#include <algorithm>
#include <tuple>

namespace zhengping::indicator {
namespace {

// What it takes to win at least some points.
struct Price {
  bool is_possible = false;
  int64_t cost = 0;
  int changes = 0;

  bool IsBelow(const Price& other) const {
    if (!is_possible || !other.is_possible) return is_possible;
    return std::tie(cost, changes) < std::tie(other.cost, other.changes);
  }
};

}  // namespace

std::optional<std::vector<int>> CheapestChoice(const std::vector<OptionGroup>& groups, int64_t needed) {
  const size_t levels = static_cast<size_t>(needed) + 1;
  std::vector<Price> prices(levels);  // of winning at least as many as the position, with the groups so far
  prices[0].is_possible = true;
  std::vector<std::vector<int>> chosen(groups.size(), std::vector<int>(levels, -1));
  for (size_t group = 0; group < groups.size(); ++group) {
    std::vector<Price> with = prices;
    for (size_t option = 0; option < groups[group].size(); ++option) {
      const ChangeOption& change = groups[group][option];
      for (size_t level = 1; level < levels; ++level) {
        const int64_t rest = std::max<int64_t>(0, static_cast<int64_t>(level) - change.gain);
        Price price = prices[static_cast<size_t>(rest)];
        price.cost += change.cost;
        ++price.changes;
        if (!price.IsBelow(with[level])) continue;
        with[level] = price;
        chosen[group][level] = static_cast<int>(option);
      }
    }
    prices = std::move(with);
  }
  if (!prices.back().is_possible) return std::nullopt;
  std::vector<int> choice(groups.size(), -1);
  int64_t level = needed;
  for (size_t group = groups.size(); group-- > 0;) {
    const int option = chosen[group][static_cast<size_t>(level)];
    choice[group] = option;
    if (option >= 0) level = std::max<int64_t>(0, level - groups[group][static_cast<size_t>(option)].gain);
  }
  return choice;
}

}  // namespace zhengping::indicator
