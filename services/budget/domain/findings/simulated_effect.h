// What following a recommendation would have changed: the year is replayed with it (simulation/replay.h) and measured
// again by the same measures, so that figures before and after have one definition. Each finding's replay stands in its
// own *_simulation file, with what it assumes.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SIMULATED_EFFECT_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SIMULATED_EFFECT_H_

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "services/budget/domain/findings/finding.h"
#include "services/budget/domain/simulation/change.h"

namespace zhengping::budget {

struct SimulatedEffect {
  std::string assumption;  // official Chinese: what is supposed, and what the ledger does not tell
  std::vector<SimulatedFigure> figures;
  std::vector<FindingDetail> changes;  // any order
};

using Measure = Finding (*)(const FindingInput&);

// `ledger` measured in place of the input's year.
Finding MeasureReplayed(const FindingInput& input, const LedgerYear& ledger, Measure measure);

// The figures named, before and after; such as `before` does not have are left out. `year_text` stands before the
// display names ("2022年"), `suffix` behind the names (".prior").
std::vector<SimulatedFigure> CompareFigures(const Finding& before, const Finding& after,
                                            std::initializer_list<const char*> names, const std::string& year_text = "",
                                            const std::string& suffix = "");

// What following the recommendation of a finding changes, whether the finding has one or not; none when nothing in the
// ledger could follow it. Changes are those of `input.year` as it is: where several recommendations are followed, in
// the order of kFollowingOrder, which names entries before it merges them.
std::vector<Change> ChangesFollowing(FindingKind kind, const FindingInput& input);
inline constexpr std::array<FindingKind, 4> kFollowingOrder = {
    FindingKind::kMidYearAdditions, FindingKind::kCoarseBudgeting, FindingKind::kReleaseTiming,
    FindingKind::kScatteredQuotas};

// Gives every recommendation its effect. A finding without a recommendation costs nothing; a recommendation that
// nothing in the ledger could have followed stays without one.
void AddSimulatedEffects(const FindingInput& input, std::vector<Finding>& findings);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_SIMULATED_EFFECT_H_
