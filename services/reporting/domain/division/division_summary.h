// A division's year at a glance: grades, indicators that lose most points, problems that departments share, peer
// groups.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_SUMMARY_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_SUMMARY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/money/money.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/division/division_tables.h"
#include "services/reporting/domain/division/ranking.h"
#include "services/reporting/domain/division/standing.h"

namespace zhengping::reporting {

struct GradeMembers {
  std::string grade;                         // empty: 不定级
  std::vector<const Standing*> departments;  // by rank
};

struct IndicatorLosses {
  std::string path;             // of a leaf, or the group of rows that departments set themselves
  bool is_own_targets = false;  // the latter
  Rational points;              // lost, all departments together
  Rational weight;              // what they could have had on it
  int64_t departments = 0;      // that lose any
  int64_t scored = 0;           // that have it with points
  int64_t unscored = 0;         // that have it, with no points to compare
};

struct SharedFinding {
  std::string kind;
  std::string display_name;
  int64_t applicable = 0;
  int64_t noted = 0;
  int64_t serious = 0;
  int64_t grave = 0;
  Money amount;  // of the departments at noted or above: one figure each, its entries counted once
  std::string amount_display_name;
  std::vector<const Standing*> largest;  // with the most money, at most kMostLargest

  int64_t departments() const { return noted + serious + grave; }
};
inline constexpr size_t kMostLargest = 5;

struct PeerStatistics {
  std::string kind;  // "unit_kind", "size_class"
  std::string key;
  std::string display_name;
  std::string source;
  int64_t evaluated = 0;
  int64_t ranked = 0;
  std::optional<Rational> mean;    // of the ranked
  std::optional<Rational> median;  // likewise
  const Standing* best = nullptr;  // null without a rank
};

struct DivisionYear {
  std::vector<GradeMembers> grades;     // best first, 不定级 last; without empty ones
  std::vector<IndicatorLosses> losses;  // worst first; those that nobody loses on are left out
  std::vector<SharedFinding> findings;  // most common first; those that nobody has are left out
  std::vector<PeerStatistics> peers;    // kinds of units, then classes of size, largest first; without empty ones
};

// `ranking` as Rank gives it.
DivisionYear Summarize(const std::vector<Ranked>& ranking, const DivisionTables& tables);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_SUMMARY_H_
