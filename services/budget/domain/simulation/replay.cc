#include "services/budget/domain/simulation/replay.h"

#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/overdraft.h"
#include "services/budget/domain/rule_text.h"
#include "services/budget/domain/simulation/replayed_ledger.h"

namespace zhengping::budget {
namespace {

absl::Status Wrong(const char* reason, std::string field) {
  return Invalid({reason, std::move(field), ""}, EnglishOf(reason));
}

absl::Status Unknown(const char* reason, std::string field, const std::string& name) {
  return NotNow({reason, std::move(field), ""}, absl::StrCat("the year that is replayed has no ", name));
}

// One quota's entries as overdraft.h reads them, and which transaction each is of.
struct DatedQuota {
  std::vector<DatedEntry> entries;
  std::vector<const PostedTransaction*> transactions;
};

std::map<std::string, DatedQuota> DatedQuotasOf(const LedgerYear& year) {
  std::map<std::string, DatedQuota> quotas;
  for (const PostedTransaction& posted : year.transactions) {
    for (const LedgerEntry& entry : posted.transaction.entries) {
      DatedQuota& quota = quotas[entry.quota];
      quota.entries.push_back({posted.transaction.effective_date, entry.entry, !posted.transaction.reverses.empty()});
      quota.transactions.push_back(&posted);
    }
  }
  return quotas;
}

bool Has(const std::vector<Overdraft>& overdrafts, const Overdraft& sought) {
  for (const Overdraft& one : overdrafts) {
    if (one.cause == sought.cause && one.from == sought.from && one.until == sought.until &&
        one.lowest == sought.lowest) {
      return true;
    }
  }
  return false;
}

Issue OverdraftIssue(const std::string& quota, const Overdraft& overdraft, const PostedTransaction& posted) {
  const std::string until = overdraft.until ? absl::StrCat("至", FormatIso(*overdraft.until), "前") : "起至年末";
  const char* what = overdraft.cause == OverdraftCause::kBalance ? "余额不足" : "退回超过支付";
  return IssueOf(Severity::kWarning, "REPLAY_OVERDRAWN", absl::StrCat("quotas/", quota),
                 absl::StrCat(FormatYuan(overdraft.lowest), "元"),
                 absl::StrCat("指标", quota, "自", FormatIso(overdraft.from), until, what, "，最多缺",
                              FormatYuan(-overdraft.lowest), "元，由业务", posted.id, "引起"));
}

// What the quotas of `after` cannot bear, and bore before.
void FindNewOverdrafts(const LedgerYear& before, const LedgerYear& after, std::vector<Issue>& issues) {
  const std::map<std::string, DatedQuota> was = DatedQuotasOf(before);
  for (const auto& [id, quota] : DatedQuotasOf(after)) {
    const auto found = was.find(id);
    if (found != was.end() && found->second.entries == quota.entries) continue;
    const std::vector<Overdraft> known =
        found == was.end() ? std::vector<Overdraft>() : FindOverdrafts(found->second.entries);
    for (const Overdraft& overdraft : FindOverdrafts(quota.entries)) {
      if (Has(known, overdraft)) continue;
      issues.push_back(OverdraftIssue(id, overdraft, *quota.transactions[overdraft.entry]));
    }
  }
}

// Checks and makes changes; those of one type in a row are made together.
class Replayer {
 public:
  explicit Replayer(const LedgerYear& year) : year_(year), ledger_(year) {
    for (const QuotaRecord& quota : year.quotas) quotas_.insert(quota.id);
    for (const SpecialFund& fund : year.special_funds) funds_.insert(fund.id);
    for (const PostedTransaction& posted : year.transactions) {
      originals_[posted.id] = ReplayedLedger::OriginalOf(posted);
      for (const LedgerEntry& entry : posted.transaction.entries) funds_.insert(entry.special_fund);
    }
  }

  absl::Status Make(const std::vector<Change>& changes) {
    for (size_t i = 0; i < changes.size(); ++i) {
      const absl::Status made = std::visit([this](const auto& change) { return this->Make(change); }, changes[i]);
      ZP_RETURN_IF_ERROR(WithFieldPrefix(made, absl::StrCat("changes[", i, "].")));
      if (i + 1 == changes.size() || changes[i + 1].index() != changes[i].index()) Finish();
    }
    return absl::OkStatus();
  }

  ReplayedYear Take() && {
    ReplayedYear replayed = {std::move(ledger_).Take(), std::move(issues_)};
    FindNewOverdrafts(year_, replayed.ledger, replayed.issues);
    return replayed;
  }

 private:
  static constexpr size_t kAllEntries = std::numeric_limits<size_t>::max();

  // Of one run of changes; several releases of one fund in a row are made in their order.
  struct Run {
    bool merges = false;
    std::map<std::string, Date> moved_transactions;
    std::map<std::string, std::set<size_t>> additions;  // by original: places, kAllEntries among them: all
    std::map<std::string, std::pair<Date, ReleasesMoved>> releases;
    std::set<std::string> transfers;
  };

  static absl::Status Make(std::monostate) { return absl::OkStatus(); }

  absl::Status Make(const MergeQuotas& change) {
    const std::string field = "merge_quotas.quotas";
    const std::set<std::string> distinct(change.quotas.begin(), change.quotas.end());
    if (distinct.size() < 2) return Wrong("CHANGE_MISSING", field);
    const Classification* first = nullptr;
    for (size_t i = 0; i < change.quotas.size(); ++i) {
      const std::string path = absl::StrCat(field, "[", i, "]");
      ZP_RETURN_IF_ERROR(CheckQuotaKnown(change.quotas[i], path));
      const Classification& purpose = ledger_.quota(change.quotas[i]).classification;
      if (first == nullptr) first = &purpose;
      const bool is_same = purpose.fund_type == first->fund_type && purpose.function_code == first->function_code &&
                           purpose.outlay == first->outlay;
      if (!is_same) return Wrong("QUOTAS_NOT_OF_ONE_KIND", path);
    }
    ledger_.Merge(change.quotas);
    run_.merges = true;
    return absl::OkStatus();
  }

  absl::Status Make(const MoveTransaction& change) {
    ZP_RETURN_IF_ERROR(CheckTransactionKnown(change.transaction, "move_transaction.transaction"));
    ZP_RETURN_IF_ERROR(CheckDay(change.effective_date, "move_transaction.effective_date"));
    run_.moved_transactions[originals_.at(change.transaction)] = change.effective_date;
    return absl::OkStatus();
  }

  absl::Status Make(const SetInitialBudget& change) {
    ZP_RETURN_IF_ERROR(CheckQuotaKnown(change.quota, "set_initial_budget.quota"));
    const char* amount = "set_initial_budget.initial_budget_fen";
    if (change.initial_budget < Money()) return Wrong("AMOUNT_NEGATIVE", amount);
    if (change.initial_budget.fen() > kMaxAmountFen) return Wrong("AMOUNT_OUT_OF_RANGE", amount);
    ledger_.SetInitialBudget(change.quota, change.initial_budget);
    return absl::OkStatus();
  }

  absl::Status Make(const MoveToInitialBudget& change) {
    const std::string field = "move_to_initial_budget.transactions";
    if (change.additions.empty()) return Wrong("CHANGE_MISSING", field);
    for (size_t i = 0; i < change.additions.size(); ++i) {
      const Addition& addition = change.additions[i];
      ZP_RETURN_IF_ERROR(CheckTransactionKnown(addition.transaction, absl::StrCat(field, "[", i, "]")));
      std::set<size_t>& entries = run_.additions[originals_.at(addition.transaction)];
      entries.insert(addition.entry.value_or(kAllEntries));
    }
    return absl::OkStatus();
  }

  absl::Status Make(const ReleaseSpecialFund& change) {
    ZP_RETURN_IF_ERROR(CheckFundKnown(change.special_fund, "release_special_fund.special_fund"));
    ZP_RETURN_IF_ERROR(CheckDay(change.release_date, "release_special_fund.release_date"));
    if (run_.releases.count(change.special_fund) > 0) Finish();
    run_.releases[change.special_fund] = {change.release_date, change.moved};
    return absl::OkStatus();
  }

  absl::Status Make(const ExpectRelease& change) {
    ZP_RETURN_IF_ERROR(CheckFundKnown(change.special_fund, "expect_release.special_fund"));
    ledger_.ExpectRelease(change.special_fund, change.expected_release_date);
    return absl::OkStatus();
  }

  absl::Status Make(const MoveTransfersToInitialBudget& change) {
    const std::string field = "move_transfers_to_initial_budget.transactions";
    if (change.transactions.empty()) return Wrong("CHANGE_MISSING", field);
    for (size_t i = 0; i < change.transactions.size(); ++i) {
      ZP_RETURN_IF_ERROR(CheckTransactionKnown(change.transactions[i], absl::StrCat(field, "[", i, "]")));
      run_.transfers.insert(originals_.at(change.transactions[i]));
    }
    return absl::OkStatus();
  }

  // Makes what the run has gathered. All of one run are of one type.
  void Finish() {
    const Run run = std::exchange(run_, Run());
    if (run.merges) ledger_.FollowMerges();
    if (!run.moved_transactions.empty()) ledger_.MoveTransactions(run.moved_transactions);
    if (!run.additions.empty()) MoveAdditions(run);
    if (!run.releases.empty()) MoveReleases(run);
    if (run.transfers.empty()) return;
    for (const ReplayedLedger::Lack& lack : ledger_.MoveTransfersToInitialBudget(run.transfers)) {
      issues_.push_back(IssueOf(
          Severity::kWarning, "INITIAL_BUDGET_INSUFFICIENT", absl::StrCat("transactions/", lack.transaction),
          absl::StrCat(FormatYuan(lack.amount), "元"),
          absl::StrCat("业务", lack.transaction, "：指标", lack.quota, "的年初预算缺", FormatYuan(lack.amount), "元")));
    }
  }

  void MoveAdditions(const Run& run) {
    const ReplayedLedger::Destination initial = {ledger_.first_of_january(), "-initial", true};
    ledger_.MoveEntries(
        [&run, &initial](const PostedTransaction& posted, size_t place) -> std::optional<ReplayedLedger::Destination> {
          const LedgerEntry& entry = posted.transaction.entries[place];
          const auto found = run.additions.find(ReplayedLedger::OriginalOf(posted));
          if (found == run.additions.end() || entry.entry.kind != EntryKind::kSupplement) return std::nullopt;
          const bool is_meant = found->second.count(kAllEntries) > 0 || found->second.count(place) > 0;
          return is_meant ? std::optional<ReplayedLedger::Destination>(initial) : std::nullopt;
        });
  }

  void MoveReleases(const Run& run) {
    ledger_.MoveEntries(
        [&run](const PostedTransaction& posted, size_t place) -> std::optional<ReplayedLedger::Destination> {
          const LedgerEntry& entry = posted.transaction.entries[place];
          if (!ReplayedLedger::IsRelease(entry.entry.kind)) return std::nullopt;
          const auto found = run.releases.find(entry.special_fund);
          if (found == run.releases.end()) return std::nullopt;
          const auto& [day, moved] = found->second;
          const Date was = posted.transaction.effective_date;
          if (was == day || (moved == ReleasesMoved::kLaterOnes && was < day)) return std::nullopt;
          return ReplayedLedger::Destination{day, absl::StrCat("-released-", entry.special_fund)};
        });
  }

  absl::Status CheckQuotaKnown(const std::string& id, const std::string& field) const {
    if (quotas_.count(id) > 0) return absl::OkStatus();
    return Unknown("QUOTA_NOT_FOUND", field, absl::StrCat("quota ", id));
  }
  absl::Status CheckTransactionKnown(const std::string& id, const std::string& field) const {
    if (originals_.count(id) > 0) return absl::OkStatus();
    return Unknown("TRANSACTION_NOT_FOUND", field, absl::StrCat("transaction ", id));
  }
  absl::Status CheckFundKnown(const std::string& id, const std::string& field) const {
    if (!id.empty() && funds_.count(id) > 0) return absl::OkStatus();
    return Unknown("SPECIAL_FUND_NOT_FOUND", field, absl::StrCat("special fund ", id));
  }
  absl::Status CheckDay(Date day, const std::string& field) const {
    return day.year() == year_.fiscal_year ? absl::OkStatus() : Wrong("DATE_OUTSIDE_YEAR", field);
  }

  const LedgerYear& year_;
  ReplayedLedger ledger_;
  std::set<std::string> quotas_;
  std::set<std::string> funds_;
  std::map<std::string, std::string> originals_;  // transaction → the one it reverses, or itself
  Run run_;
  std::vector<Issue> issues_;
};

}  // namespace

absl::StatusOr<ReplayedYear> Replay(const LedgerYear& year, const std::vector<Change>& changes,
                                    const std::vector<Change>& first) {
  Replayer replayer(year);
  ZP_CHECK(replayer.Make(first).ok(), "changes made first are of the year");
  ZP_RETURN_IF_ERROR(replayer.Make(changes));
  return std::move(replayer).Take();
}

}  // namespace zhengping::budget
