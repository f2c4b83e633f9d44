// What the year would have been with the quotas of the merge proposal (merge_proposal.h) as one each (MergeQuotas).
// Projects that are merged lose their own quota: the figure coarse_share stands beside the others as the price.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SCATTERED_SIMULATION_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SCATTERED_SIMULATION_H_

#include <optional>
#include <vector>

#include "services/budget/domain/findings/simulated_effect.h"

namespace zhengping::budget {

// The changes: one merge a group of the proposal.
std::vector<Change> MergeChanges(const FindingInput& input);
// Empty when the proposal has no group.
std::optional<SimulatedEffect> SimulateScatteredQuotas(const FindingInput& input, const Finding& finding);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SCATTERED_SIMULATION_H_
