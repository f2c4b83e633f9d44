// The head row of a department-year and the chain of its changes.
//
//   digest after a change = SM3(digest before ‖ canonical text), text by text within a revision in the order: quotas by
//   id, special funds, statement, reported facts, the reversal of an older version, the transaction
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_YEAR_HEAD_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_YEAR_HEAD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/connection.h"
#include "services/budget/domain/facts.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {

enum class ChangeKind { kTransaction, kQuotas, kSpecialFunds, kStatement, kReportedFacts };
int64_t ColumnOf(ChangeKind kind);

struct YearHead {
  int64_t revision = 0;  // 0: the year holds nothing
  std::string digest;    // empty at revision 0
  int64_t transaction_count = 0;
  int64_t entry_count = 0;
  FactFold fold;  // of all entries at this revision
  int64_t updated_ms = 0;
};

// Revision 0 where there is no row.
absl::StatusOr<YearHead> SelectHead(storage::Connection& connection, const YearKey& key);
absl::Status SaveHead(storage::Connection& connection, const YearKey& key, const YearHead& head);

struct YearHeadOfYear {
  int fiscal_year = 0;
  YearHead head;
};
// Years after `after_year`, ascending, at most `limit`.
absl::StatusOr<std::vector<YearHeadOfYear>> SelectHeads(storage::Connection& connection,
                                                        const DepartmentName& department, int after_year,
                                                        int64_t limit);

struct Change {
  int64_t revision = 0;
  ChangeKind kind = ChangeKind::kTransaction;
  std::string digest;
  std::string caller;
  std::string reason;  // why, where the caller says so
  int64_t changed_ms = 0;
};
absl::Status InsertChange(storage::Connection& connection, const YearKey& key, const Change& change);
// REVISION_NOT_FOUND above the head. Revision 0 has the empty digest.
absl::StatusOr<std::string> SelectDigest(storage::Connection& connection, const YearKey& key, int64_t revision);

// The digest after one more text.
std::string ChainDigest(absl::string_view digest, absl::string_view canonical_text);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_YEAR_HEAD_H_
