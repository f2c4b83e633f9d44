// What budgeting these lines at item level and by project would have saved: the transfers between codes that took money
// out of a coarse quota (coarse_budgeting.h) to where it was spent. Replayed: the transfers' money stands where it went
// from January on (MoveTransfersToInitialBudget).
//
// A transfer counts as one that finer budgeting would have made unnecessary if all that its transaction takes is taken
// from coarse quotas, some of it goes to another code, and the coarse quota's own initial budget and balance would have
// borne it from January on. What was paid on a coarse quota itself is not simulated: the ledger does not say for which
// item or project it went.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_COARSE_SIMULATION_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_COARSE_SIMULATION_H_

#include <optional>
#include <vector>

#include "services/budget/domain/findings/simulated_effect.h"

namespace zhengping::budget {

// The changes; none when no transfer was of that kind.
std::vector<Change> FinerBudgetChanges(const FindingInput& input);
// Empty when there are no changes. Figures: transfers_between_codes and its count and share, coarse_amount,
// coarse_share.
std::optional<SimulatedEffect> SimulateCoarseBudgeting(const FindingInput& input, const Finding& finding);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_COARSE_SIMULATION_H_
