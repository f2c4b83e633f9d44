#include "services/budget/domain/load.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/rule_text.h"

namespace zhengping::budget {
namespace {

std::string TransactionPath(size_t transaction) { return absl::StrCat("transactions[", transaction, "]."); }

std::string EntryPath(size_t transaction, size_t entry, absl::string_view field) {
  return absl::StrCat(TransactionPath(transaction), "entries[", entry, "].", field);
}

// The entries of a quota: those that stay in the ledger, then those that were sent, and where the latter stand.
struct Placed {
  std::vector<DatedEntry> entries;
  size_t staying = 0;
  std::vector<std::pair<size_t, size_t>> sent;  // (transaction, entry)
};

void CheckReferences(const std::vector<Transaction>& transactions, const QuotaHistories& staying,
                     const std::set<std::string>& special_funds, std::vector<Issue>& issues) {
  for (size_t i = 0; i < transactions.size(); ++i) {
    for (size_t j = 0; j < transactions[i].entries.size(); ++j) {
      const LedgerEntry& entry = transactions[i].entries[j];
      if (!entry.quota.empty() && staying.count(entry.quota) == 0) {
        issues.push_back(IssueOf(Severity::kError, "QUOTA_NOT_FOUND", EntryPath(i, j, "quota"), entry.quota));
      }
      if (!entry.special_fund.empty() && special_funds.count(entry.special_fund) == 0) {
        issues.push_back(
            IssueOf(Severity::kError, "SPECIAL_FUND_NOT_FOUND", EntryPath(i, j, "special_fund"), entry.special_fund));
      }
    }
  }
}

void CheckRecords(int fiscal_year, const std::vector<Transaction>& transactions, std::vector<Issue>& issues) {
  std::set<std::pair<std::string, int64_t>> seen;
  for (size_t i = 0; i < transactions.size(); ++i) {
    const Transaction& transaction = transactions[i];
    if (transaction.fiscal_year != fiscal_year) {
      issues.push_back(IssueOf(Severity::kError, "YEAR_DISAGREES", TransactionPath(i) + "fiscal_year",
                               absl::StrCat(transaction.fiscal_year), absl::StrCat("本次导入", fiscal_year, "年")));
    }
    if (!seen.insert({transaction.record_id, transaction.record_version}).second) {
      issues.push_back(
          IssueOf(Severity::kError, "RECORD_REPEATED", TransactionPath(i) + "record_id", transaction.record_id));
    }
  }
}

size_t EntriesIn(const std::vector<Transaction>& transactions, const QuotaHistories& staying) {
  size_t entries = 0;
  for (const Transaction& transaction : transactions) entries += transaction.entries.size();
  for (const auto& [quota, history] : staying) entries += history.entries.size();
  return entries;
}

Issue IssueOfOverdraft(const std::string& quota, const Overdraft& overdraft, const Placed& placed,
                       OnViolation on_violation) {
  // What the ledger keeps is to blame only because of what the load took away or brought: then the first entry sent.
  std::string path;
  if (!placed.sent.empty()) {
    const size_t sent = overdraft.entry < placed.staying ? 0 : overdraft.entry - placed.staying;
    path = EntryPath(placed.sent[sent].first, placed.sent[sent].second, "amount_fen");
  }
  const std::string until = overdraft.until ? absl::StrCat("至", FormatIso(*overdraft.until), "前") : "起";
  const std::string figures = absl::StrCat("指标", quota, "自", FormatIso(overdraft.from), until, "，最多差",
                                           FormatYuan(-overdraft.lowest), "元");
  const std::string found = FormatYuan(placed.entries[overdraft.entry].entry.amount);
  if (on_violation == OnViolation::kRecord) {
    return IssueOf(Severity::kWarning, "QUOTA_OVERDRAWN", std::move(path), found, figures);
  }
  const char* reason = overdraft.cause == OverdraftCause::kBalance ? "BALANCE_INSUFFICIENT" : "REFUND_EXCEEDS_PAID";
  return IssueOf(Severity::kError, reason, std::move(path), found, figures);
}

// The indices of the transactions that errors are about.
std::set<size_t> FaultyTransactions(const std::vector<Issue>& issues) {
  std::set<size_t> faulty;
  for (const Issue& issue : issues) {
    const std::optional<size_t> index = TransactionOf(issue);
    if (issue.severity == Severity::kError && index.has_value()) faulty.insert(*index);
  }
  return faulty;
}

// One issue a quota, its first overdraft; recorded ones are all told. Amounts are in range in every quota that is
// judged.
void CheckBalances(const std::vector<Transaction>& transactions, const QuotaHistories& staying,
                   const std::set<size_t>& faulty, const LoadRules& rules, std::vector<Issue>& issues) {
  std::set<std::string> left_out = rules.untouched;
  for (const size_t i : faulty) {
    if (i >= transactions.size()) continue;
    for (const LedgerEntry& entry : transactions[i].entries) left_out.insert(entry.quota);
  }
  if (left_out.count("") > 0) return;
  std::map<std::string, Placed> by_quota;
  for (const auto& [quota, history] : staying) {
    by_quota[quota] = {history.entries, history.entries.size(), {}};
  }
  for (size_t i = 0; i < transactions.size(); ++i) {
    const Transaction& transaction = transactions[i];
    for (size_t j = 0; j < transaction.entries.size(); ++j) {
      Placed& placed = by_quota[transaction.entries[j].quota];
      placed.entries.push_back(
          {transaction.effective_date, transaction.entries[j].entry, !transaction.reverses.empty()});
      placed.sent.push_back({i, j});
    }
  }
  for (const auto& [quota, placed] : by_quota) {
    if (left_out.count(quota) > 0) continue;
    for (const Overdraft& overdraft : FindOverdrafts(placed.entries)) {
      issues.push_back(IssueOfOverdraft(quota, overdraft, placed, rules.on_violation));
      if (rules.on_violation == OnViolation::kReject) break;
    }
  }
}

// What the ledger knows of one record.
struct StoredRecord {
  const PostedTransaction* in_force = nullptr;
  int64_t highest_version = 0;
};

std::map<std::string, StoredRecord> RecordsOf(const std::vector<PostedTransaction>& stored, absl::string_view source) {
  std::map<std::string, StoredRecord> records;
  for (const PostedTransaction& posted : stored) {
    const Transaction& transaction = posted.transaction;
    if (transaction.source != source || !transaction.reverses.empty()) continue;
    StoredRecord& record = records[transaction.record_id];
    record.highest_version = std::max(record.highest_version, transaction.record_version);
    if (!posted.is_reversed) record.in_force = &posted;
  }
  return records;
}

Transaction WithVersionAbove(Transaction transaction, int64_t highest_version) {
  transaction.record_version = std::max(transaction.record_version, highest_version + 1);
  return transaction;
}

std::tuple<Date, std::string> OrderOf(const LoadStep& step) {
  const Transaction& transaction = step.posting ? *step.posting : *step.reversal;
  return {transaction.effective_date, transaction.record_id};
}

}  // namespace

std::optional<size_t> TransactionOf(const Issue& issue) {
  absl::string_view field = issue.place.field;
  size_t index = 0;
  if (!absl::ConsumePrefix(&field, "transactions[")) return std::nullopt;
  if (!absl::SimpleAtoi(field.substr(0, field.find(']')), &index)) return std::nullopt;
  return index;
}

std::vector<Issue> CheckLoad(int fiscal_year, const std::vector<Transaction>& transactions,
                             const QuotaHistories& staying, const std::set<std::string>& special_funds,
                             const LoadRules& rules) {
  std::vector<Issue> issues;
  for (size_t i = 0; i < transactions.size(); ++i) {
    for (Issue& issue : CheckTransaction(transactions[i])) {
      issue.place.field.insert(0, TransactionPath(i));
      issues.push_back(std::move(issue));
    }
  }
  CheckRecords(fiscal_year, transactions, issues);
  CheckReferences(transactions, staying, special_funds, issues);
  const size_t entries = EntriesIn(transactions, staying);
  if (entries > static_cast<size_t>(kMaxEntriesPerYear)) {
    issues.push_back(IssueOf(Severity::kError, "YEAR_FULL", "transactions", absl::StrCat(entries, "条")));
    return issues;  // sums of more entries than the limit may leave 64 bits
  }
  std::set<size_t> faulty = FaultyTransactions(issues);
  faulty.insert(rules.unread.begin(), rules.unread.end());
  CheckBalances(transactions, staying, faulty, rules, issues);
  return issues;
}

LoadPlan PlanLoad(const std::vector<PostedTransaction>& stored, const std::vector<Transaction>& sent,
                  absl::string_view source, OnVanished on_vanished) {
  std::map<std::string, StoredRecord> records = RecordsOf(stored, source);
  LoadPlan plan;
  for (size_t i = 0; i < sent.size(); ++i) {
    const StoredRecord known = records[sent[i].record_id];
    records[sent[i].record_id].in_force = nullptr;  // what is left in force in the end has vanished
    const VersionChange change =
        known.in_force == nullptr ? VersionChange::kNewer : CompareVersions(known.in_force->transaction, sent[i]);
    switch (change) {
      case VersionChange::kUnchanged:
        ++plan.unchanged;
        continue;
      case VersionChange::kOlder:
        ++plan.ignored;
        continue;
      case VersionChange::kNewer:
        break;
    }
    LoadStep step;
    step.posting = WithVersionAbove(sent[i], known.highest_version);
    step.sent = i;
    if (known.in_force != nullptr) step.reversal = ReversalOf(*known.in_force);
    ++(known.in_force != nullptr ? plan.changed : plan.added);
    plan.steps.push_back(std::move(step));
  }
  for (const auto& [record_id, record] : records) {
    if (record.in_force == nullptr) continue;
    ++plan.vanished;
    if (on_vanished == OnVanished::kReverse) {
      plan.steps.push_back({.reversal = ReversalOf(*record.in_force), .posting = std::nullopt, .sent = 0});
    }
  }
  std::stable_sort(plan.steps.begin(), plan.steps.end(),
                   [](const LoadStep& a, const LoadStep& b) { return OrderOf(a) < OrderOf(b); });
  return plan;
}

}  // namespace zhengping::budget
