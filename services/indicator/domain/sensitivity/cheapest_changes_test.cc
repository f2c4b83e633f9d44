#include "services/indicator/domain/sensitivity/cheapest_changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

namespace zhengping::indicator {
namespace {

// Cost and number of changes of a choice; its gain is looked at by the caller.
std::pair<int64_t, int> CostOf(const std::vector<OptionGroup>& groups, const std::vector<int>& choice, int64_t* gain) {
  std::pair<int64_t, int> cost;
  *gain = 0;
  for (size_t group = 0; group < groups.size(); ++group) {
    if (choice[group] < 0) continue;
    const ChangeOption& option = groups[group][static_cast<size_t>(choice[group])];
    cost.first += option.cost;
    ++cost.second;
    *gain += option.gain;
  }
  return cost;
}

// Every choice, one after the other; false when there is no next one.
bool Next(const std::vector<OptionGroup>& groups, std::vector<int>& choice) {
  for (size_t group = 0; group < groups.size(); ++group) {
    if (++choice[group] < static_cast<int>(groups[group].size())) return true;
    choice[group] = -1;
  }
  return false;
}

TEST(CheapestChoice, TakesTheCheapestThatIsEnough) {
  const std::vector<OptionGroup> groups = {{{100, 50}, {40, 10}}, {{60, 30}}, {{70, 45}}};
  EXPECT_EQ(CheapestChoice(groups, 100), (std::vector<int>{1, 0, -1}));  // 40 + 60 at 40, below 100 at 50
  EXPECT_EQ(CheapestChoice(groups, 30), (std::vector<int>{1, -1, -1}));
  EXPECT_EQ(CheapestChoice(groups, 230), (std::vector<int>{0, 0, 0}));
  EXPECT_EQ(CheapestChoice(groups, 231), std::nullopt);
}

TEST(CheapestChoice, OfEqualCostsTakesFewerChanges) {
  const std::vector<OptionGroup> groups = {{{50, 10}}, {{50, 10}}, {{100, 20}}};
  EXPECT_EQ(CheapestChoice(groups, 100), (std::vector<int>{-1, -1, 0}));
}

TEST(CheapestChoice, WithoutOptionsNothingIsWon) {
  EXPECT_EQ(CheapestChoice({}, 1), std::nullopt);
  EXPECT_EQ(CheapestChoice({{}, {}}, 1), std::nullopt);
}

TEST(CheapestChoice, IsAsGoodAsTryingEverything) {
  std::mt19937 random(20231231);
  for (int round = 0; round < 300; ++round) {
    std::vector<OptionGroup> groups(1 + random() % 4);
    for (OptionGroup& group : groups) {
      group.resize(random() % 4);
      for (ChangeOption& option : group) {
        option.gain = 1 + static_cast<int64_t>(random() % 30);
        option.cost = static_cast<int64_t>(random() % 20);
      }
    }
    const int64_t needed = 1 + static_cast<int64_t>(random() % 60);
    std::optional<std::pair<int64_t, int>> best;
    std::vector<int> choice(groups.size(), -1);
    do {
      int64_t gain = 0;
      const std::pair<int64_t, int> cost = CostOf(groups, choice, &gain);
      if (gain >= needed && (!best || cost < *best)) best = cost;
    } while (Next(groups, choice));
    const std::optional<std::vector<int>> found = CheapestChoice(groups, needed);
    ASSERT_EQ(found.has_value(), best.has_value()) << "round " << round;
    if (!found) continue;
    int64_t gain = 0;
    EXPECT_EQ(CostOf(groups, *found, &gain), *best) << "round " << round;
    EXPECT_GE(gain, needed) << "round " << round;
  }
}

}  // namespace
}  // namespace zhengping::indicator
