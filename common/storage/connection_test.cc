#include "common/storage/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "common/status/refusal.h"
#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;

class ConnectionTest : public testing::TestWithParam<BackendKind> {
 protected:
  TempDatabase database_{GetParam(), common::Migrations()};
};

INSTANTIATE_TEST_SUITE_P(Backends, ConnectionTest, testing::ValuesIn(Backends()), BackendName);

TEST_P(ConnectionTest, RowsChangedTellsAnInsertFromAConflict) {
  EXPECT_THAT(database_->WriteAndWait([](Connection& connection) -> absl::StatusOr<std::string> {
    constexpr char kInsert[] = "INSERT INTO quotas (id, name) VALUES ($1, 'q') ON CONFLICT (id) DO NOTHING";
    std::string counts;
    ZP_RETURN_IF_ERROR(connection.Execute(kInsert, 1));
    counts += std::to_string(connection.rows_changed());
    ZP_RETURN_IF_ERROR(connection.Execute(kInsert, 1));
    counts += std::to_string(connection.rows_changed());
    ZP_RETURN_IF_ERROR(connection.Execute(kInsert, 2));
    ZP_RETURN_IF_ERROR(connection.Execute("UPDATE quotas SET name = 'r' WHERE id > 0"));
    counts += std::to_string(connection.rows_changed());
    ZP_RETURN_IF_ERROR(connection.Execute("SELECT id FROM quotas"));
    counts += std::to_string(connection.rows_changed());
    return counts;
  }),
              IsOkAndHolds("1022"));
}

TEST_P(ConnectionTest, ReturningGivesRowsAndWrites) {
  EXPECT_THAT(database_->WriteAndWait([](Connection& connection) {
    return FirstRow(
        connection, "INSERT INTO quotas (id, name) VALUES ($1, $2) RETURNING id",
        [](const Statement& row) { return row.Int64(0); }, 7, "q");
  }),
              IsOkAndHolds(std::optional<int64_t>(7)));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(7));
}

TEST_P(ConnectionTest, FirstRowOfNoneIsEmpty) {
  EXPECT_THAT(database_->Read([](Connection& connection) {
    return FirstRow(
        connection, "SELECT id FROM quotas WHERE id = $1", [](const Statement& row) { return row.Int64(0); }, 99);
  }),
              IsOkAndHolds(std::nullopt));
}

TEST_P(ConnectionTest, RowThatIsRefusedEndsTheReading) {
  const auto refuse = [](const Statement&) -> absl::StatusOr<int64_t> { return NotNow({"UNREADABLE", "", ""}, "no"); };
  EXPECT_THAT(database_->Read([&](Connection& connection) { return Rows(connection, "SELECT 1", refuse); }),
              IsRefusal("UNREADABLE"));
  EXPECT_THAT(database_->Read([&](Connection& connection) { return FirstRow(connection, "SELECT 1", refuse); }),
              IsRefusal("UNREADABLE"));
}

}  // namespace
}  // namespace zhengping::storage
