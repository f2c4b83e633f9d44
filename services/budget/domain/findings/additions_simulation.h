// What the year would have been with its recurring and its foreseeable additions (recurring_additions.h) in the initial
// budget, and what last year would have been with its own, where last year's ledger is at hand. Replayed: these
// SUPPLEMENT entries are INITIAL ones on the first of January (MoveToInitialBudget); everything else is as it was, so
// that the final budget and the payments stay.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_ADDITIONS_SIMULATION_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_ADDITIONS_SIMULATION_H_

#include <optional>
#include <vector>

#include "services/budget/domain/findings/simulated_effect.h"

namespace zhengping::budget {

// The changes of the input's own year; none when no addition was avoidable.
std::vector<Change> EarlierBudgetChanges(const FindingInput& input);
// Empty when no addition was avoidable, in neither year.
std::optional<SimulatedEffect> SimulateMidYearAdditions(const FindingInput& input, const Finding& finding);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_ADDITIONS_SIMULATION_H_
