// Finding 3 of the seed: 专项资金下达时间不明确. Funds without a release date, and money that came after its day
// (special_fund.h says what late means).
//
// Figures: untimely_share (first) = (undated_amount + late_amount of dated funds) / promised; undated_funds and
// undated_amount (promised, no expected release date); late_funds and late_amount (any basis: a fund is late if some of
// its money is); late_days = Σ amount × days / late_amount, the mean delay of a late yuan; most_late_days; q4_share =
// money released in October to December / released; funds, promised, released, outstanding. Applies when the
// department-year has a special fund.
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
