// Finding 3 of the seed: 专项资金下达时间不明确. Funds without a release date, and money that came after its day
// (special_fund.h says what late means).
//
// Figures: untimely_share (first) = (undated_amount + late_amount of dated funds, of each at most its promise) /
// promised; undated_funds and undated_amount (promised, no expected release date); late_funds and late_amount (any
// basis: a fund is late if some of its money is); late_days = Σ amount × days / late_amount, the mean delay of a late
// yuan; most_late_days; q4_share = money released in October to December / released; funds, promised, released,
// outstanding.
//
// Yueyang's rule (岳阳市部门整体支出绩效评价评分表, 支付进度: half before the Spring Festival, all by the end of June;
// both are settings): festival_release_amount = released before the first day of the Spring Festival, of each fund at
// most what was promised, and festival_release_share / promised; full_release_amount and full_release_share, the same
// by the end of the settings' month; funds_not_fully_released = funds of which something was still to come then.
// Missing before that day; the former two outside the years of spring_festival.h.
//
// Running gap (funding_gap.h): peak_gap, peak_gap_date, gap_days, and gap_money_days = Σ gap × days in 万元·天. Missing
// where no fund has dated needs.
//
// Execution corrected for late money: execution_rate = payments / final budget; too_late_amount = of each quota, its
// releases within the settings' last days of the year, at most what is left of it (money that came late and was spent
// all the same was not too late); corrected_execution_rate = payments / (final budget − too_late_amount). Missing
// before the year is over.
//
// Applies when the department-year has a special fund.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RELEASE_TIMING_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RELEASE_TIMING_H_

#include <vector>

#include "services/budget/domain/findings/finding.h"
#include "services/budget/domain/special_fund.h"

namespace zhengping::budget {

// The standings that the finding looks at, for the evaluation's table of special funds.
std::vector<FundStanding> StandingsFor(const FindingInput& input);

Finding MeasureReleaseTiming(const FindingInput& input);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RELEASE_TIMING_H_
