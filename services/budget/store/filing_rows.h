// Which revision filed what is valid at another one: the heads of special funds, statement and reported facts.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_FILING_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_FILING_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

struct Filing {
  int64_t revision = 0;
  std::string economy_measures;  // of a statement
  std::string source;            // of a statement
  int64_t filed_ms = 0;
};

// The filing of `kind` that is valid at `revision`; empty: there is none.
absl::StatusOr<std::optional<Filing>> SelectFiling(storage::Connection& connection, const YearKey& key, ChangeKind kind,
                                                   int64_t revision);
absl::Status InsertFiling(storage::Connection& connection, const YearKey& key, ChangeKind kind, const Filing& filing);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_FILING_ROWS_H_
