// What a plan was before: of each row since when it is so and what stood under its key earlier, so that a target that
// was changed after the fact (domain.md §II.6: 目标值调低、改动而未经预算调整) is seen.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLAN_HISTORY_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLAN_HISTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/indicator/domain/plan.h"

namespace zhengping::indicator {

// The rows that one change of a department-year filed.
struct FiledPlan {
  int64_t revision = 0;
  int64_t filed_ms = 0;  // since 1970-01-01 UTC
  std::string filed_by;  // the source; empty: somebody by hand
  std::vector<PlanRow> rows;
};

struct EarlierPlanRow {
  int64_t revision = 0;  // that filed it
  int64_t filed_ms = 0;
  std::string filed_by;
  PlanRow row;
  bool is_target_changed = false;  // what followed counts something else as met

  friend bool operator==(const EarlierPlanRow&, const EarlierPlanRow&) = default;
};

struct PlanRowHistory {
  int64_t revision = 0;  // that filed the row as it is
  int64_t filed_ms = 0;
  std::string filed_by;
  std::vector<EarlierPlanRow> earlier;  // the latest first; a time without the row is left out

  int target_changes() const;
};

// Whether both count the same as met: direction, target, adjusted target and unit, not how they are written.
bool HasSameTarget(const PlanRow& a, const PlanRow& b);

// Of each of `rows`, in order. `filings` by revision; rows of one key are one row, whoever filed them. Where a row came
// from (place, platform record) is no change of it.
std::vector<PlanRowHistory> HistoriesOf(const std::vector<PlanRow>& rows, const std::vector<FiledPlan>& filings);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_PLAN_HISTORY_H_
