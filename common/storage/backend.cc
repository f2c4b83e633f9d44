#include "common/storage/backend.h"

#include "common/storage/postgres/postgres_backend.h"
#include "common/storage/sqlite/sqlite_backend.h"

namespace zhengping::storage {

absl::StatusOr<std::unique_ptr<Backend>> OpenBackend(const Config& config) {
  return config.conninfo.empty() ? SqliteBackend::Open(config) : PostgresBackend::Open(config);
}

}  // namespace zhengping::storage
