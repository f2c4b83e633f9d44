#include "common/testing/temp_database.h"

#include <unistd.h>

#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/storage/postgres/postgres_connection.h"
#include "common/testing/postgres_cluster.h"

namespace zhengping::storage {

namespace {

// Of all tests of all programs that share a server.
std::string NewSchema() {
  static std::atomic<int> last = 0;
  return absl::StrCat("test_", getpid(), "_", ++last);
}

}  // namespace

std::vector<BackendKind> Backends() {
  if (!PostgresCluster::IsInstalled()) return {BackendKind::kSqlite};
  return {BackendKind::kSqlite, BackendKind::kPostgres};
}

std::string BackendName(const testing::TestParamInfo<BackendKind>& info) {
  switch (info.param) {
    case BackendKind::kSqlite:
      return "Sqlite";
    case BackendKind::kPostgres:
      return "Postgres";
  }
  return "Unknown";
}

TempDatabase::TempDatabase(BackendKind kind, std::vector<Migration> migrations, const Config& limits)
    : config_(limits), migrations_(std::move(migrations)) {
  switch (kind) {
    case BackendKind::kSqlite:
      config_.path = folder_.path() + "/test.db";
      break;
    case BackendKind::kPostgres:
      config_.conninfo = PostgresCluster::Shared();
      config_.schema = NewSchema();
      break;
  }
  Reopen();
}

TempDatabase::~TempDatabase() {
  Close();
  if (config_.conninfo.empty()) return;
  const auto connection = PostgresConnection::Open(config_, Access::kReadWrite);
  if (!connection.ok()) return;  // a test has stopped the server
  (*connection)->Command(absl::StrCat("DROP SCHEMA IF EXISTS ", config_.schema, " CASCADE")).IgnoreError();
}

void TempDatabase::Reopen() {
  Close();
  absl::StatusOr<std::unique_ptr<Database>> opened = Database::Open(config_, migrations_);
  ZP_CHECK(opened.ok(), opened.status().message());
  database_ = *std::move(opened);
}

}  // namespace zhengping::storage
