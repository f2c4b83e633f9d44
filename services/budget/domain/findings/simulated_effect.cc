#include "services/budget/domain/findings/simulated_effect.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/findings/additions_simulation.h"
#include "services/budget/domain/findings/coarse_simulation.h"
#include "services/budget/domain/findings/release_simulation.h"
#include "services/budget/domain/findings/scattered_simulation.h"

namespace zhengping::budget {
namespace {

Figure Named(const Figure* figure, const Figure& before, FindingKind kind, const std::string& year_text,
             const std::string& suffix) {
  Figure named = before;
  if (figure == nullptr) {
    named.value.reset();
    named.why_missing = "变动后无从计算";
  } else {
    named = *figure;
  }
  named.name = absl::StrCat("finding:", NameOf(kind), ".", before.name, suffix);
  named.display_name = absl::StrCat(year_text, before.display_name);
  named.selectors.clear();
  return named;
}

std::optional<SimulatedEffect> Simulate(const FindingInput& input, const Finding& finding) {
  switch (finding.kind) {
    case FindingKind::kCoarseBudgeting:
      return SimulateCoarseBudgeting(input, finding);
    case FindingKind::kMidYearAdditions:
      return SimulateMidYearAdditions(input, finding);
    case FindingKind::kReleaseTiming:
      return SimulateReleaseTiming(input, finding);
    case FindingKind::kScatteredQuotas:
      return SimulateScatteredQuotas(input, finding);
  }
  std::abort();
}

}  // namespace

std::vector<Change> ChangesFollowing(FindingKind kind, const FindingInput& input) {
  switch (kind) {
    case FindingKind::kCoarseBudgeting:
      return FinerBudgetChanges(input);
    case FindingKind::kMidYearAdditions:
      return EarlierBudgetChanges(input);
    case FindingKind::kReleaseTiming:
      return TimelyReleaseChanges(input);
    case FindingKind::kScatteredQuotas:
      return MergeChanges(input);
  }
  std::abort();
}

Finding MeasureReplayed(const FindingInput& input, const LedgerYear& ledger, Measure measure) {
  const std::vector<EntryView> entries = EntriesOf(ledger, input.scope);
  return measure(FindingInput{ledger, input.earlier, input.scope, input.settings, entries});
}

std::vector<SimulatedFigure> CompareFigures(const Finding& before, const Finding& after,
                                            std::initializer_list<const char*> names, const std::string& year_text,
                                            const std::string& suffix) {
  std::vector<SimulatedFigure> compared;
  for (const char* name : names) {
    const Figure* was = before.figure(name);
    if (was == nullptr) continue;
    compared.push_back({Named(was, *was, before.kind, year_text, suffix),
                        Named(after.figure(name), *was, before.kind, year_text, suffix)});
  }
  return compared;
}

void AddSimulatedEffects(const FindingInput& input, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    if (!finding.recommendation) continue;
    std::optional<SimulatedEffect> effect = Simulate(input, finding);
    if (!effect) continue;
    Recommendation& recommendation = *finding.recommendation;
    recommendation.assumption = std::move(effect->assumption);
    recommendation.effect = std::move(effect->figures);
    recommendation.changes = std::move(effect->changes);
    std::vector<FindingDetail>& changes = recommendation.changes;
    std::stable_sort(changes.begin(), changes.end(),
                     [](const FindingDetail& a, const FindingDetail& b) { return a.amount > b.amount; });
    recommendation.change_count = static_cast<int64_t>(changes.size());
    if (changes.size() > kMaxFindingDetails) changes.resize(kMaxFindingDetails);
  }
}

}  // namespace zhengping::budget
