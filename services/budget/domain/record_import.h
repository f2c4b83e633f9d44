// The decision about one record of an import from a system of record (一体化平台): what it does to the ledger, one
// revision a record, by what is in force of the same record.
//
//   in force   sent                                   outcome
//   none       not known before                       kAdded
//   none       version above the highest one used, or 0      kAdded
//   none       another version (it was taken back)    kOutdated
//   a version  same content                           kUnchanged
//   a version  other content, a lower version         kOutdated
//   a version  other content otherwise                kChanged: a reversal and the new version
//   a version  is_deleted, a lower version            kOutdated
//   a version  is_deleted otherwise                   kDeleted: a reversal
//   none       is_deleted                             kUnchanged
//
// A record of the same version with other content is a changed row that is sent again: it gets the next version.
// Version 0 is the next version. Pure: whoever calls brings what the ledger holds.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_RECORD_IMPORT_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_RECORD_IMPORT_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "common/status/issue.h"
#include "services/budget/domain/ledger.h"
#include "services/budget/domain/year_state.h"

namespace zhengping::budget {

// What became of a record that a load or an import sent, or no longer sent.
enum class RecordOutcome {
  kAdded,
  kUnchanged,
  kChanged,   // the version in force reversed, the sent one posted
  kOutdated,  // a newer version is known
  kDeleted,   // is_deleted: the version in force reversed
  kVanished,  // of a load: no longer sent
  kRefused,   // in error: see its issues
};

// What to do with a record that would overdraw a quota.
enum class OnViolation {
  kReject,  // refused: BALANCE_INSUFFICIENT, REFUND_EXCEEDS_PAID
  kRecord,  // stored, with the warning QUOTA_OVERDRAWN: exports of real systems overdraw a quota at some past date
};

struct SentRecord {
  const Transaction* transaction = nullptr;       // of an is_deleted record only identity, version and year count
  absl::Span<const QuotaRecord* const> declared;  // quotas that come with it, new or with another purpose
  bool is_deleted = false;
};

struct RecordDecision {
  RecordOutcome outcome = RecordOutcome::kRefused;
  std::optional<Transaction> reversal;  // of the version in force
  int64_t version = 0;                  // that the sent one is posted as; 0: it is not posted
  std::vector<Issue> issues;            // paths as in CheckTransaction; errors among them only with kRefused
};

// `in_force` is the stored transaction of RecordState::in_force_revision; null where that is 0. Refused besides what
// CheckTransaction finds: QUOTA_NOT_FOUND, SPECIAL_FUND_NOT_FOUND, YEAR_FULL, and with kReject a balance. Warnings:
// those of CheckTransaction, and QUOTA_OVERDRAWN. Notes: RECORD_NOT_IN_FORCE of an is_deleted record that finds nothing
// to take back, RECORD_TAKEN_BACK of a version that comes after its deletion.
RecordDecision DecideRecord(const YearState& state, const SentRecord& sent, const PostedTransaction* in_force,
                            OnViolation on_violation);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_RECORD_IMPORT_H_
