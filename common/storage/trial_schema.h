// The schema of this folder's tests (testdata/), as zp_migrations embeds it, and the two statements that most of them
// use. Part of the test program only.
#ifndef ZHENGPING_COMMON_STORAGE_TRIAL_SCHEMA_H_
#define ZHENGPING_COMMON_STORAGE_TRIAL_SCHEMA_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "common/storage/database.h"
#include "common/storage/migration.h"

namespace zhengping::common {
std::vector<storage::Migration> Migrations();
}  // namespace zhengping::common

namespace zhengping::storage {

inline absl::Status InsertQuota(Connection& connection, int64_t id) {
  return connection.Execute("INSERT INTO quotas (id, name) VALUES ($1, $2)", id, "quota");
}

// Ids in the order of insertion are not kept by the table, so tests that ask for order use rising ids.
inline absl::StatusOr<std::vector<int64_t>> QuotaIds(Connection& connection) {
  return Rows(connection, "SELECT id FROM quotas WHERE id > 0 ORDER BY id",
              [](const Statement& row) { return row.Int64(0); });
}

inline std::vector<int64_t> QuotaIds(Database& database) {
  return database.Read([](Connection& connection) { return QuotaIds(connection); }).value_or(std::vector<int64_t>{-1});
}

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_TRIAL_SCHEMA_H_
