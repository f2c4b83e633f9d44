// The head row of a department-year and the chain of its changes.
//
//   digest after a change = SM3(digest before, its 32 bytes ‖ canonical text), nothing before the first, text by text
//   within a revision in the order: quotas by id, special funds, statement, reported facts, the reversal of an older
//   version, the transaction
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_YEAR_HEAD_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_YEAR_HEAD_H_

#include <cstdint>
#include <optional>
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
// Empty for a number that stands for nothing.
std::optional<ChangeKind> ChangeKindFromColumn(int64_t number);

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
// The head's revision and digest alone; revision 0 where there is no row.
struct YearMark {
  int64_t revision = 0;
  std::string digest;
  friend bool operator==(const YearMark&, const YearMark&) = default;
};
absl::StatusOr<YearMark> SelectMark(storage::Connection& connection, const YearKey& key);
absl::Status SaveHead(storage::Connection& connection, const YearKey& key, const YearHead& head);

struct YearHeadOfYear {
  int fiscal_year = 0;
  YearHead head;
};
// Years after `after_year`, ascending, at most `limit`.
absl::StatusOr<std::vector<YearHeadOfYear>> SelectHeads(storage::Connection& connection,
                                                        const DepartmentName& department, int after_year,
                                                        int64_t limit);

// REVISION_NOT_FOUND above the head. Revision 0 has the empty digest.
absl::StatusOr<std::string> SelectDigest(storage::Connection& connection, const YearKey& key, int64_t revision);

// The digest after one more text; both lower-case hex.
std::string ChainDigest(absl::string_view digest, absl::string_view canonical_text);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_YEAR_HEAD_H_
