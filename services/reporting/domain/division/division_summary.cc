#include "services/reporting/domain/division/division_summary.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/reporting/domain/division/distribution.h"

namespace zhengping::reporting {
namespace {

std::vector<GradeMembers> GradesOf(const std::vector<Ranked>& ranking) {
  std::vector<GradeMembers> grades;
  GradeMembers ungraded;
  for (const char* grade : {"优", "良", "中", "差"}) grades.push_back({.grade = grade, .departments = {}});
  for (const Ranked& ranked : ranking) {
    const std::string& grade = ranked.standing->grade;
    if (grade.empty()) {
      ungraded.departments.push_back(ranked.standing);
      continue;
    }
    auto members = std::find_if(grades.begin(), grades.end(), [&](const GradeMembers& m) { return m.grade == grade; });
    if (members == grades.end()) members = grades.insert(grades.end(), {.grade = grade, .departments = {}});
    members->departments.push_back(ranked.standing);
  }
  grades.push_back(std::move(ungraded));
  grades.erase(
      std::remove_if(grades.begin(), grades.end(), [](const GradeMembers& m) { return m.departments.empty(); }),
      grades.end());
  return grades;
}

// What one department does on an indicator, or on all rows of its own in a group.
struct OwnLoss {
  Rational points;
  Rational weight;
  bool is_scored = false;
};

std::vector<IndicatorLosses> LossesOf(const std::vector<Ranked>& ranking) {
  std::map<std::pair<std::string, bool>, IndicatorLosses> by_path;
  for (const Ranked& ranked : ranking) {
    std::map<std::pair<std::string, bool>, OwnLoss> own;
    for (const LeafStanding& leaf : ranked.standing->leaves) {
      OwnLoss& loss = own[{leaf.is_plan_row ? leaf.group : leaf.path, leaf.is_plan_row}];
      if (!leaf.score.has_value()) continue;
      loss.is_scored = true;
      loss.points += leaf.lost();
      loss.weight += leaf.weight;
    }
    for (const auto& [key, loss] : own) {
      IndicatorLosses& losses = by_path[key];
      losses.path = key.first;
      losses.is_own_targets = key.second;
      losses.points += loss.points;
      losses.weight += loss.weight;
      if (loss.points > Rational()) ++losses.departments;
      ++(loss.is_scored ? losses.scored : losses.unscored);
    }
  }
  std::vector<IndicatorLosses> all;
  for (auto& [key, losses] : by_path) {
    if (losses.points > Rational()) all.push_back(std::move(losses));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const IndicatorLosses& a, const IndicatorLosses& b) { return a.points > b.points; });
  return all;
}

void Add(const Standing& standing, const FindingStanding& finding, SharedFinding& shared,
         std::vector<std::pair<Money, const Standing*>>& amounts) {
  shared.kind = finding.kind;
  shared.display_name = finding.display_name;
  shared.amount_display_name = finding.amount_display_name;
  if (finding.is_applicable) ++shared.applicable;
  if (finding.severity < FindingSeverity::kNoted) return;
  if (finding.severity == FindingSeverity::kNoted) ++shared.noted;
  if (finding.severity == FindingSeverity::kSerious) ++shared.serious;
  if (finding.severity == FindingSeverity::kGrave) ++shared.grave;
  if (!finding.amount.has_value()) return;
  shared.amount += *finding.amount;
  amounts.emplace_back(*finding.amount, &standing);
}

std::vector<SharedFinding> FindingsOf(const std::vector<Ranked>& ranking) {
  std::map<std::string, SharedFinding> by_kind;
  std::map<std::string, std::vector<std::pair<Money, const Standing*>>> amounts;
  for (const Ranked& ranked : ranking) {
    for (const FindingStanding& finding : ranked.standing->findings) {
      Add(*ranked.standing, finding, by_kind[finding.kind], amounts[finding.kind]);
    }
  }
  std::vector<SharedFinding> findings;
  for (auto& [kind, shared] : by_kind) {
    if (shared.departments() == 0) continue;
    std::vector<std::pair<Money, const Standing*>>& largest = amounts[kind];
    std::stable_sort(largest.begin(), largest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (size_t i = 0; i < largest.size() && i < kMostLargest; ++i) shared.largest.push_back(largest[i].second);
    findings.push_back(std::move(shared));
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const SharedFinding& a, const SharedFinding& b) { return a.departments() > b.departments(); });
  return findings;
}

PeerStatistics StatisticsOf(PeerStatistics group, const std::vector<const Ranked*>& members) {
  std::vector<Rational> totals;
  for (const Ranked* member : members) {
    ++group.evaluated;
    if (!member->standing->is_ranked()) continue;
    if (group.best == nullptr) group.best = member->standing;  // they come by rank
    totals.push_back(member->standing->total);
  }
  group.ranked = static_cast<int64_t>(totals.size());
  if (totals.empty()) return group;
  const Distribution distribution = DistributionOf(std::move(totals), {});
  group.mean = distribution.mean;
  group.median = distribution.median;
  return group;
}

std::vector<PeerStatistics> PeersOf(const std::vector<Ranked>& ranking, const DivisionTables& tables) {
  std::map<std::string, std::vector<const Ranked*>> kinds;
  std::map<std::string, std::vector<const Ranked*>> classes;
  for (const Ranked& ranked : ranking) {
    kinds[ranked.standing->unit_kind].push_back(&ranked);
    const SizeClass* size_class = tables.ClassOf(ranked.standing->budget);
    classes[size_class == nullptr ? std::string() : size_class->id].push_back(&ranked);
  }
  std::vector<PeerStatistics> peers;
  for (const auto& [kind, members] : kinds) {
    PeerStatistics group;
    group.kind = "unit_kind";
    group.key = kind;
    group.display_name = kind;
    peers.push_back(StatisticsOf(std::move(group), members));
  }
  for (const SizeClass& size_class : tables.size_classes) {
    if (classes.count(size_class.id) == 0) continue;
    PeerStatistics group;
    group.kind = "size_class";
    group.key = size_class.id;
    group.display_name = size_class.display_name;
    group.source = size_class.source;
    peers.push_back(StatisticsOf(std::move(group), classes[size_class.id]));
  }
  return peers;
}

}  // namespace

DivisionYear Summarize(const std::vector<Ranked>& ranking, const DivisionTables& tables) {
  return {.grades = GradesOf(ranking),
          .losses = LossesOf(ranking),
          .findings = FindingsOf(ranking),
          .peers = PeersOf(ranking, tables)};
}

}  // namespace zhengping::reporting
