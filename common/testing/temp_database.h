// A database of its own for each test, on each back end that this machine can test: an SQLite file in a temporary
// folder, or a schema on a real PostgreSQL server (postgres_cluster.h). A store's suite:
//
//   class LedgerStoreTest : public testing::TestWithParam<storage::BackendKind> {
//    protected:
//     storage::TempDatabase database_{GetParam(), Migrations()};
//     LedgerStore store_{*database_};
//   };
//   INSTANTIATE_TEST_SUITE_P(Backends, LedgerStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);
//
// Link common::temp_database. A further back end is added here and in storage::OpenBackend, in no suite.
#ifndef ZHENGPING_COMMON_TESTING_TEMP_DATABASE_H_
#define ZHENGPING_COMMON_TESTING_TEMP_DATABASE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/storage/config.h"
#include "common/storage/database.h"
#include "common/storage/migration.h"
#include "common/testing/temp_folder.h"

namespace zhengping::storage {

enum class BackendKind { kSqlite, kPostgres };

// Both; without a PostgreSQL server on this machine (deploy/install tests brings it) SQLite alone.
std::vector<BackendKind> Backends();

// "Sqlite" or "Postgres", for the test's name.
std::string BackendName(const testing::TestParamInfo<BackendKind>& info);

class TempDatabase {
 public:
  // Open, with the migrations applied; a failure ends the test program.
  // `limits` stands for all of Config but the place.
  TempDatabase(BackendKind kind, std::vector<Migration> migrations, const Config& limits = {});
  ~TempDatabase();
  TempDatabase(const TempDatabase&) = delete;
  TempDatabase& operator=(const TempDatabase&) = delete;

  Database& operator*() { return *database_; }
  Database* operator->() { return database_.get(); }

  const Config& config() const { return config_; }

  // Closes and opens again, as a restart of the service does. References to the old database end.
  void Reopen();

  // Closes: the test opens config() itself, or looks at the files.
  void Close() { database_.reset(); }

 private:
  TempFolder folder_;
  Config config_;
  std::vector<Migration> migrations_;
  std::unique_ptr<Database> database_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_TESTING_TEMP_DATABASE_H_
