// Department-years that an import has changed in the running database transaction and not yet written.
//
// The bodies of a batch change them one after another; their chunks, heads and places in the feed are written once,
// before the commit. So departments that arrive interleaved, chunk after chunk, cost SQLite a row a batch, not a row a
// chunk. Whatever reads a department-year inside a write has it written first (StorePending): it sees what was changed.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_PENDING_YEARS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_PENDING_YEARS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/request_rows.h"
#include "services/budget/store/year_writer.h"

namespace zhengping::budget {

// The year's writer as earlier bodies of the batch left it, or a new one.
absl::StatusOr<YearWriter> TakePending(storage::Connection& connection, const YearKey& key, const WriteStamp& stamp);
// Leaves `writer` to be finished before the commit, or to be taken again.
absl::Status LeavePending(storage::Connection& connection, const YearKey& key, YearWriter writer);

// Finishes the writer that earlier bodies left of the year: its rows are gathered, its head is in the cache.
absl::Status FinishPending(storage::Connection& connection, const YearKey& key);
// Writes what the running transaction has changed of the year and not yet written, and all that is gathered. Does
// nothing in a read.
absl::Status StorePending(storage::Connection& connection, const YearKey& key);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_PENDING_YEARS_H_
