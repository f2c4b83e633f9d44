#include "services/budget/domain/findings/year_analysis.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/findings/coarse_budgeting.h"
#include "services/budget/domain/findings/mid_year_additions.h"
#include "services/budget/domain/findings/release_timing.h"
#include "services/budget/domain/findings/scattered_quotas.h"
#include "services/budget/domain/findings/simulated_effect.h"
#include "services/budget/domain/merged_facts.h"
#include "services/budget/domain/overdraft.h"
#include "services/budget/domain/rule_text.h"

namespace zhengping::budget {
namespace {

constexpr char kPriorBalance[] = "balance.prior";

void NoteOverdrafts(const std::vector<EntryView>& entries, std::vector<Issue>& notes) {
  std::map<std::string, std::vector<DatedEntry>> by_quota;
  for (const EntryView& view : entries) {
    by_quota[view.quota->id].push_back({view.transaction->effective_date, view.entry->entry, view.is_reversing()});
  }
  for (const auto& [quota, dated] : by_quota) {
    for (const Overdraft& overdraft : FindOverdrafts(dated)) {
      const std::string until = overdraft.until ? absl::StrCat("至", FormatIso(*overdraft.until), "前") : "起至年末";
      notes.push_back(IssueOf(Severity::kWarning, "QUOTA_OVERDRAWN", absl::StrCat("quotas/", quota),
                              absl::StrCat(FormatYuan(overdraft.lowest), "元"),
                              absl::StrCat("指标", quota, "自", FormatIso(overdraft.from), until)));
    }
  }
}

void NoteUnregisteredFunds(const std::vector<FundStanding>& standings, std::vector<Issue>& notes) {
  for (const FundStanding& standing : standings) {
    if (standing.is_registered) continue;
    notes.push_back(IssueOf(Severity::kWarning, "SPECIAL_FUND_NOT_REGISTERED",
                            absl::StrCat("specialFunds/", standing.fund), FormatYuan(standing.released)));
  }
}

Money SumOf(const std::vector<EntryView>& entries, EntryKind kind) {
  Money sum;
  for (const EntryView& view : entries) {
    if (view.kind() == kind) sum += view.amount();
  }
  return sum;
}

// Last year's ledger, if it is at hand and has anything in it.
const LedgerYear* PriorYear(const YearInput& input) {
  for (const LedgerYear& year : input.earlier) {
    if (year.fiscal_year == input.year.fiscal_year - 1 && !year.transactions.empty()) return &year;
  }
  return nullptr;
}

// Last year's balance as a fact, and a note where this year's carried-over money is another amount.
std::optional<Fact> PriorBalance(const YearInput& input, const std::vector<EntryView>& entries,
                                 std::vector<Issue>& notes) {
  const LedgerYear* prior = PriorYear(input);
  if (prior == nullptr) return std::nullopt;
  for (Fact& fact : LedgerFactsOf(*prior, {.conditions = input.scope.conditions})) {
    if (fact.name != "balance") continue;
    const Money balance = std::get<Money>(*fact.value);
    const Money carried = SumOf(entries, EntryKind::kCarryover);
    if (carried != balance) {
      notes.push_back(IssueOf(Severity::kWarning, "CARRYOVER_DIFFERS", "carryover_in",
                              absl::StrCat(FormatYuan(carried), "元"),
                              absl::StrCat(prior->fiscal_year, "年指标账结余", FormatYuan(balance), "元")));
    }
    fact.name = kPriorBalance;
    fact.source = absl::StrCat(prior->fiscal_year, "年指标账结转结余");
    return std::move(fact);
  }
  return std::nullopt;
}

}  // namespace

YearAnalysis Analyze(const YearInput& input) {
  YearAnalysis analysis;
  analysis.settings_hash = SettingsHash(input.settings);
  const std::vector<EntryView> entries = EntriesOf(input.year, input.scope);
  std::vector<Fact> ledger = LedgerFactsOf(input.year, input.scope);
  NoteOverdrafts(entries, analysis.notes);
  std::optional<Fact> prior_balance = PriorBalance(input, entries, analysis.notes);
  if (prior_balance) ledger.push_back(*std::move(prior_balance));

  MergedFacts merged = MergeFacts(ledger, input.statement, input.reported);
  analysis.facts = std::move(merged.facts);
  for (Issue& note : merged.notes) analysis.notes.push_back(std::move(note));
  for (Issue& issue : CheckStatement(input.statement)) analysis.notes.push_back(std::move(issue));

  const FindingInput finding_input = {input.year, input.earlier, input.scope, input.settings, entries};
  analysis.special_funds = StandingsFor(finding_input);
  NoteUnregisteredFunds(analysis.special_funds, analysis.notes);
  analysis.findings = {MeasureCoarseBudgeting(finding_input), MeasureMidYearAdditions(finding_input),
                       MeasureReleaseTiming(finding_input), MeasureScatteredQuotas(finding_input)};
  if (input.effects == Effects::kSimulated) AddSimulatedEffects(finding_input, analysis.findings);
  for (const Finding& finding : analysis.findings) {
    for (Fact& fact : FactsOf(finding)) analysis.facts.push_back(std::move(fact));
  }
  return analysis;
}

}  // namespace zhengping::budget
