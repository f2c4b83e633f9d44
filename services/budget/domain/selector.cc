#include "services/budget/domain/selector.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/check.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr std::pair<EntryField, absl::string_view> kFieldNames[] = {
    {EntryField::kEntryKind, "entry_kind"},
    {EntryField::kOutlay, "outlay"},
    {EntryField::kFundType, "fund_type"},
    {EntryField::kIncomeNature, "income_nature"},
    {EntryField::kFunctionCode, "function_code"},
    {EntryField::kEconomicCode, "economic_code"},
    {EntryField::kGovernmentEconomicCode, "government_economic_code"},
    {EntryField::kProject, "project"},
    {EntryField::kOrigin, "origin"},
    {EntryField::kQuota, "quota"},
    {EntryField::kDocumentNumber, "document_number"},
    {EntryField::kSpecialFund, "special_fund"},
    {EntryField::kQuarter, "quarter"},
    {EntryField::kBudgetUnit, "budget_unit"},
    {EntryField::kTransaction, "transaction"},
    {EntryField::kEntry, "entry"},
    {EntryField::kCodeTransfer, "code_transfer"},
};

constexpr absl::string_view kQuarterNames[] = {"1", "2", "3", "4"};

absl::string_view ValueOf(EntryField field, const EntryView& view) {
  const Classification& purpose = view.quota->classification;
  switch (field) {
    case EntryField::kEntryKind:
      return NameOf(view.kind());
    case EntryField::kOutlay:
      return NameOf(purpose.outlay);
    case EntryField::kFundType:
      return purpose.fund_type;
    case EntryField::kIncomeNature:
      return NameOf(IncomeNatureOf(purpose.fund_type));
    case EntryField::kFunctionCode:
      return purpose.function_code;
    case EntryField::kEconomicCode:
      return purpose.department_economic_code;
    case EntryField::kGovernmentEconomicCode:
      return purpose.government_economic_code;
    case EntryField::kProject:
      return purpose.project;
    case EntryField::kOrigin:
      return NameOf(view.entry->origin);
    case EntryField::kQuota:
      return view.quota->id;
    case EntryField::kDocumentNumber:
      return view.transaction->document_number;
    case EntryField::kSpecialFund:
      return view.entry->special_fund;
    case EntryField::kQuarter:
      return kQuarterNames[view.transaction->effective_date.quarter() - 1];
    case EntryField::kBudgetUnit:
      return purpose.budget_unit;
    case EntryField::kTransaction:
    case EntryField::kEntry:  // Within its transaction: see Matches.
      return view.transaction_id;
    case EntryField::kCodeTransfer:
      return view.is_code_transfer ? "true" : "";
  }
  std::abort();
}

// Whether `pattern` is the view's place, "2023-17/0", without writing that down for each comparison.
bool IsPlace(absl::string_view pattern, const EntryView& view) {
  if (!absl::ConsumePrefix(&pattern, view.transaction_id) || !absl::ConsumePrefix(&pattern, "/")) return false;
  return pattern == absl::AlphaNum(view.place()).Piece();
}

bool MatchesValue(absl::string_view pattern, absl::string_view value) {
  if (pattern == "*") return !value.empty();
  if (absl::EndsWith(pattern, "*")) return absl::StartsWith(value, absl::StripSuffix(pattern, "*"));
  return pattern == value;
}

// A condition made ready for many entries: its values are looked up, not gone through, so that a selector of thousands
// of quotas or entries over a large year takes n log n.
class PreparedCondition {
 public:
  explicit PreparedCondition(const EntryCondition& condition) : field_(condition.field) {
    for (const std::string& value : condition.values) {
      const bool is_pattern = field_ != EntryField::kEntry && absl::EndsWith(value, "*");
      if (is_pattern) {
        patterns_.push_back(value);
      } else {
        exact_.insert(value);
      }
    }
  }

  bool Matches(const EntryView& view) const {
    if (field_ == EntryField::kEntry) return exact_.count(absl::StrCat(view.transaction_id, "/", view.place())) > 0;
    const absl::string_view value = ValueOf(field_, view);
    return exact_.count(value) > 0 ||
           std::any_of(patterns_.begin(), patterns_.end(),
                       [value](absl::string_view pattern) { return MatchesValue(pattern, value); });
  }

 private:
  EntryField field_;
  std::set<absl::string_view> exact_;  // Of the condition, which must outlive this.
  std::vector<absl::string_view> patterns_;
};

bool IsUpTo(const EntrySelector& selector, const EntryView& view) {
  if (view.revision > selector.revision) return false;
  return !selector.as_of || view.transaction->effective_date <= *selector.as_of;
}

class PreparedConditions {
 public:
  explicit PreparedConditions(const std::vector<EntryCondition>& conditions)
      : conditions_(conditions.begin(), conditions.end()) {}

  bool Match(const EntryView& view) const {
    return std::all_of(conditions_.begin(), conditions_.end(),
                       [&view](const PreparedCondition& condition) { return condition.Matches(view); });
  }

 private:
  std::vector<PreparedCondition> conditions_;
};

std::pair<std::string, std::string> CodesOf(const QuotaRecord& quota) {
  return {quota.classification.function_code, quota.classification.department_economic_code};
}

const QuotaRecord* QuotaOf(const LedgerEntry& entry, const QuotaIndex& quotas) {
  const auto found = quotas.find(entry.quota);
  ZP_CHECK(found != quotas.end(), absl::StrCat("the ledger has an entry on the unknown quota ", entry.quota));
  return found->second;
}

}  // namespace

absl::string_view NameOf(EntryField field) {
  for (const auto& [known, name] : kFieldNames) {
    if (known == field) return name;
  }
  std::abort();
}

std::optional<EntryField> ParseEntryField(absl::string_view name) {
  for (const auto& [field, known] : kFieldNames) {
    if (known == name) return field;
  }
  return std::nullopt;
}

QuotaIndex IndexOf(const std::vector<QuotaRecord>& quotas) {
  QuotaIndex index;
  for (const QuotaRecord& quota : quotas) index.emplace(quota.id, &quota);
  return index;
}

void MarkCodeTransfers(absl::Span<EntryView> views) {
  std::set<std::pair<std::string, std::string>> given;
  std::set<std::pair<std::string, std::string>> taken;
  for (const EntryView& view : views) {
    if (view.kind() == EntryKind::kTransferOut) given.insert(CodesOf(*view.quota));
    if (view.kind() == EntryKind::kTransferIn) taken.insert(CodesOf(*view.quota));
  }
  if (given.empty() && taken.empty()) return;
  for (EntryView& view : views) {
    if (view.kind() == EntryKind::kTransferIn) view.is_code_transfer = given.count(CodesOf(*view.quota)) == 0;
    if (view.kind() == EntryKind::kTransferOut) view.is_code_transfer = taken.count(CodesOf(*view.quota)) == 0;
  }
}

std::vector<EntryView> ViewsOf(const Transaction& transaction, absl::string_view id, int64_t revision,
                               const QuotaIndex& quotas) {
  std::vector<EntryView> views;
  views.reserve(transaction.entries.size());
  for (const LedgerEntry& entry : transaction.entries) {
    views.push_back({id, revision, &transaction, &entry, QuotaOf(entry, quotas), false});
  }
  MarkCodeTransfers(absl::MakeSpan(views));
  return views;
}

std::vector<EntryView> EntriesOf(const LedgerYear& year, const EntryScope& scope) {
  const QuotaIndex quotas = IndexOf(year.quotas);
  const PreparedConditions conditions(scope.conditions);
  std::vector<EntryView> entries;
  for (const PostedTransaction& posted : year.transactions) {
    if (scope.as_of && posted.transaction.effective_date > *scope.as_of) continue;
    for (const EntryView& view : ViewsOf(posted.transaction, posted.id, posted.revision, quotas)) {
      if (conditions.Match(view)) entries.push_back(view);
    }
  }
  return entries;
}

bool Matches(const EntryCondition& condition, const EntryView& view) {
  if (condition.field == EntryField::kEntry) {
    return std::any_of(condition.values.begin(), condition.values.end(),
                       [&view](const std::string& pattern) { return IsPlace(pattern, view); });
  }
  const absl::string_view value = ValueOf(condition.field, view);
  return std::any_of(condition.values.begin(), condition.values.end(),
                     [value](const std::string& pattern) { return MatchesValue(pattern, value); });
}

bool Selects(const EntrySelector& selector, const EntryView& view) {
  return IsUpTo(selector, view) &&
         std::all_of(selector.conditions.begin(), selector.conditions.end(),
                     [&view](const EntryCondition& condition) { return Matches(condition, view); });
}

Money SignedAmount(const EntrySelector& selector, const EntryView& view) {
  int direction = 1;
  for (const EntryCondition& condition : selector.conditions) {
    if (condition.field != EntryField::kEntryKind || condition.values.empty()) continue;
    const std::optional<EntryKind> first = ParseEntryKind(condition.values.front());
    if (first) direction = DirectionOf(*first);
    break;
  }
  return direction == DirectionOf(view.kind()) ? view.amount() : -view.amount();
}

EntrySelector SelectorOver(const LedgerYear& year, const EntryScope& scope, std::vector<EntryCondition> conditions,
                           const std::vector<EntryView>& entries) {
  EntrySelector selector;
  selector.department = year.department;
  selector.fiscal_year = year.fiscal_year;
  selector.revision = year.revision;
  selector.as_of = scope.as_of;
  selector.conditions = scope.conditions;
  for (EntryCondition& condition : conditions) selector.conditions.push_back(std::move(condition));
  const PreparedConditions prepared(selector.conditions);
  for (const EntryView& view : entries) {
    if (!IsUpTo(selector, view) || !prepared.Match(view)) continue;
    ++selector.entry_count;
    selector.sum += SignedAmount(selector, view);
  }
  return selector;
}

}  // namespace zhengping::budget
