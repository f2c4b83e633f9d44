#include "services/reporting/domain/division/ranking.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kMostNamesInText = 5;

bool StandsBefore(const Standing* a, const Standing* b) {
  if (a->is_ranked() != b->is_ranked()) return a->is_ranked();
  if (a->is_ranked() && a->total != b->total) return a->total > b->total;
  return a->department < b->department;
}

// Gives ranks to `ordered`, all ranked and best first.
template <typename Set>
void GiveRanks(const std::vector<Ranked*>& ordered, Set set) {
  int64_t rank = 0;
  for (size_t i = 0; i < ordered.size(); ++i) {
    const bool is_tied = i > 0 && ordered[i]->standing->total == ordered[i - 1]->standing->total;
    if (!is_tied) rank = static_cast<int64_t>(i) + 1;
    set(*ordered[i], rank);
  }
}

void FindTies(std::vector<Ranked>& ranking) {
  for (size_t begin = 0; begin < ranking.size();) {
    size_t end = begin + 1;
    while (end < ranking.size() && ranking[begin].rank != 0 && ranking[end].rank == ranking[begin].rank) ++end;
    for (size_t i = begin; i < end; ++i) {
      for (size_t other = begin; other < end; ++other) {
        if (other != i) ranking[i].tied.push_back(ranking[other].standing);
      }
    }
    begin = end;
  }
}

std::map<std::string, Rational> LossesOf(const Standing& standing) {
  std::map<std::string, Rational> losses;
  for (const LeafStanding& leaf : standing.leaves) losses[leaf.is_plan_row ? leaf.group : leaf.path] += leaf.lost();
  return losses;
}

Rational Size(const Rational& value) { return value < Rational() ? -value : value; }

}  // namespace

std::vector<Ranked> Rank(const std::vector<Standing>& standings) {
  std::vector<const Standing*> ordered;
  for (const Standing& standing : standings) ordered.push_back(&standing);
  std::sort(ordered.begin(), ordered.end(), StandsBefore);
  std::vector<Ranked> ranking;
  for (const Standing* standing : ordered) {
    Ranked ranked;
    ranked.standing = standing;
    ranking.push_back(std::move(ranked));
  }
  std::vector<Ranked*> all;
  std::map<std::string, std::vector<Ranked*>> kinds;
  for (Ranked& ranked : ranking) {
    if (!ranked.standing->is_ranked()) continue;
    all.push_back(&ranked);
    if (!ranked.standing->unit_kind.empty()) kinds[ranked.standing->unit_kind].push_back(&ranked);
  }
  GiveRanks(all, [](Ranked& ranked, int64_t rank) { ranked.rank = rank; });
  for (const auto& [kind, peers] : kinds) {
    const auto count = static_cast<int64_t>(peers.size());
    GiveRanks(peers, [count](Ranked& ranked, int64_t rank) {
      ranked.peer_rank = rank;
      ranked.peer_count = count;
    });
  }
  FindTies(ranking);
  return ranking;
}

std::vector<LostOnIndicator> LargestLosses(const Standing& standing, size_t most) {
  std::vector<LostOnIndicator> losses;
  for (const LeafStanding& leaf : standing.leaves) {
    if (leaf.lost() > Rational()) losses.push_back({leaf.path, leaf.lost(), leaf.weight});
  }
  std::stable_sort(losses.begin(), losses.end(),
                   [](const LostOnIndicator& a, const LostOnIndicator& b) { return a.points > b.points; });
  if (losses.size() > most) losses.resize(most);
  return losses;
}

std::vector<LossDifference> DifferencesOf(const Standing& standing, const Standing& other, size_t most) {
  std::map<std::string, LossDifference> by_path;
  for (const auto& [path, lost] : LossesOf(standing)) by_path[path].lost = lost;
  for (const auto& [path, lost] : LossesOf(other)) by_path[path].other_lost = lost;
  std::vector<LossDifference> differences;
  for (auto& [path, difference] : by_path) {
    if (difference.lost == difference.other_lost) continue;
    difference.path = path;
    differences.push_back(difference);
  }
  std::stable_sort(differences.begin(), differences.end(), [](const LossDifference& a, const LossDifference& b) {
    return Size(a.lost - a.other_lost) > Size(b.lost - b.other_lost);
  });
  if (differences.size() > most) differences.resize(most);
  return differences;
}

std::string TieText(const Ranked& ranked) {
  std::string names;
  for (size_t i = 0; i < ranked.tied.size() && i < kMostNamesInText; ++i) {
    absl::StrAppend(&names, i == 0 ? "" : "、", ranked.tied[i]->department_display_name);
  }
  if (ranked.tied.size() > kMostNamesInText) absl::StrAppend(&names, "等", ranked.tied.size(), "个部门");
  return absl::StrCat("与", names, "并列：总分均为", FormatShort(ranked.standing->total, 2),
                      "分，按各项得分之和的精确值比较，不按显示的小数比较");
}

}  // namespace zhengping::reporting
