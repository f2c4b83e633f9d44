#include "common/storage/sqlite/sqlite_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <future>
#include <string>
#include <vector>

#include "common/status/refusal.h"
#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"
#include "common/testing/temp_folder.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

int64_t Setting(Connection& connection, const std::string& name) {
  return FirstRow(connection, "PRAGMA " + name, [](const Statement& row) { return row.Int64(0); })->value();
}

absl::Status InsertLargeQuota(Connection& connection, int64_t id) {
  return connection.Execute("INSERT INTO quotas (id, name, seal) VALUES ($1, $2, $3)", id, "large",
                            BlobView{std::string(200'000, 'x')});
}

TEST(SqliteSession, EveryCommitIsSynced) {
  TempDatabase database(BackendKind::kSqlite, common::Migrations());
  EXPECT_THAT(database->WriteAndWait([](Connection& connection) {
    EXPECT_EQ(Setting(connection, "synchronous"), 2);  // FULL
    EXPECT_EQ(Setting(connection, "foreign_keys"), 1);
    EXPECT_EQ(Setting(connection, "application_id"), 0x5A485047);
    EXPECT_EQ(Setting(connection, "cache_size"), -65536);
    EXPECT_EQ(Setting(connection, "wal_autocheckpoint"), 8192);
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_THAT(database->Read([](Connection& connection) {
    EXPECT_EQ(Setting(connection, "cache_size"), -8192);
    return absl::OkStatus();
  }),
              IsOk());
}

TEST(SqliteSession, TransactionWithAFaultCannotBeCommitted) {
  TempDatabase database(BackendKind::kSqlite, common::Migrations());
  database.Close();
  const auto session = SqliteSession::Open(database.config(), Access::kReadWrite);
  ASSERT_THAT(session, IsOk());
  ASSERT_THAT((*session)->Begin(), IsOk());
  ASSERT_THAT(InsertQuota(**session, 1), IsOk());
  ASSERT_THAT(InsertQuota(**session, 1), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT((*session)->Commit(), StatusIs(absl::StatusCode::kInternal));
  ASSERT_THAT((*session)->Begin(), IsOk());
  EXPECT_THAT(QuotaIds(**session), IsOkAndHolds(IsEmpty()));
}

// The disk is full: the largest size of the file is set to what it has.
TEST(SqliteSession, FullFileRefusesWhatIsTooLargeAndNothingElse) {
  TempDatabase database(BackendKind::kSqlite, common::Migrations());
  ASSERT_THAT(database->WriteAndWait([](Connection& connection) -> absl::Status {
    ZP_RETURN_IF_ERROR(InsertQuota(connection, 1));
    return connection.Execute("PRAGMA max_page_count = 1");  // SQLite raises it to the present count
  }),
              IsOk());
  const absl::Status refused =
      database->WriteAndWait([](Connection& connection) { return InsertLargeQuota(connection, 2); });
  EXPECT_THAT(refused, IsRefusal("DISK_FULL"));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("磁盘已满"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr(database.config().path));
  EXPECT_THAT(QuotaIds(*database), ElementsAre(1));
  EXPECT_THAT(database->WriteAndWait([](Connection& connection) { return InsertQuota(connection, 3); }), IsOk());
  EXPECT_THAT(QuotaIds(*database), ElementsAre(1, 3));
}

// No file of this process may grow while the object lives, as on a full disk.
class NoRoom {
 public:
  NoRoom() {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
  }
  ~NoRoom() { End(); }
  void Begin() const {
    const rlimit none = {.rlim_cur = 0, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
  }
  void End() const { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_;
};

// Goal: when the commit itself fails, nobody in the batch is told otherwise. Method: the last body takes the room away,
// after all statements of the batch went well.
TEST(SqliteSession, FailedCommitIsToldToAllOfTheBatchAndLeavesNoTrace) {
  TempDatabase database(BackendKind::kSqlite, common::Migrations());
  const NoRoom no_room;
  std::promise<void> is_held;
  std::promise<void> release;
  std::promise<void> all_done;
  std::vector<absl::Status> outcomes;
  const auto record = [&](const absl::Status& outcome) {
    outcomes.push_back(outcome);
    if (outcomes.size() == 3) all_done.set_value();
  };
  database->Write(
      [&](Connection&) {
        is_held.set_value();
        release.get_future().wait();
        return absl::OkStatus();
      },
      [](const absl::Status&) {});
  is_held.get_future().wait();
  database->Write([](Connection& connection) { return InsertQuota(connection, 1); }, record);
  database->Write([](Connection&) { return NotNow({"BALANCE_INSUFFICIENT", "", ""}, "0 fen left"); }, record);
  database->Write(
      [&](Connection& connection) {
        absl::Status status = InsertQuota(connection, 2);
        no_room.Begin();
        return status;
      },
      record);
  release.set_value();
  all_done.get_future().wait();
  no_room.End();
  EXPECT_THAT(outcomes, ElementsAre(IsRefusal("DISK_FULL"), IsRefusal("DISK_FULL"), IsRefusal("DISK_FULL")));
  EXPECT_THAT(QuotaIds(*database), IsEmpty());
  EXPECT_THAT(database->WriteAndWait([](Connection& connection) { return InsertQuota(connection, 3); }), IsOk());
  database.Reopen();
  EXPECT_THAT(QuotaIds(*database), ElementsAre(3));
  EXPECT_THAT(database->CheckIntegrity(), IsOk());
}

TEST(SqliteSession, DamagedFileIsFound) {
  TempDatabase database(BackendKind::kSqlite, common::Migrations());
  ASSERT_THAT(database->WriteAndWait([](Connection& connection) -> absl::Status {
    for (int64_t id = 1; id <= 500; ++id) ZP_RETURN_IF_ERROR(InsertQuota(connection, id));
    return absl::OkStatus();
  }),
              IsOk());
  database.Close();
  // The pages after the schema's, which hold the rows.
  std::fstream file(database.config().path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(4 * 4096);
  file << std::string(4096, '\x5a');
  file.close();
  database.Reopen();
  EXPECT_THAT(database->CheckIntegrity(), IsRefusal("DATABASE_CORRUPT"));
  EXPECT_THAT(database->CheckIntegrity(), StatusIs(absl::StatusCode::kInternal));
}

TEST(SqliteSession, ForeignFileIsRefusedUnchanged) {
  TempFolder folder;
  const std::string path = folder.path() + "/theirs.db";
  sqlite3* theirs = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &theirs), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(theirs, "CREATE TABLE t (x)", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(theirs);
  const std::string before = ReadFile(path);
  EXPECT_THAT(Database::Open({.path = path}, common::Migrations()), IsRefusal("DATABASE_FOREIGN"));
  EXPECT_EQ(ReadFile(path), before);
}

TEST(SqliteSession, FileThatIsNoDatabaseIsRefusedUnchanged) {
  TempFolder folder;
  const std::string path = folder.Write("report.txt", std::string(5000, 'r'));
  EXPECT_THAT(Database::Open({.path = path}, common::Migrations()), IsRefusal("DATABASE_CORRUPT"));
  EXPECT_EQ(ReadFile(path), std::string(5000, 'r'));
}

TEST(SqliteSession, AbsentFolderIsUnavailable) {
  TempFolder folder;
  EXPECT_THAT(Database::Open({.path = folder.path() + "/absent/x.db"}, common::Migrations()),
              IsRefusal("STORAGE_UNAVAILABLE"));
  EXPECT_THAT(Database::Open({.path = ""}, common::Migrations()), IsRefusal("STORAGE_UNAVAILABLE"));
  EXPECT_THAT(Database::Open({.path = folder.path()}, common::Migrations()), IsRefusal("STORAGE_UNAVAILABLE"));
}

// A foreign process (a backup tool) may hold the file's lock for a moment.
TEST(SqliteSession, FileLockedByAForeignProcessIsUnavailableAndThenAvailable) {
  Config limits;
  limits.busy_timeout_ms = 1;
  TempDatabase database(BackendKind::kSqlite, common::Migrations(), limits);
  sqlite3* theirs = nullptr;
  ASSERT_EQ(sqlite3_open(database.config().path.c_str(), &theirs), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(theirs, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto insert = [](Connection& connection) { return InsertQuota(connection, 1); };
  EXPECT_THAT(database->WriteAndWait(insert), IsRefusal("STORAGE_UNAVAILABLE"));
  EXPECT_THAT(QuotaIds(*database), IsEmpty());
  sqlite3_close(theirs);
  EXPECT_THAT(database->WriteAndWait(insert), IsOk());
}

}  // namespace
}  // namespace zhengping::storage
