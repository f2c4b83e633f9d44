#include "common/storage/migration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/digest/sm3.h"
#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"
#include "common/testing/temp_folder.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;

const Migration kFirst = {
    .version = 1, .name = "first", .sql = "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);"};
const Migration kSecond = {.version = 2, .name = "second", .sql = "INSERT INTO a VALUES (2);"};

class MigrationTest : public testing::TestWithParam<BackendKind> {
 protected:
  absl::Status OpenWith(const std::vector<Migration>& migrations) {
    return Database::Open(database_.config(), migrations).status();
  }

  absl::StatusOr<std::vector<int64_t>> RowsOf(const std::vector<Migration>& migrations) {
    ZP_ASSIGN_OR_RETURN(const std::unique_ptr<Database> database, Database::Open(database_.config(), migrations));
    return database->Read([](Connection& connection) {
      return Rows(connection, "SELECT x FROM a ORDER BY x", [](const Statement& row) { return row.Int64(0); });
    });
  }

  void SetUp() override { database_.Close(); }

  TempDatabase database_{GetParam(), {kFirst}};
};

INSTANTIATE_TEST_SUITE_P(Backends, MigrationTest, testing::ValuesIn(Backends()), BackendName);

TEST_P(MigrationTest, EachIsAppliedOnceAndInOrder) {
  EXPECT_THAT(RowsOf({kFirst}), IsOkAndHolds(ElementsAre(1)));
  EXPECT_THAT(RowsOf({kFirst, kSecond}), IsOkAndHolds(ElementsAre(1, 2)));
  EXPECT_THAT(RowsOf({kFirst, kSecond}), IsOkAndHolds(ElementsAre(1, 2)));
}

TEST_P(MigrationTest, IsRecordedWithTheDigestOfItsText) {
  TempDatabase database(GetParam(), {kFirst, kSecond});
  const auto row = [](const Statement& q) {
    return q.Int64(0) == 2 ? std::string(q.Text(1)) + " " + std::string(q.Text(2)) + " " + std::string(q.Text(3))
                           : "first";
  };
  EXPECT_THAT(database->Read([&](Connection& connection) {
    return Rows(connection, "SELECT version, name, digest_algorithm, digest FROM schema_migrations ORDER BY version",
                row);
  }),
              IsOkAndHolds(ElementsAre("first", "second sm3 " + Sm3Hex("INSERT INTO a VALUES (2);"))));
}

TEST_P(MigrationTest, NewerSchemaIsRefused) {
  ASSERT_THAT(OpenWith({kFirst, kSecond}), IsOk());
  EXPECT_THAT(OpenWith({kFirst}), IsRefusal("SCHEMA_NEWER"));
  EXPECT_THAT(OpenWith({kFirst, kSecond}), IsOk());
}

TEST_P(MigrationTest, ChangedMigrationIsRefusedAndTheNextOneNotApplied) {
  Migration other_text = kFirst;
  other_text.sql += " ";
  Migration other_name = kFirst;
  other_name.name = "first_again";
  EXPECT_THAT(OpenWith({other_text, kSecond}), IsRefusal("MIGRATION_CHANGED"));
  EXPECT_THAT(OpenWith({other_name, kSecond}), IsRefusal("MIGRATION_CHANGED"));
  EXPECT_THAT(RowsOf({kFirst}), IsOkAndHolds(ElementsAre(1)));
}

TEST_P(MigrationTest, FailedMigrationLeavesNoTrace) {
  const Migration broken = {
      .version = 2, .name = "broken", .sql = "INSERT INTO a VALUES (9); INSERT INTO b VALUES (1);"};
  const absl::Status refused = OpenWith({kFirst, broken});
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(std::string(refused.message()), testing::HasSubstr("migration 2 broken"));
  EXPECT_THAT(RowsOf({kFirst, kSecond}), IsOkAndHolds(ElementsAre(1, 2)));
}

TEST_P(MigrationTest, MigrationMustNotEndItsTransaction) {
  const Migration commits = {.version = 2, .name = "commits", .sql = "INSERT INTO a VALUES (9); COMMIT;"};
  EXPECT_THAT(OpenWith({kFirst, commits}), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(RowsOf({kFirst, kSecond}), IsOkAndHolds(ElementsAre(1, 2)));
}

TEST(Migrations, EmbeddedTextIsTheFilesText) {
  const std::string folder = std::string(ZP_SOURCE_DIR) + "/common/storage/testdata/";
  const std::vector<Migration> migrations = common::Migrations();
  ASSERT_EQ(migrations.size(), 2u);
  EXPECT_EQ(migrations[0].version, 1);
  EXPECT_EQ(migrations[0].name, "quotas");
  EXPECT_EQ(migrations[0].sql, ReadFile(folder + "0001_quotas.sql"));
  EXPECT_EQ(migrations[1].version, 2);
  EXPECT_EQ(migrations[1].name, "opening_quota");
  EXPECT_EQ(migrations[1].sql, ReadFile(folder + "0002_opening_quota.sql"));
}

}  // namespace
}  // namespace zhengping::storage
