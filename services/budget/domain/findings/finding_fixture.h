// For tests of the findings: a ledger with all that a measure looks at, kept together so that nothing dangles.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FINDING_FIXTURE_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FINDING_FIXTURE_H_

#include <string>
#include <utility>
#include <vector>

#include "services/budget/domain/findings/finding.h"
#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {

// An entry with a note, and one with the clerk's belief.
inline LedgerEntry Noted(std::string note, LedgerEntry entry) {
  entry.note = std::move(note);
  return entry;
}
inline LedgerEntry Flagged(Recurring recurring, LedgerEntry entry) {
  entry.recurring = recurring;
  return entry;
}

struct MeasuredYear {
  LedgerYear year;
  std::vector<LedgerYear> earlier = {};
  EntryScope scope = {};
  FindingSettings settings = DefaultFindingSettings();

  template <typename Measure>
  auto With(Measure measure) const {
    const std::vector<EntryView> entries = EntriesOf(year, scope);
    return measure(FindingInput{year, earlier, scope, settings, entries});
  }
};

// The figure's exact value as text: "12.34元" for money, "1/3" for a rate, "7" for a count, "missing".
inline std::string ValueOf(const Finding& finding, const std::string& name) {
  const Figure* figure = finding.figure(name);
  if (figure == nullptr) return "no such figure";
  if (!figure->value) return figure->why_missing.empty() ? "missing without a reason" : "missing";
  const Rational number = NumberOf(*figure->value);
  const std::string text =
      number.denominator() == "1" ? number.numerator() : number.numerator() + "/" + number.denominator();
  return std::holds_alternative<Money>(*figure->value) ? text + " fen" : text;
}

// What is wrong with the selectors of a finding's figures and details: those that do not select as many entries, with
// the same sum, as they say, and sums of the ledger that are not the sum of their own entries. Empty: nothing.
inline std::string WrongSelectors(const Finding& finding, const LedgerYear& year) {
  const std::vector<EntryView> all = EntriesOf(year, {});
  std::string wrong;
  const auto hold = [&all, &wrong](const EntrySelector& selector, const std::string& of) {
    int64_t count = 0;
    Money sum;
    for (const EntryView& view : all) {
      if (!Selects(selector, view)) continue;
      ++count;
      sum += SignedAmount(selector, view);
    }
    if (count != selector.entry_count || sum != selector.sum) wrong += of + " selects others\n";
  };
  for (const Figure& figure : finding.figures) {
    for (const EntrySelector& selector : figure.selectors) hold(selector, figure.name);
    // The release finding's money is promised money, which no entry holds.
    const bool is_sum = figure.value && std::holds_alternative<Money>(*figure.value) && !figure.selectors.empty() &&
                        finding.kind != FindingKind::kReleaseTiming;
    if (is_sum && figure.selectors.front().sum != std::get<Money>(*figure.value)) wrong += figure.name + " differs\n";
  }
  for (const FindingDetail& detail : finding.details) {
    if (detail.selector) hold(*detail.selector, detail.subject);
  }
  return wrong;
}

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_FINDINGS_FINDING_FIXTURE_H_
