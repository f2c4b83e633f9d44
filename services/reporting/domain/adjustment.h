// A reviewer's change of one indicator's points (调整得分), and the total with it. The computed score is never touched:
// both are kept, and documents print both.
//
//   adjusted sum    = sum of the leaves' points, an adjusted leaf with the reviewer's
//   adjusted total  = adjusted sum, scaled to the full mark where the computed total was; where a cap lowered the
//   computed
//                     total it lowers this one to the same limit
//
//   adjusted grade  = of the adjusted total, when no point is open any more
//
// A cap that had not lowered the computed total is not known to the evaluation and does not lower the adjusted one
// either.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_ADJUSTMENT_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_ADJUSTMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/actor.h"
#include "services/reporting/domain/scorecard.h"

namespace zhengping::reporting {

struct Adjustment {
  std::string path;  // of a leaf, "产出指标/数量指标/新增就业人数"
  Rational score;    // the points that the reviewer gives, 0 to the weight
  std::string reason;
  std::vector<std::string> evidence;  // names of documents
  Actor actor;
  int64_t time_ms = 0;  // since 1970-01-01 UTC

  friend bool operator==(const Adjustment&, const Adjustment&) = default;
};

// A grade of the framework and the totals that earn it; an absent end is unbounded.
struct GradeBand {
  std::string name;  // "优"
  std::optional<Rational> low;
  std::optional<Rational> high;
  bool is_low_open = false;
  bool is_high_closed = false;
};

inline constexpr size_t kMostEvidence = 50;        // documents of one adjustment
inline constexpr size_t kMostEvidenceBytes = 500;  // of one name

// Refused, the field a path in AdjustScoreRequest:
//   INDICATOR_NOT_FOUND  NOT_FOUND          "adjustment.path" names no leaf of the sheet
//   SCORE_OUT_OF_RANGE   INVALID_ARGUMENT   "adjustment.score" is not within 0 and the weight, or the leaf does not
//   apply TEXT_TOO_LONG        INVALID_ARGUMENT   "adjustment.evidence"
absl::Status CheckAdjustment(const Scorecard& scorecard, const Adjustment& adjustment);

// `adjustments` with `next` in it: it takes the place of one of the same path, else it comes last.
std::vector<Adjustment> With(std::vector<Adjustment> adjustments, const Adjustment& next);

// The total under `adjustments`, one a path; empty when there are none.
std::optional<Rational> AdjustedTotal(const Scorecard& scorecard, const std::vector<Adjustment>& adjustments);

// The grade of `adjusted_total`; empty (不定级) while points are open, where the computed total has none although
// nothing was open, and without bands.
std::string AdjustedGrade(const Scorecard& scorecard, const std::vector<Adjustment>& adjustments,
                          const Rational& adjusted_total, const std::vector<GradeBand>& bands);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_ADJUSTMENT_H_
