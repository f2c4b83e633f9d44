// What became of the records of one import chunk, packed. A record that was added, or found unchanged, and of which
// nothing is to be remarked costs a byte or, in a row of such, nothing: its transaction is the next one of its
// department-year, and all that is known of it stands in the ledger. Every other record is written out with its issues.
//
// A version byte, then tokens, each a varint whose low three bits say what it is:
//
//   0 added      n plain records of the current department-year follow one another (n: the other bits)
//   1 added      one plain record of department-year n of this chunk, which becomes the current one
//   2, 3         the same for unchanged ones
//   4 years      a department-year, with the revision of its next plain record; it becomes the current one
//   5 record     outcome n, then department, fiscal year, record, version, transaction, issues
//
// What is read is never trusted: bytes that the packing does not write are DATA_LOSS.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_OUTCOME_PACK_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_OUTCOME_PACK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/budget/store/record_import.h"

namespace zhengping::budget {

struct RecordResult {
  RecordOutcome outcome = RecordOutcome::kAdded;
  YearKey key;
  int64_t revision = 0;  // of a plain record: its transaction's; then all below is empty and stands in the ledger
  std::string record_id;
  int64_t record_version = 0;
  std::string transaction_id;  // posted or found; empty: none
  std::vector<Issue> issues;   // at most kMostIssuesPerRecord
};

// More help nobody mend a record.
inline constexpr size_t kMostIssuesPerRecord = 20;

struct PackedOutcomes {
  std::string bytes;
  int64_t plain_added = 0;
};
PackedOutcomes PackOutcomes(absl::Span<const ImportRecord> records, absl::Span<const ImportedRecord> imported);

// In the order of the records.
absl::StatusOr<std::vector<RecordResult>> UnpackOutcomes(absl::string_view bytes, const std::string& division);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_OUTCOME_PACK_H_
