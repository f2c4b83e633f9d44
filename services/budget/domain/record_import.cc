#include "services/budget/domain/record_import.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/ledger_moves.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/reversal.h"
#include "services/budget/domain/rule_text.h"
#include "services/budget/domain/transaction.h"

namespace zhengping::budget {
namespace {

std::string EntryPath(size_t entry, absl::string_view field) { return absl::StrCat("entries[", entry, "].", field); }

void Refuse(RecordDecision& decision) {
  decision.outcome = RecordOutcome::kRefused;
  decision.reversal.reset();
  decision.version = 0;
}

void Note(RecordDecision& decision, absl::string_view reason, const Transaction& sent) {
  decision.issues.push_back(IssueOf(Severity::kNote, reason, "record_id", sent.record_id));
}

// Outcome, reversal and version by what is known of the record.
void DecideVersion(const RecordState& known, const SentRecord& sent, const PostedTransaction* in_force,
                   RecordDecision& decision) {
  const Transaction& transaction = *sent.transaction;
  const int64_t version = transaction.record_version;
  if (in_force == nullptr) {
    if (sent.is_deleted) {
      decision.outcome = RecordOutcome::kUnchanged;
      Note(decision, "RECORD_NOT_IN_FORCE", transaction);
    } else if (version == 0 || version > known.highest_version) {
      decision.outcome = RecordOutcome::kAdded;
      decision.version = std::max(version, known.highest_version + 1);
    } else {
      decision.outcome = RecordOutcome::kOutdated;
      Note(decision, "RECORD_TAKEN_BACK", transaction);
    }
    return;
  }
  if (sent.is_deleted) {
    if (version != 0 && version < in_force->transaction.record_version) {
      decision.outcome = RecordOutcome::kOutdated;
      return;
    }
    decision.outcome = RecordOutcome::kDeleted;
    decision.reversal = ReversalOf(*in_force);
    // The version of the message that took it back: an older one that comes late is known by it.
    decision.reversal->record_version = std::max<int64_t>(version, 1);
    return;
  }
  switch (CompareVersions(in_force->transaction, transaction)) {
    case VersionChange::kUnchanged:
      decision.outcome = RecordOutcome::kUnchanged;
      return;
    case VersionChange::kOlder:
      decision.outcome = RecordOutcome::kOutdated;
      return;
    case VersionChange::kNewer:
      decision.outcome = RecordOutcome::kChanged;
      decision.reversal = ReversalOf(*in_force);
      decision.version = std::max(version, known.highest_version + 1);
      return;
  }
}

bool IsDeclared(const SentRecord& sent, absl::string_view quota) {
  return std::any_of(sent.declared.begin(), sent.declared.end(),
                     [quota](const QuotaRecord* declared) { return declared->id == quota; });
}

void CheckReferences(const YearState& state, const SentRecord& sent, std::vector<Issue>& issues) {
  const std::vector<LedgerEntry>& entries = sent.transaction->entries;
  for (size_t i = 0; i < entries.size(); ++i) {
    const LedgerEntry& entry = entries[i];
    if (state.FindQuota(entry.quota) == nullptr && !IsDeclared(sent, entry.quota)) {
      issues.push_back(IssueOf(Severity::kError, "QUOTA_NOT_FOUND", EntryPath(i, "quota"), entry.quota));
    }
    if (!entry.special_fund.empty() && !state.HasFund(entry.special_fund)) {
      issues.push_back(
          IssueOf(Severity::kError, "SPECIAL_FUND_NOT_FOUND", EntryPath(i, "special_fund"), entry.special_fund));
    }
  }
}

Issue IssueOfOverdraft(const LedgerEntry& entry, size_t index, const Overdraft& overdraft, OnViolation on_violation) {
  const std::string until = overdraft.until ? absl::StrCat("至", FormatIso(*overdraft.until), "前") : "起";
  const std::string figures = absl::StrCat("指标", entry.quota, "自", FormatIso(overdraft.from), until, "，最多差",
                                           FormatYuan(-overdraft.lowest), "元");
  const std::string found = FormatYuan(entry.entry.amount);
  if (on_violation == OnViolation::kRecord) {
    return IssueOf(Severity::kWarning, "QUOTA_OVERDRAWN", EntryPath(index, "amount_fen"), found, figures);
  }
  const bool is_balance = overdraft.cause == OverdraftCause::kBalance;
  return IssueOf(Severity::kError, is_balance ? "BALANCE_INSUFFICIENT" : "REFUND_EXCEEDS_PAID",
                 EntryPath(index, "amount_fen"), found, figures);
}

void CheckBalances(const YearState& state, const SentRecord& sent, OnViolation on_violation, RecordDecision& decision) {
  LedgerMoves moves;
  int64_t entries = state.entry_count();
  if (decision.version != 0) {
    moves.Add(*sent.transaction);
    entries += static_cast<int64_t>(sent.transaction->entries.size());
  }
  if (decision.reversal.has_value()) {
    moves.Add(*decision.reversal);
    entries += static_cast<int64_t>(decision.reversal->entries.size());
  }
  if (entries > kMaxEntriesPerYear) {
    decision.issues.push_back(IssueOf(Severity::kError, "YEAR_FULL", "entries", absl::StrCat(entries, "条")));
    return;
  }
  for (const OverdrawnQuota& quota : moves.Overdrawn(state)) {
    decision.issues.push_back(
        IssueOfOverdraft(quota.transaction->entries[quota.entry], quota.entry, quota.overdraft, on_violation));
  }
}

}  // namespace

RecordDecision DecideRecord(const YearState& state, const SentRecord& sent, const PostedTransaction* in_force,
                            OnViolation on_violation) {
  RecordDecision decision;
  const Transaction& transaction = *sent.transaction;
  if (!sent.is_deleted) {
    decision.issues = CheckTransaction(transaction);
    CheckReferences(state, sent, decision.issues);
    if (HasErrors(decision.issues)) return decision;
  }
  const RecordState* known = state.FindRecord(transaction.source, transaction.record_id);
  DecideVersion(known == nullptr ? RecordState() : *known, sent, in_force, decision);
  if (decision.version == 0 && !decision.reversal.has_value()) return decision;
  CheckBalances(state, sent, on_violation, decision);
  if (HasErrors(decision.issues)) Refuse(decision);
  return decision;
}

}  // namespace zhengping::budget
