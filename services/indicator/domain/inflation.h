// Signs that a sheet was made to come out well (虚高): what a reviewer asks about first. None of them is a fault by
// itself, so they are notes and change no points.
//
//   SHEET_ALL_FULL_MARKS            every row of the plan has full points
//   SHEET_ALL_EXACTLY_MET           every row's actual is just its target
//   PLAN_TARGET_ADJUSTED_TO_RESULT  a target was made easier, and only the easier one is met
//   PLAN_TARGET_BELOW_BASELINE      a target below last year's actual (plan.h)
// (domain.md Part II §6: what overturns a score; case-format.md, class 10)
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_INFLATION_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_INFLATION_H_

#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/scorecard.h"

namespace zhengping::indicator {

// Fewer rows may all be met, and met exactly, without anybody's doing.
inline constexpr int kFewestRowsForASign = 5;

// Issue::place.field is "rows[3]" for a row, empty for the sheet. `plan` and `observations` are what `card` was scored
// from.
std::vector<Issue> InflationNotes(const std::vector<PlanRow>& plan, const std::vector<Observation>& observations,
                                  const Scorecard& card);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_INFLATION_H_
