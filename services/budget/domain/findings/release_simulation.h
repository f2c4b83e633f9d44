// What the year would have been had every special fund had a release date and come by it. A fund's day:
//   1. its expected release date, where it has one;
//   2. else the yardstick: the day on which the people's congress approved the budget and the settings' days (60 of
//      预算法第五十二条), where that day is known;
//   3. else the first day on which it was needed;
//   4. else its own approval (批复) and the settings' days.
// A fund with none of the four is left as it was. No money comes before its own approval, nor outside the fiscal year.
// Replayed: undated funds get the day (ExpectRelease), releases after the day come on it (ReleaseSpecialFund, later
// ones alone). Payments stay on their days, and money that was never released stays so: the ledger does not tell what
// would have been done with it.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RELEASE_SIMULATION_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RELEASE_SIMULATION_H_

#include <optional>
#include <vector>

#include "services/budget/domain/findings/simulated_effect.h"

namespace zhengping::budget {

// The changes; none when there is nothing to date and nothing to move.
std::vector<Change> TimelyReleaseChanges(const FindingInput& input);
// Empty when there are no changes.
std::optional<SimulatedEffect> SimulateReleaseTiming(const FindingInput& input, const Finding& finding);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_RELEASE_SIMULATION_H_
