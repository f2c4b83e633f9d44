#include "common/testing/temp_database.h"

#include <utility>

#include "common/status/check.h"

namespace zhengping::storage {

std::vector<BackendKind> Backends() { return {BackendKind::kSqlite}; }

std::string BackendName(const testing::TestParamInfo<BackendKind>& info) {
  switch (info.param) {
    case BackendKind::kSqlite:
      return "Sqlite";
  }
  return "Unknown";
}

TempDatabase::TempDatabase(BackendKind kind, std::vector<Migration> migrations, const Config& limits)
    : config_(limits), migrations_(std::move(migrations)) {
  switch (kind) {
    case BackendKind::kSqlite:
      config_.path = folder_.path() + "/test.db";
  }
  Reopen();
}

void TempDatabase::Reopen() {
  Close();
  absl::StatusOr<std::unique_ptr<Database>> opened = Database::Open(config_, migrations_);
  ZP_CHECK(opened.ok(), opened.status().message());
  database_ = *std::move(opened);
}

}  // namespace zhengping::storage
