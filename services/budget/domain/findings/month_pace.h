// Pace (进度): how far the months' money was from a plan made in January, which spends 1/12 of the initial budget a
// month. Two series, both cumulative at the months' ends:
//
//   paid        payments net of refunds against the plan:    |paid by month m − initial × m/12| ÷ initial
//   authorized  the money that came or went besides the initial budget and last year's: supplements − reductions ±
//               transfers − recalls. The initial budget itself becomes usable by the month, as the plan has it, so that
//               what is authorised besides it is the distance:  |changes by month m| ÷ initial
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MONTH_PACE_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MONTH_PACE_H_

#include "services/budget/domain/findings/finding.h"

namespace zhengping::budget {

// The largest distance; the first month that has it, 0 where all months are as planned.
struct PaceDistance {
  int month = 0;
  Rational distance;  // of the initial budget
};

struct MonthPace {
  int last_month = 0;  // the last one whose end has been reached by as_of; 0: none
  PaceDistance paid;
  PaceDistance authorized;
};

// `initial` is above zero.
MonthPace MonthPaceOf(const FindingInput& input, Money initial);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_MONTH_PACE_H_
