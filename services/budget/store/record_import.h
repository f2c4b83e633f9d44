// Records of an import from a system of record, stored department-year by department-year inside one write.
//
//   database.Write([records](Connection& c) { return ImportRecords(c, records, OnViolation::kRecord, stamp); }, done);
//
// Departments may stand interleaved: the records are grouped by department-year first, in the order sent within each,
// across all chunks that are given together.
// Every record is decided for itself (domain/record_import.h): a refused one leaves its neighbours alone. What a record
// changes is one revision, so that a ledger's revisions and digests are the same however its records were cut into
// calls.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_RECORD_IMPORT_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_RECORD_IMPORT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/status/issue.h"
#include "common/storage/connection.h"
#include "services/budget/domain/record_import.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/quota_rows.h"
#include "services/budget/store/request_rows.h"

namespace zhengping::budget {

struct ImportRecord {
  YearKey key;
  Transaction transaction;       // of an is_deleted record only source, record_id and record_version count
  std::vector<QuotaRow> quotas;  // that the record needs, new ones or known ones; stored under its revision
  bool is_deleted = false;
  std::vector<Issue> issues;        // what reading found; an error refuses the record
  bool creates_department = false;  // its department comes with the same write: not asked for, so that a dry run can go
};

struct ImportedRecord {
  RecordOutcome outcome = RecordOutcome::kRefused;
  int64_t revision = 0;       // of the transaction posted, or in force as it was; of a deletion the reversal's; 0: none
  std::vector<Issue> issues;  // the record's own, then those of the rules; "entries[0].amount_fen", "quotas[0].id"
};
// Of the transaction of imported.revision; empty: none.
std::string TransactionIdOf(const ImportRecord& record, const ImportedRecord& imported);

// Inside a Write's body; with kValidateOnly inside a read as well: the same outcomes, nothing stored, revisions 0. The
// outcomes stand in the order of the records. An error is the database's, never a record's.
//
// Refused besides what DecideRecord refuses: DEPARTMENT_NOT_FOUND, FISCAL_YEAR_OUT_OF_RANGE, YEAR_DISAGREES
// (transaction and key), and what CheckQuota and CompareQuotas find. A record that is known with the same content but
// brings quotas with another purpose is kChanged: a revision of the quotas alone. A record without record_id and
// entries is its quotas alone.
absl::StatusOr<std::vector<ImportedRecord>> ImportRecords(storage::Connection& connection,
                                                          absl::Span<const ImportRecord> records,
                                                          OnViolation on_violation, const WriteStamp& stamp,
                                                          Mode mode = Mode::kWrite);
// The records of several chunks of an import, which follow one another; the outcomes chunk by chunk.
absl::StatusOr<std::vector<std::vector<ImportedRecord>>> ImportChunks(
    storage::Connection& connection, absl::Span<const absl::Span<const ImportRecord>> chunks, OnViolation on_violation,
    const WriteStamp& stamp, Mode mode = Mode::kWrite);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_RECORD_IMPORT_H_
