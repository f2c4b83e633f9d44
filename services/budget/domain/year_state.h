// What a department-year must remember so that the next transaction can be decided without reading its ledger: its
// quotas with the ends of their days, its special funds, and which version of each record is in force.
//
// Made by applying the ledger's transactions in revision order, or kept up while they are written; both give the same.
// Its size is that of the records and quotas, not of the texts. A value that only moves; not thread-safe.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_YEAR_STATE_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_YEAR_STATE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "services/budget/domain/day_ends.h"
#include "services/budget/domain/facts.h"
#include "services/budget/domain/ledger.h"

namespace zhengping::budget {

struct QuotaState {
  QuotaRecord record;
  DayEnds ends;
  int64_t entries = 0;
};

struct RecordState {
  int64_t highest_version = 0;    // that was used; a version is not used twice
  int64_t in_force_revision = 0;  // of the transaction that is not reversed; 0: all are
};

class YearState {
 public:
  YearState() = default;
  YearState(YearState&&) = default;
  YearState& operator=(YearState&&) = default;

  // Null when the year has none of that id. The pointers stay valid while the state lives.
  const QuotaState* FindQuota(absl::string_view id) const;
  size_t quota_count() const { return quotas_.size(); }
  const RecordState* FindRecord(absl::string_view source, absl::string_view record_id) const;
  bool HasFund(absl::string_view id) const { return funds_.contains(id); }
  int64_t entry_count() const { return entry_count_; }
  // Kept up by whoever applies: FactFold::Apply does, where a fold goes along.
  LiveKeys& live() { return live_; }

  // New, or with another purpose.
  void PutQuota(const QuotaRecord& record);
  void SetFunds(const std::set<std::string>& ids);
  // A transaction of `revision`: moves the balances; a posting is its record's version in force from then on. Every
  // quota that it names is there. Gives the record's key back, valid while the state lives; empty for a reversal.
  absl::string_view Apply(const Transaction& transaction, int64_t version, int64_t revision);
  // The record's transaction of `reversed_revision` was reversed and nothing posted in its place. `version`: of the
  // message that took it back.
  void Withdraw(absl::string_view record_key, int64_t reversed_revision, int64_t version);
  void Withdraw(absl::string_view source, absl::string_view record_id, int64_t reversed_revision, int64_t version);

  // For the bound of what is kept in memory.
  size_t memory_bytes() const;

  // For tests: everything that a decision can see, in one order.
  std::string DebugText() const;

 private:
  absl::string_view Keep(absl::string_view bytes);

  absl::flat_hash_map<std::string, std::unique_ptr<QuotaState>> quotas_;
  mutable QuotaState* found_last_ = nullptr;  // of quotas_: a transaction asks for its quota again and again
  absl::flat_hash_set<std::string> funds_;
  absl::flat_hash_map<absl::string_view, RecordState> records_;  // by source, NUL, record_id; the bytes lie in blocks_
  std::deque<std::string> blocks_;
  LiveKeys live_;
  size_t kept_bytes_ = 0;  // of texts and ends
  int64_t entry_count_ = 0;
};

// Of a ledger at its latest revision.
YearState StateOf(const LedgerYear& year);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_YEAR_STATE_H_
