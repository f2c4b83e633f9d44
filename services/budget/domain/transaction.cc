#include "services/budget/domain/transaction.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/rule_text.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr int kLastMonthOfInitial = 6;

std::string EntryPath(size_t entry, absl::string_view field) { return absl::StrCat("entries[", entry, "].", field); }

void AddText(std::vector<Issue>& issues, absl::string_view text, std::string field, size_t most_characters) {
  std::optional<Issue> issue = CheckText(text, std::move(field), most_characters);
  if (issue) issues.push_back(*std::move(issue));
}

void AddError(std::vector<Issue>& issues, absl::string_view reason, std::string field, std::string found) {
  issues.push_back(IssueOf(Severity::kError, reason, std::move(field), std::move(found)));
}

void AddWarning(std::vector<Issue>& issues, absl::string_view reason, std::string field, std::string found) {
  issues.push_back(IssueOf(Severity::kWarning, reason, std::move(field), std::move(found)));
}

bool AdjustsBudget(EntryKind kind) {
  switch (kind) {
    case EntryKind::kSupplement:
    case EntryKind::kReduction:
    case EntryKind::kTransferIn:
    case EntryKind::kTransferOut:
    case EntryKind::kRecall:
      return true;
    case EntryKind::kInitial:
    case EntryKind::kCarryover:
    case EntryKind::kPayment:
    case EntryKind::kRefund:
      return false;
  }
  return false;
}

void CheckHead(const Transaction& transaction, std::vector<Issue>& issues) {
  if (transaction.source.empty()) AddError(issues, "SOURCE_MISSING", "source", "");
  AddText(issues, transaction.source, "source", kMaxSourceCharacters);
  if (transaction.record_id.empty()) AddError(issues, "RECORD_ID_MISSING", "record_id", "");
  AddText(issues, transaction.record_id, "record_id", kMaxRecordIdCharacters);
  AddText(issues, transaction.document_number, "document_number", kMaxDocumentNumberCharacters);
  if (transaction.record_version < 0) {
    AddError(issues, "RECORD_VERSION_NEGATIVE", "record_version", absl::StrCat(transaction.record_version));
  }
  const int year = transaction.fiscal_year;
  if (year < kFirstFiscalYear || year > kLastFiscalYear) {
    AddError(issues, "FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year", absl::StrCat(year));
  } else if (transaction.effective_date.year() != year) {
    issues.push_back(IssueOf(Severity::kError, "DATE_OUTSIDE_YEAR", "effective_date",
                             FormatIso(transaction.effective_date), absl::StrCat("预算年度", year, "年")));
  }
}

void CheckEntry(const LedgerEntry& entry, size_t index, std::vector<Issue>& issues) {
  if (entry.quota.empty()) AddError(issues, "QUOTA_MISSING", EntryPath(index, "quota"), "");
  const Money amount = entry.entry.amount;
  if (amount <= Money()) {
    AddError(issues, "AMOUNT_NOT_POSITIVE", EntryPath(index, "amount_fen"), FormatYuan(amount));
  } else if (amount.fen() > kMaxAmountFen) {
    AddError(issues, "AMOUNT_OUT_OF_RANGE", EntryPath(index, "amount_fen"), FormatYuan(amount));
  }
  AddText(issues, entry.note, EntryPath(index, "note"), kMaxNoteCharacters);
  if (entry.origin != Origin::kUnstated && !AdjustsBudget(entry.entry.kind)) {
    AddWarning(issues, "ORIGIN_NOT_APPLICABLE", EntryPath(index, "origin"), std::string(ChineseNameOf(entry.origin)));
  }
}

// Transfers sum to zero and move money. Amounts are in range here, so that sums are.
void CheckTransfers(const std::vector<LedgerEntry>& entries, std::vector<Issue>& issues) {
  Money in;
  Money out;
  std::set<std::string> givers;
  for (const LedgerEntry& entry : entries) {
    if (entry.entry.kind == EntryKind::kTransferIn) in += entry.entry.amount;
    if (entry.entry.kind == EntryKind::kTransferOut) {
      out += entry.entry.amount;
      givers.insert(entry.quota);
    }
  }
  if (in != out) {
    issues.push_back(IssueOf(Severity::kError, "TRANSFER_UNBALANCED", "entries", "",
                             absl::StrCat("调入", FormatYuan(in), "元，调出", FormatYuan(out), "元")));
  }
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].entry.kind == EntryKind::kTransferIn && givers.count(entries[i].quota) > 0) {
      AddError(issues, "TRANSFER_TO_ITSELF", EntryPath(i, "quota"), entries[i].quota);
    }
  }
}

void WarnOfInitial(const Transaction& transaction, std::vector<Issue>& issues) {
  std::set<std::string> carried;
  for (const LedgerEntry& entry : transaction.entries) {
    if (entry.entry.kind == EntryKind::kCarryover) carried.insert(entry.quota);
  }
  const bool is_late = transaction.effective_date.month() > kLastMonthOfInitial;
  for (size_t i = 0; i < transaction.entries.size(); ++i) {
    const LedgerEntry& entry = transaction.entries[i];
    if (entry.entry.kind != EntryKind::kInitial) continue;
    if (is_late) {
      AddWarning(issues, "INITIAL_AFTER_MID_YEAR", EntryPath(i, "kind"), FormatIso(transaction.effective_date));
    }
    if (carried.count(entry.quota) > 0) {
      AddWarning(issues, "CARRYOVER_WITH_INITIAL", EntryPath(i, "quota"), entry.quota);
    }
  }
}

bool IsDigits(absl::string_view code, std::initializer_list<size_t> lengths) {
  return std::find(lengths.begin(), lengths.end(), code.size()) != lengths.end() &&
         std::all_of(code.begin(), code.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

bool IsId(absl::string_view id, size_t most_characters) {
  return !id.empty() && id.size() <= most_characters && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '-';
  });
}

// Index of the first entry on `quota`; there is one.
size_t FirstEntryOn(const std::string& quota, const Transaction& transaction) {
  const auto first = std::find_if(transaction.entries.begin(), transaction.entries.end(),
                                  [&quota](const LedgerEntry& entry) { return entry.quota == quota; });
  return static_cast<size_t>(first - transaction.entries.begin());
}

bool DependsOnState(absl::string_view reason) {
  return reason == "BALANCE_INSUFFICIENT" || reason == "REFUND_EXCEEDS_PAID" || reason == "ALREADY_REVERSED";
}

// Printable ASCII, not longer than the field takes: what most texts are.
bool IsPlain(absl::string_view text, size_t most_characters) {
  return text.size() <= most_characters &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool IsGoodText(absl::string_view text, size_t most_characters) {
  return IsPlain(text, most_characters) || !CheckText(text, std::string(), most_characters).has_value();
}

// Nothing to say about an entry of a kind whose rules look at the entry alone.
bool IsGoodEntry(const LedgerEntry& entry) {
  switch (entry.entry.kind) {
    case EntryKind::kSupplement:
    case EntryKind::kReduction:
    case EntryKind::kRecall:
      break;
    case EntryKind::kPayment:
    case EntryKind::kRefund:
      if (entry.origin != Origin::kUnstated) return false;
      break;
    case EntryKind::kInitial:
    case EntryKind::kCarryover:
    case EntryKind::kTransferIn:
    case EntryKind::kTransferOut:
      return false;
  }
  const int64_t amount_fen = entry.entry.amount.fen();
  return !entry.quota.empty() && amount_fen > 0 && amount_fen <= kMaxAmountFen &&
         IsGoodText(entry.note, kMaxNoteCharacters);
}

// Whether there is nothing to say, told for the most frequent transactions without taking memory. False:
// CheckTransaction looks closely.
bool IsPlainlyGood(const Transaction& transaction) {
  const int year = transaction.fiscal_year;
  return !transaction.source.empty() && !transaction.record_id.empty() && transaction.record_version >= 0 &&
         year >= kFirstFiscalYear && year <= kLastFiscalYear && transaction.effective_date.year() == year &&
         !transaction.entries.empty() && transaction.entries.size() <= kMaxEntriesPerTransaction &&
         IsGoodText(transaction.source, kMaxSourceCharacters) &&
         IsGoodText(transaction.record_id, kMaxRecordIdCharacters) &&
         IsGoodText(transaction.document_number, kMaxDocumentNumberCharacters) &&
         std::all_of(transaction.entries.begin(), transaction.entries.end(), IsGoodEntry);
}

}  // namespace

std::vector<Issue> CheckTransaction(const Transaction& transaction) {
  std::vector<Issue> issues;
  if (IsPlainlyGood(transaction)) return issues;
  CheckHead(transaction, issues);
  if (transaction.entries.empty()) AddError(issues, "ENTRIES_MISSING", "entries", "");
  if (transaction.entries.size() > kMaxEntriesPerTransaction) {
    AddError(issues, "TOO_MANY_ENTRIES", "entries", absl::StrCat(transaction.entries.size()));
    return issues;
  }
  for (size_t i = 0; i < transaction.entries.size(); ++i) CheckEntry(transaction.entries[i], i, issues);
  if (HasErrors(issues)) return issues;
  CheckTransfers(transaction.entries, issues);
  WarnOfInitial(transaction, issues);
  return issues;
}

std::vector<Issue> CheckQuota(const QuotaRecord& quota) {
  std::vector<Issue> issues;
  const Classification& purpose = quota.classification;
  if (!IsId(quota.id, kMaxIdCharacters)) AddError(issues, "QUOTA_ID_MALFORMED", "id", quota.id);
  AddText(issues, quota.external_code, "external_code", kMaxExternalCodeCharacters);
  if (!purpose.fund_type.empty() && !IsDigits(purpose.fund_type, {1, 2, 3, 4})) {
    AddError(issues, "FUND_TYPE_MALFORMED", "classification.fund_type", purpose.fund_type);
  }
  if (!purpose.function_code.empty() && !IsDigits(purpose.function_code, {3, 5, 7})) {
    AddError(issues, "FUNCTION_CODE_MALFORMED", "classification.function_code", purpose.function_code);
  }
  const std::pair<absl::string_view, const std::string*> economic_codes[] = {
      {"classification.government_economic_code", &purpose.government_economic_code},
      {"classification.department_economic_code", &purpose.department_economic_code}};
  for (const auto& [field, code] : economic_codes) {
    if (!code->empty() && !IsDigits(*code, {3, 5})) {
      AddError(issues, "ECONOMIC_CODE_MALFORMED", std::string(field), *code);
    }
  }
  if (!purpose.project.empty() && !IsId(purpose.project, kMaxIdCharacters)) {
    AddError(issues, "PROJECT_CODE_MALFORMED", "classification.project_code", purpose.project);
  }
  AddText(issues, purpose.project_display_name, "classification.project_display_name", kMaxDisplayNameCharacters);
  if (!purpose.budget_unit.empty() && !IsId(purpose.budget_unit, kMaxBudgetUnitCharacters)) {
    AddError(issues, "BUDGET_UNIT_MALFORMED", "classification.budget_unit", purpose.budget_unit);
  }
  return issues;
}

absl::Status FirstRefusal(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::kError) continue;
    const std::string found = issue.found.empty() ? "" : absl::StrCat(", not ", issue.found);
    const std::string message = absl::StrCat(EnglishOf(issue.reason), found);
    if (DependsOnState(issue.reason)) return NotNow({issue.reason, issue.place.field, ""}, message);
    return Invalid({issue.reason, issue.place.field, ""}, message);
  }
  return absl::OkStatus();
}

std::map<std::string, std::vector<DatedEntry>> DatedEntriesOf(const Transaction& transaction) {
  std::map<std::string, std::vector<DatedEntry>> by_quota;
  for (const LedgerEntry& entry : transaction.entries) {
    by_quota[entry.quota].push_back({transaction.effective_date, entry.entry, !transaction.reverses.empty()});
  }
  return by_quota;
}

absl::Status DecidePost(const Transaction& transaction, const QuotaHistories& touched) {
  ZP_RETURN_IF_ERROR(FirstRefusal(CheckTransaction(transaction)));
  for (size_t i = 0; i < transaction.entries.size(); ++i) {
    const std::string& quota = transaction.entries[i].quota;
    if (touched.count(quota) == 0) {
      return Invalid({"QUOTA_NOT_FOUND", EntryPath(i, "quota"), ""},
                     absl::StrCat(EnglishOf("QUOTA_NOT_FOUND"), ", not ", quota));
    }
  }
  for (const auto& [quota, sent] : DatedEntriesOf(transaction)) {
    std::vector<DatedEntry> entries = touched.at(quota).entries;
    entries.insert(entries.end(), sent.begin(), sent.end());
    absl::Status status = CheckNeverOverdrawn(quota, entries);
    if (!status.ok()) return WithFieldPrefix(std::move(status), EntryPath(FirstEntryOn(quota, transaction), ""));
  }
  return absl::OkStatus();
}

}  // namespace zhengping::budget
