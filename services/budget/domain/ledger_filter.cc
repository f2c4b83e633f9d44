#include "services/budget/domain/ledger_filter.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/budget/domain/balances.h"

namespace zhengping::budget {
namespace {

// Whether the field says something about the quota, not about one of its entries.
bool IsOfQuota(EntryField field) {
  switch (field) {
    case EntryField::kOutlay:
    case EntryField::kFundType:
    case EntryField::kIncomeNature:
    case EntryField::kFunctionCode:
    case EntryField::kEconomicCode:
    case EntryField::kGovernmentEconomicCode:
    case EntryField::kProject:
    case EntryField::kQuota:
    case EntryField::kBudgetUnit:
      return true;
    case EntryField::kEntryKind:
    case EntryField::kOrigin:
    case EntryField::kDocumentNumber:
    case EntryField::kSpecialFund:
    case EntryField::kQuarter:
    case EntryField::kTransaction:
    case EntryField::kEntry:
    case EntryField::kCodeTransfer:
      return false;
  }
  std::abort();
}

// Only ASCII letters change, so that UTF-8 stays whole.
bool HasText(const std::string& text, const std::string& lower_part) {
  return absl::StrContains(absl::AsciiStrToLower(text), lower_part);
}

bool QuotaHasText(const QuotaRecord& quota, const std::string& lower_part) {
  return HasText(quota.external_code, lower_part) || HasText(quota.classification.project_display_name, lower_part);
}

bool EntryHasText(const EntryView& view, const std::string& lower_part) {
  return HasText(view.transaction->document_number, lower_part) || HasText(view.transaction->record_id, lower_part) ||
         HasText(view.entry->note, lower_part) || QuotaHasText(*view.quota, lower_part);
}

bool IsWithin(const LedgerFilter& filter, Money amount) {
  return (!filter.least || amount >= *filter.least) && (!filter.most || amount <= *filter.most);
}

}  // namespace

std::set<std::string> MatchingTransactions(const LedgerYear& year, const LedgerFilter& filter) {
  const std::string text = absl::AsciiStrToLower(filter.text);
  std::set<std::string> matching;
  for (const EntryView& view : EntriesOf(year, filter.scope)) {
    if (IsWithin(filter, view.entry->entry.amount) && EntryHasText(view, text)) {
      matching.insert(std::string(view.transaction_id));
    }
  }
  return matching;
}

std::set<std::string> MatchingQuotas(const LedgerYear& year, const LedgerFilter& filter) {
  const std::string text = absl::AsciiStrToLower(filter.text);
  std::vector<EntryCondition> of_quota;
  EntryScope of_entries = {.as_of = filter.scope.as_of, .conditions = {}};
  for (const EntryCondition& condition : filter.scope.conditions) {
    (IsOfQuota(condition.field) ? of_quota : of_entries.conditions).push_back(condition);
  }
  std::set<std::string> with_entry;
  for (const EntryView& view : EntriesOf(year, of_entries)) with_entry.insert(view.quota->id);
  std::map<std::string, Money> budgets;
  for (const BalanceGroup& group :
       BalancesBy({BalanceDimension::kQuota}, EntriesOf(year, {.as_of = filter.scope.as_of, .conditions = {}}))) {
    budgets[group.keys[0]] = group.sums.final_budget();
  }
  std::set<std::string> matching;
  for (const QuotaRecord& quota : year.quotas) {
    EntryView view;
    view.quota = &quota;
    const bool holds = std::all_of(of_quota.begin(), of_quota.end(),
                                   [&view](const EntryCondition& condition) { return Matches(condition, view); });
    const bool has_entry = of_entries.conditions.empty() || with_entry.count(quota.id) > 0;
    if (holds && has_entry && QuotaHasText(quota, text) && IsWithin(filter, budgets[quota.id])) {
      matching.insert(quota.id);
    }
  }
  return matching;
}

}  // namespace zhengping::budget
