// Filters of lists: which quotas and which transactions of a department-year a reader asked for.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_FILTER_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_FILTER_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/budget/domain/selector.h"

namespace zhengping::budget {

// What is empty asks for nothing.
struct LedgerFilter {
  EntryScope scope;            // day, and conditions that hold together
  std::string text;            // a part of one of the texts named below; ASCII letters of either case are the same
  std::optional<Money> least;  // amounts within these, both ends in
  std::optional<Money> most;

  bool asks_nothing() const { return scope.conditions.empty() && text.empty() && !least && !most; }
};

// Ids of the transactions up to the day with an entry that meets everything at once: the conditions, the amount, and
// the text in document number, record id, note, or its quota's external code or project name.
std::set<std::string> MatchingTransactions(const LedgerYear& year, const LedgerFilter& filter);

// Ids of the quotas that meet the filter: conditions on the quota itself hold for it, with or without entries; those on
// entries hold together for one of its entries up to the day; the text is in its external code or project name; the
// amount is its final budget on the day.
std::set<std::string> MatchingQuotas(const LedgerYear& year, const LedgerFilter& filter);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_LEDGER_FILTER_H_
