// Selectors: which ledger entries stand behind a figure. The twin of zhengping.type.EntrySelector.
//
// A figure that comes from the ledger answers 'from where?' with conditions that select its entries again, and with
// their count and sum, so that anybody can add them up. Entry ids never travel with figures.
//
// Sign of an entry in a selector's sum: an entry counts positively if its kind moves the balance the same way as the
// first kind that the selector's entry_kind condition lists, negatively otherwise (no such condition: as INITIAL does);
// a reversing entry counts the other way round. So a sum over {PAYMENT, REFUND} is payments net of refunds, one over
// {REDUCTION} is positive, and one over {INITIAL, …, REDUCTION, …} is the final budget.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_SELECTOR_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_SELECTOR_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/resource_name/resource_name.h"
#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

// The names in brackets are those on the wire.
enum class EntryField {
  kEntryKind,               // "entry_kind": names of vocabulary.h, "PAYMENT"
  kOutlay,                  // "outlay": "BASIC", "PROJECT", ""
  kFundType,                // "fund_type": "111"
  kIncomeNature,            // "income_nature": "GENERAL_PUBLIC" …
  kFunctionCode,            // "function_code": "2010301", "208*"
  kEconomicCode,            // "economic_code": the department's (部门预算经济分类), "30217", "302*"
  kGovernmentEconomicCode,  // "government_economic_code": 政府预算经济分类, "50201"
  kProject,                 // "project": id
  kOrigin,                  // "origin": "SUPERIOR" …, ""
  kQuota,                   // "quota": id
  kDocumentNumber,          // "document_number": as normalised
  kSpecialFund,             // "special_fund": id
  kQuarter,                 // "quarter" of the effective date: "1" … "4"
  kBudgetUnit,              // "budget_unit": "403001"
  kTransaction,             // "transaction": id
  kEntry,                   // "entry": transaction id and the entry's place in it from 0, "2023-17/0"; matched whole
  kCodeTransfer,            // "code_transfer": "true" for a transfer between codes, "" for every other entry
};

absl::string_view NameOf(EntryField field);
std::optional<EntryField> ParseEntryField(absl::string_view name);

// The field's value is one of `values`. A value that ends in "*" matches by prefix ("*" alone: anything that is not
// empty); an empty value matches an entry without that attribute. No values: matches nothing.
struct EntryCondition {
  EntryField field = EntryField::kEntryKind;
  std::vector<std::string> values;

  friend bool operator==(const EntryCondition&, const EntryCondition&) = default;
};

struct EntrySelector {
  DepartmentName department;
  int fiscal_year = 0;
  int64_t revision = 0;                    // transactions up to and with it; 0 selects none
  std::optional<Date> as_of;               // effective up to and with it; empty: no bound
  std::vector<EntryCondition> conditions;  // all hold together; none: every entry
  int64_t entry_count = 0;                 // reversing ones counted too
  Money sum;                               // signed as said above

  friend bool operator==(const EntrySelector&, const EntrySelector&) = default;
};

// One entry with what is around it. Points into the ledger: it must outlive the view.
struct EntryView {
  absl::string_view transaction_id;  // empty before it is posted
  int64_t revision = 0;
  const Transaction* transaction = nullptr;
  const LedgerEntry* entry = nullptr;
  const QuotaRecord* quota = nullptr;
  bool is_code_transfer = false;

  bool is_reversing() const { return !transaction->reverses.empty(); }
  EntryKind kind() const { return entry->entry.kind; }
  // In its transaction, from 0.
  int64_t place() const { return entry - transaction->entries.data(); }
  // Under its kind: negative for a reversing entry.
  Money amount() const { return is_reversing() ? -entry->entry.amount : entry->entry.amount; }
};

// Quotas by id, in the order of their ids.
using QuotaIndex = std::map<std::string, const QuotaRecord*, std::less<>>;
QuotaIndex IndexOf(const std::vector<QuotaRecord>& quotas);

// The entries of one transaction. Every quota named must be in `quotas`: a ledger that was let in keeps that.
//
// A transfer lies between codes (科目间调剂) if its transaction has no entry the other way on a quota with the same
// function code and department economic code.
std::vector<EntryView> ViewsOf(const Transaction& transaction, absl::string_view id, int64_t revision,
                               const QuotaIndex& quotas);

// Sets is_code_transfer of one transaction's entries.
void MarkCodeTransfers(absl::Span<EntryView> views);

// Which part of a department-year is looked at.
struct EntryScope {
  std::optional<Date> as_of;               // effective day bound; empty: the whole year
  std::vector<EntryCondition> conditions;  // for example one budget unit or one project

  friend bool operator==(const EntryScope&, const EntryScope&) = default;
};

// The entries of the year within `scope`, in revision order. They point into `year`.
std::vector<EntryView> EntriesOf(const LedgerYear& year, const EntryScope& scope);
std::vector<EntryView> EntriesOf(LedgerYear&& year, const EntryScope& scope) = delete;

bool Matches(const EntryCondition& condition, const EntryView& view);
// Whether revision, day and all conditions hold. The department and year are the caller's to choose.
bool Selects(const EntrySelector& selector, const EntryView& view);
// The entry's part in the selector's sum.
Money SignedAmount(const EntrySelector& selector, const EntryView& view);

// A selector over `scope` of `year` with these conditions added, its count and sum taken from `entries`.
EntrySelector SelectorOver(const LedgerYear& year, const EntryScope& scope, std::vector<EntryCondition> conditions,
                           const std::vector<EntryView>& entries);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_SELECTOR_H_
