#include "common/storage/postgres/postgres_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/storage/postgres/administrator_fixture.h"
#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string Setting(Connection& connection, const std::string& name) {
  return FirstRow(
             connection, "SELECT current_setting($1)", [](const Statement& row) { return std::string(row.Text(0)); },
             name)
      ->value();
}

TEST(PostgresSession, IsTestedOnThisMachine) {
  EXPECT_THAT(Backends(), testing::Contains(BackendKind::kPostgres)) << "deploy/install tests";
}

// An administrator may have made commits asynchronous for everybody.
TEST(PostgresSession, EveryCommitIsSynced) {
  TempDatabase database(BackendKind::kPostgres, common::Migrations());
  Config relaxed = database.config();
  relaxed.conninfo += " options='-c synchronous_commit=off'";
  database.Close();
  const auto opened = Database::Open(relaxed, common::Migrations());
  ASSERT_THAT(opened, IsOk());
  EXPECT_THAT((*opened)->WriteAndWait([](Connection& connection) {
    EXPECT_EQ(Setting(connection, "synchronous_commit"), "on");
    EXPECT_EQ(Setting(connection, "transaction_isolation"), "read committed");
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_THAT((*opened)->Read([](Connection& connection) {
    EXPECT_EQ(Setting(connection, "transaction_isolation"), "repeatable read");
    EXPECT_EQ(Setting(connection, "transaction_read_only"), "on");
    return absl::OkStatus();
  }),
              IsOk());
}

TEST(PostgresSession, TransactionWithAFaultCannotBeCommitted) {
  TempDatabase database(BackendKind::kPostgres, common::Migrations());
  database.Close();
  const auto session = PostgresSession::Open(database.config(), Access::kReadWrite);
  ASSERT_THAT(session, IsOk());
  ASSERT_THAT((*session)->Begin(), IsOk());
  ASSERT_THAT(InsertQuota(**session, 1), IsOk());
  ASSERT_THAT(InsertQuota(**session, 1), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT((*session)->Commit(), StatusIs(absl::StatusCode::kInternal));
  ASSERT_THAT((*session)->Begin(), IsOk());
  EXPECT_THAT(QuotaIds(**session), IsOkAndHolds(IsEmpty()));
}

TEST(PostgresSession, SecondProcessIsToldWhoHasTheDatabase) {
  TempDatabase database(BackendKind::kPostgres, common::Migrations());
  const absl::Status refused = Database::Open(database.config(), common::Migrations()).status();
  EXPECT_THAT(refused, IsRefusal("DATABASE_IN_USE"));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(refused.message()), HasSubstr(database.config().schema));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("zhengping"));
  // Another schema of the same database is another database.
  EXPECT_THAT(TempDatabase(BackendKind::kPostgres, common::Migrations())->CheckIntegrity(), IsOk());
}

TEST(PostgresSession, ForeignSchemaIsRefusedUnchanged) {
  TempDatabase database(BackendKind::kPostgres, {});
  database.Close();
  Administrator administrator(database.config());
  administrator.Ask("DROP TABLE schema_migrations");
  administrator.Ask("CREATE TABLE theirs (x BIGINT)");
  EXPECT_THAT(Database::Open(database.config(), common::Migrations()), IsRefusal("DATABASE_FOREIGN"));
  // Others number their migrations in a table of that name too.
  administrator.Ask("DROP TABLE theirs");
  administrator.Ask("CREATE TABLE schema_migrations (version TEXT)");
  EXPECT_THAT(Database::Open(database.config(), common::Migrations()), IsRefusal("DATABASE_FOREIGN"));
  EXPECT_EQ(administrator.Ask("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = current_schema()"),
            "1");
}

TEST(PostgresSession, AddressThatDoesNotReadIsRefused) {
  const absl::Status misspelt = Database::Open({.conninfo = "hots=/run dbname=zp"}, {}).status();
  EXPECT_THAT(misspelt, IsRefusal("DATABASE_ADDRESS_INVALID", "database"));
  EXPECT_THAT(std::string(misspelt.message()), HasSubstr("hots"));
  const absl::Status tells = Database::Open({.conninfo = "postgresql://zp:hunter2@localhost/zp"}, {}).status();
  EXPECT_THAT(tells, IsRefusal("DATABASE_ADDRESS_INVALID"));
  EXPECT_THAT(std::string(tells.message()), Not(HasSubstr("hunter2")));
}

TEST(PostgresSession, AbsentServerIsUnavailable) {
  const absl::Status refused =
      Database::Open({.conninfo = "host=/absent dbname=zp user=zp", .password = "hunter2"}, {}).status();
  EXPECT_THAT(refused, IsRefusal("STORAGE_UNAVAILABLE"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("/absent"));
  EXPECT_THAT(std::string(refused.message()), Not(HasSubstr("hunter2")));
}

TEST(PostgresSession, LockOfAnotherProgramIsUnavailableAndThenAvailable) {
  Config limits;
  limits.busy_timeout_ms = 20;
  TempDatabase database(BackendKind::kPostgres, common::Migrations(), limits);
  const auto insert = [](Connection& connection) { return InsertQuota(connection, 1); };
  {
    Administrator administrator(database.config());
    administrator.Ask("BEGIN");
    administrator.Ask("LOCK TABLE quotas");
    EXPECT_THAT(database->WriteAndWait(insert), IsRefusal("STORAGE_UNAVAILABLE"));
    administrator.Ask("ROLLBACK");
  }
  EXPECT_THAT(QuotaIds(*database), IsEmpty());
  EXPECT_THAT(database->WriteAndWait(insert), IsOk());
}

// A result of 400 MB passes through a process that grows by less than 40.
TEST(PostgresSession, LargeResultFillsNoMemory) {
  TempDatabase database(BackendKind::kPostgres, common::Migrations());
  const auto peak_kib = [] {
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  const auto before = peak_kib();
  EXPECT_THAT(database->Read([](Connection& connection) -> absl::StatusOr<int64_t> {
    ZP_ASSIGN_OR_RETURN(Statement q, connection.Prepare("SELECT repeat('x', 2000) FROM generate_series(1, $1)"));
    q.Bind(200'000);
    int64_t bytes = 0;
    while (true) {
      ZP_ASSIGN_OR_RETURN(const bool has_row, q.Step());
      if (!has_row) return bytes;
      bytes += static_cast<int64_t>(q.Text(0).size());
    }
  }),
              IsOkAndHolds(400'000'000));
  EXPECT_LT(peak_kib() - before, 40 * 1024);
}

TEST(PostgresSession, ResultThatIsLeftUnfinishedDisturbsNothing) {
  TempDatabase database(BackendKind::kPostgres, common::Migrations());
  EXPECT_THAT(database->Read([](Connection& connection) -> absl::Status {
    for (int i = 0; i < 3; ++i) {
      ZP_ASSIGN_OR_RETURN(Statement q, connection.Prepare("SELECT i FROM generate_series(1, 1000) AS i"));
      EXPECT_THAT(q.Step(), IsOkAndHolds(true));
    }
    ZP_ASSIGN_OR_RETURN(Statement outer, connection.Prepare("SELECT i FROM generate_series(1, 1000) AS i"));
    EXPECT_THAT(outer.Step(), IsOkAndHolds(true));
    EXPECT_THAT(QuotaIds(connection), IsOkAndHolds(IsEmpty()));
    for (int i = 2; i <= 1000; ++i) {
      EXPECT_THAT(outer.Step(), IsOkAndHolds(true));
      EXPECT_EQ(outer.Int64(0), i);
    }
    EXPECT_THAT(outer.Step(), IsOkAndHolds(false));
    return absl::OkStatus();
  }),
              IsOk());
}

// An error that the server finds while it sends the rows of one statement is that transaction's, whoever reads them.
TEST(PostgresSession, ErrorInMidResultIsAFault) {
  TempDatabase database(BackendKind::kPostgres, common::Migrations());
  constexpr char kDividesByZero[] = "SELECT 10 / (5000 - i) FROM generate_series(1, 6000) AS i";
  EXPECT_THAT(database->Read([&](Connection& connection) {
    return Rows(connection, kDividesByZero, [](const Statement& row) { return row.Int64(0); });
  }),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(database->Read([&](Connection& connection) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(Statement q, connection.Prepare(kDividesByZero));
    EXPECT_THAT(q.Step(), IsOkAndHolds(true));
    EXPECT_THAT(QuotaIds(connection), StatusIs(absl::StatusCode::kInternal));
    return absl::OkStatus();
  }),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(QuotaIds(*database), IsEmpty());
}

TEST(PostgresSession, PlaceholderBesideASmallNumberTakesALargeOne) {
  TempDatabase database(BackendKind::kPostgres, common::Migrations());
  EXPECT_THAT(database->Read([](Connection& connection) {
    return FirstRow(
        connection, "SELECT 7 WHERE $1 = 0 OR $1 > 5", [](const Statement& row) { return row.Int64(0); },
        int64_t{9'000'000'000});
  }),
              IsOkAndHolds(std::optional<int64_t>(7)));
}

TEST(PostgresSession, ValueOfAnotherTypeIsAFault) {
  TempDatabase database(BackendKind::kPostgres, common::Migrations());
  const auto run = [&](const char* sql, const Value& value) {
    return database->Read([&](Connection& connection) -> absl::Status {
      ZP_ASSIGN_OR_RETURN(Statement q, connection.Prepare(sql));
      return q.BindSpan({value}).Run();
    });
  };
  EXPECT_THAT(run("SELECT 1 FROM quotas WHERE id = $1", "1"), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(run("SELECT 1 FROM quotas WHERE seal = $1", "1"), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(run("SELECT 1 FROM quotas WHERE name = $1", BlobView{"1"}), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(run("SELECT 1 FROM quotas WHERE seal = $1", 1), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(run("SELECT 1 FROM quotas WHERE seal = $1", BlobView{"1"}), IsOk());
}

}  // namespace
}  // namespace zhengping::storage
