#include "services/budget/domain/posting.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/ledger_moves.h"
#include "services/budget/domain/rule_text.h"
#include "services/budget/domain/transaction.h"

namespace zhengping::budget {
namespace {

std::string EntryPath(size_t entry, absl::string_view field) { return absl::StrCat("entries[", entry, "].", field); }

// The first overdraft, at the entry of `transaction` that touches the quota, where one does.
absl::Status FirstOverdraft(const std::vector<OverdrawnQuota>& overdrawn, const Transaction* transaction) {
  if (overdrawn.empty()) return absl::OkStatus();
  const auto sent = std::find_if(overdrawn.begin(), overdrawn.end(), [transaction](const OverdrawnQuota& quota) {
    return quota.transaction == transaction;
  });
  const OverdrawnQuota& first = sent == overdrawn.end() ? overdrawn.front() : *sent;
  absl::Status status = OverdraftRefusal(first.transaction->entries[first.entry].quota, first.overdraft);
  if (sent == overdrawn.end()) return status;
  return WithFieldPrefix(std::move(status), EntryPath(first.entry, ""));
}

}  // namespace

absl::Status DecidePosting(const YearState& state, const Transaction& transaction,
                           absl::Span<const QuotaRecord* const> declared, const Transaction* reversal) {
  ZP_RETURN_IF_ERROR(FirstRefusal(CheckTransaction(transaction)));
  const std::vector<LedgerEntry>& entries = transaction.entries;
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::string& quota = entries[i].quota;
    const bool is_declared = std::any_of(declared.begin(), declared.end(),
                                         [&quota](const QuotaRecord* record) { return record->id == quota; });
    if (!is_declared && state.FindQuota(quota) == nullptr) {
      return Invalid({"QUOTA_NOT_FOUND", EntryPath(i, "quota"), ""},
                     absl::StrCat(EnglishOf("QUOTA_NOT_FOUND"), ", not ", quota));
    }
  }
  LedgerMoves moves;
  moves.Add(transaction);
  if (reversal != nullptr) moves.Add(*reversal);
  ZP_RETURN_IF_ERROR(FirstOverdraft(moves.Overdrawn(state), &transaction));
  for (size_t i = 0; i < entries.size(); ++i) {
    const std::string& fund = entries[i].special_fund;
    if (!fund.empty() && !state.HasFund(fund)) {
      return Invalid({"SPECIAL_FUND_NOT_FOUND", EntryPath(i, "special_fund"), ""},
                     absl::StrCat("the department-year has no special fund ", fund));
    }
  }
  return absl::OkStatus();
}

absl::Status DecideReversal(const YearState& state, const Transaction& reversal) {
  LedgerMoves moves;
  moves.Add(reversal);
  return FirstOverdraft(moves.Overdrawn(state), /*transaction=*/nullptr);
}

}  // namespace zhengping::budget
