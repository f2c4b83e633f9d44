// Rows that the bodies of a batch write into the same tables: gathered, and stored many a statement before the commit.
// A batch of postings is then a few statements, each one way to a server and back, whatever the batch holds.
//
//   constexpr storage::GatheredTable kFeed = {.insert = "INSERT INTO feed (position, department)", .columns = 2};
//   constexpr storage::GatheredTable kHeads = {.insert = "INSERT INTO heads (department, revision)",
//                                              .columns = 2,
//                                              .on_conflict = "ON CONFLICT (department) DO UPDATE SET …",
//                                              .key_columns = 1};
//   ZP_RETURN_IF_ERROR(storage::GatherRow(connection, kHeads, department, revision));
//
// Whoever reads a table that rows are gathered for has them stored first (StoreGathered); a body that gathers has
// written. An error of the database comes when they are stored: the batch is rolled back then and its bodies run one by
// one, as ever. Only in a Write's body.
#ifndef ZHENGPING_COMMON_STORAGE_GATHERED_ROWS_H_
#define ZHENGPING_COMMON_STORAGE_GATHERED_ROWS_H_

#include <array>
#include <cstddef>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "common/storage/connection.h"
#include "common/storage/statement.h"

namespace zhengping::storage {

// Of static storage: a table goes by its address.
struct GatheredTable {
  const char* insert;            // up to VALUES
  size_t columns;                // of a row
  const char* on_conflict = "";  // after the rows
  size_t key_columns = 0;  // the first so many say which row it is: a later one takes the place. 0: each is its own
};

// Copies the values.
absl::Status GatherSpan(Connection& connection, const GatheredTable& table, absl::Span<const Value> values);
template <typename... Args>
absl::Status GatherRow(Connection& connection, const GatheredTable& table, const Args&... args) {
  const std::array<Value, sizeof...(Args)> values = {Value(args)...};
  return GatherSpan(connection, table, values);
}

// Whether a row with this key waits.
bool IsGathered(Connection& connection, const GatheredTable& table, absl::Span<const Value> key);

// Stores what the running transaction has gathered. Does nothing in a read.
absl::Status StoreGathered(Connection& connection);

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_GATHERED_ROWS_H_
