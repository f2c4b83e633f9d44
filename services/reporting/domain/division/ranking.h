// The ranking of a division's departments.
//
//   by      the exact total with adjustments, best first. Totals are sums of rounded leaves, so what is equal here is
//           equal as printed, and what differs prints differently.
//   ties    share a rank; the next rank is skipped (1, 2, 2, 4). Nothing breaks a tie: no rule of the field says by
//   what.
//           Within a rank departments stand by their codes.
//   ranges  a total that is a range (不定级) has no rank and stands behind.
//
// Linear but for the sort.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_RANKING_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_RANKING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/rational/rational.h"
#include "services/reporting/domain/division/standing.h"

namespace zhengping::reporting {

struct LostOnIndicator {
  std::string path;
  Rational points;
  Rational weight;
};

// An indicator on which two departments lose differently. A row that a department set itself goes by its group.
struct LossDifference {
  std::string path;
  Rational lost;
  Rational other_lost;
};

struct Ranked {
  const Standing* standing = nullptr;
  int64_t rank = 0;        // from 1; 0: none
  int64_t peer_rank = 0;   // among those of its unit_kind; 0: none, or no kind
  int64_t peer_count = 0;  // ranked ones of its unit_kind
  // The others of its rank, by code.
  std::vector<const Standing*> tied;
};

// In the order above. `standings` outlive the answer.
std::vector<Ranked> Rank(const std::vector<Standing>& standings);

// Where a department loses most, worst first, equal ones in print order; at most `most`.
std::vector<LostOnIndicator> LargestLosses(const Standing& standing, size_t most);

// What sets two standings apart, largest difference first; at most `most`.
std::vector<LossDifference> DifferencesOf(const Standing& standing, const Standing& other, size_t most);

// "与甲局、乙局并列：总分均为87.35分，按各项得分之和的精确值比较，不按显示的小数比较" for the tied.
std::string TieText(const Ranked& ranked);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_RANKING_H_
