// The packed form of each department-year's latest revision (year_pack.h), kept by every write in its own transaction.
//
// A year that has none is read from its rows: one that nobody changed since the table is there, and one whose sources
// contradict each other, since which row is whose is not packed.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_PACKED_YEARS_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_PACKED_YEARS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/stored_year.h"

namespace zhengping::indicator {

// Packs what stands at `mark`, after all rows of that revision were written.
absl::Status SavePackedYear(storage::Connection& connection, const YearKey& key, const YearMark& mark);

// Hands those of `years` that ask for the latest revision and are packed to `each`, by their places in `years`; returns
// the places of the others, ascending. Statements: one a run of neighbours in the order of the keys, of departments
// that are asked for one after another; never more than two a year.
absl::StatusOr<std::vector<size_t>> SelectPackedYears(storage::Connection& connection,
                                                      const std::vector<YearAtRevision>& years,
                                                      absl::FunctionRef<void(size_t, const StoredYear&)> each);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_PACKED_YEARS_H_
