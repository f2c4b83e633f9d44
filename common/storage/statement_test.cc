#include "common/storage/statement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;

// What is not on this list of types must be turned into one by the store.
enum class Kind { kPayment };
static_assert(!std::is_convertible_v<double, Value>);
static_assert(!std::is_convertible_v<Kind, Value>);
static_assert(!std::is_convertible_v<uint64_t, Value>);
static_assert(std::is_convertible_v<uint32_t, Value>);

class StatementTest : public testing::TestWithParam<BackendKind> {
 protected:
  // The outcome of a read whose body steps `sql` to its first row and calls `look`.
  absl::Status FirstRowOf(const std::string& sql, const std::function<void(Statement&)>& look) {
    return database_->Read([&](Connection& connection) -> absl::Status {
      ZP_ASSIGN_OR_RETURN(Statement statement, connection.Prepare(sql));
      ZP_ASSIGN_OR_RETURN(const bool has_row, statement.Step());
      EXPECT_TRUE(has_row);
      look(statement);
      return absl::OkStatus();
    });
  }

  TempDatabase database_{GetParam(), common::Migrations()};
};

INSTANTIATE_TEST_SUITE_P(Backends, StatementTest, testing::ValuesIn(Backends()), BackendName);

TEST_P(StatementTest, ValuesComeBackAsTheyWent) {
  const std::string seal("\0\xff\x01", 3);
  const std::vector<int64_t> integers = {std::numeric_limits<int64_t>::min(), -1, 1,
                                         std::numeric_limits<int64_t>::max()};
  for (const int64_t id : integers) {
    ASSERT_THAT(database_->WriteAndWait([&](Connection& connection) {
      return connection.Execute("INSERT INTO quotas (id, name, note, seal) VALUES ($1, $2, $3, $4)", id, "翠园街道",
                                std::optional<std::string>("调剂"), BlobView{seal});
    }),
                IsOk());
    EXPECT_THAT(database_->Read([&](Connection& connection) -> absl::Status {
      ZP_ASSIGN_OR_RETURN(Statement q, connection.Prepare("SELECT id, name, note, seal FROM quotas WHERE id = $1"));
      ZP_ASSIGN_OR_RETURN(const bool has_row, q.Bind(id).Step());
      EXPECT_TRUE(has_row);
      EXPECT_EQ(q.Int64(0), id);
      EXPECT_EQ(q.OptionalInt64(0), id);
      EXPECT_EQ(q.Text(1), "翠园街道");
      EXPECT_EQ(q.OptionalText(2), "调剂");
      EXPECT_FALSE(q.IsNull(3));
      EXPECT_EQ(q.Blob(3), seal);
      EXPECT_EQ(q.OptionalBlob(3), seal);
      return absl::OkStatus();
    }),
                IsOk());
  }
}

TEST_P(StatementTest, NullIsNotEmpty) {
  ASSERT_THAT(database_->WriteAndWait([&](Connection& connection) -> absl::Status {
    constexpr char kInsert[] = "INSERT INTO quotas (id, name, note, seal) VALUES ($1, $2, $3, $4)";
    ZP_RETURN_IF_ERROR(connection.Execute(kInsert, 1, "", absl::string_view(), BlobView{}));
    ZP_RETURN_IF_ERROR(connection.Execute(kInsert, 2, "", nullptr, std::nullopt));
    return connection.Execute(kInsert, 3, "", std::optional<std::string>(), std::optional<BlobView>());
  }),
              IsOk());
  const auto row = [](const Statement& q) {
    return std::string(q.IsNull(0) ? "null " : "empty ") + (q.IsNull(1) ? "null" : "empty") +
           (q.OptionalText(0).has_value() ? " text" : "") + (q.OptionalBlob(1).has_value() ? " blob" : "");
  };
  EXPECT_THAT(database_->Read([&](Connection& connection) {
    return Rows(connection, "SELECT note, seal FROM quotas WHERE id > 0 ORDER BY id", row);
  }),
              IsOkAndHolds(ElementsAre("empty empty text blob", "null null", "null null")));
}

TEST_P(StatementTest, PlaceholdersAreNumberedNotCounted) {
  EXPECT_THAT(database_->Read([](Connection& connection) {
    return Rows(
        connection, "SELECT $3 || $1 || $2 || $1", [](const Statement& row) { return std::string(row.Text(0)); }, "a",
        "b", "c");
  }),
              IsOkAndHolds(ElementsAre("caba")));
}

// SQLite's order, and that of PostgreSQL's "C": by bytes, whatever the language of the server.
TEST_P(StatementTest, OrderOfTextIsByBytes) {
  ASSERT_THAT(database_->WriteAndWait([](Connection& connection) -> absl::Status {
    int64_t id = 1;
    for (const char* name : {"中", "b", "a", "B", "_", "啊", "A", "é", "z", "", "a b", "ab", "2", "10"}) {
      ZP_RETURN_IF_ERROR(connection.Execute("INSERT INTO quotas (id, name) VALUES ($1, $2)", id++, name));
    }
    return absl::OkStatus();
  }),
              IsOk());
  const auto name = [](const Statement& row) { return std::string(row.Text(0)); };
  EXPECT_THAT(database_->Read([&](Connection& connection) {
    return Rows(connection, "SELECT name FROM quotas WHERE id > 0 ORDER BY name", name);
  }),
              IsOkAndHolds(ElementsAre("", "10", "2", "A", "B", "_", "a", "a b", "ab", "b", "z", "é", "中", "啊")));
  EXPECT_THAT(database_->Read([&](Connection& connection) {
    return Rows(connection, "SELECT name FROM quotas WHERE id > 0 AND name > $1 AND name < $2 ORDER BY name", name, "B",
                "b");
  }),
              IsOkAndHolds(ElementsAre("_", "a", "a b", "ab")));
}

TEST_P(StatementTest, DivisionDropsTheFractionAndNullsStandFirstWhenAsked) {
  const auto number = [](const Statement& row) { return row.OptionalInt64(0).value_or(-99); };
  EXPECT_THAT(database_->Read([&](Connection& connection) {
    return Rows(connection, "SELECT CAST(-7 AS BIGINT) / $1 UNION ALL SELECT 7 / CAST($1 AS BIGINT)", number, 2);
  }),
              IsOkAndHolds(ElementsAre(-3, 3)));
  EXPECT_THAT(database_->Read([&](Connection& connection) {
    return Rows(connection,
                "SELECT x FROM (SELECT CAST(1 AS BIGINT) AS x UNION ALL SELECT NULL) AS t ORDER BY x NULLS FIRST",
                number);
  }),
              IsOkAndHolds(ElementsAre(-99, 1)));
}

TEST_P(StatementTest, OneStatementServesALoopAndANestedUse) {
  ASSERT_THAT(database_->WriteAndWait([](Connection& connection) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(Statement insert, connection.Prepare("INSERT INTO quotas (id, name) VALUES ($1, $2)"));
    for (int64_t id = 1; id <= 3; ++id) ZP_RETURN_IF_ERROR(insert.Bind(id, "x").Run());
    return absl::OkStatus();
  }),
              IsOk());
  // The inner use of the same text must not move the outer one.
  const auto pairs = database_->Read([](Connection& connection) -> absl::StatusOr<std::vector<int64_t>> {
    std::vector<int64_t> pairs;
    constexpr char kSelect[] = "SELECT id FROM quotas WHERE id > $1 ORDER BY id";
    ZP_ASSIGN_OR_RETURN(Statement outer, connection.Prepare(kSelect));
    outer.Bind(0);
    while (true) {
      ZP_ASSIGN_OR_RETURN(const bool has_outer, outer.Step());
      if (!has_outer) return pairs;
      ZP_ASSIGN_OR_RETURN(Statement inner, connection.Prepare(kSelect));
      ZP_ASSIGN_OR_RETURN(const bool has_inner, inner.Bind(outer.Int64(0)).Step());
      pairs.push_back(outer.Int64(0) * 10 + (has_inner ? inner.Int64(0) : 0));
    }
  });
  EXPECT_THAT(pairs, IsOkAndHolds(ElementsAre(12, 23, 30)));
}

TEST_P(StatementTest, StepAfterTheEndStaysAtTheEnd) {
  EXPECT_THAT(database_->Read([](Connection& connection) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(Statement q, connection.Prepare("SELECT $1"));
    ZP_RETURN_IF_ERROR(q.Bind(1).Run());
    ZP_ASSIGN_OR_RETURN(const bool has_row, q.Step());
    EXPECT_FALSE(has_row);
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(StatementTest, WrongReadFailsTheTransactionAndGivesNothing) {
  struct Case {
    const char* what;
    const char* sql;
    std::function<void(Statement&)> look;
  };
  const Case cases[] = {
      {"text as integer", "SELECT '1'", [](Statement& q) { EXPECT_EQ(q.Int64(0), 0); }},
      {"integer as text", "SELECT 1", [](Statement& q) { EXPECT_EQ(q.Text(0), ""); }},
      {"text as blob", "SELECT 'a'", [](Statement& q) { EXPECT_EQ(q.Blob(0), ""); }},
      {"blob as text", "SELECT x'41'", [](Statement& q) { EXPECT_EQ(q.Text(0), ""); }},
      {"NULL as integer", "SELECT NULL", [](Statement& q) { EXPECT_EQ(q.Int64(0), 0); }},
      {"NULL as text", "SELECT NULL", [](Statement& q) { EXPECT_EQ(q.Text(0), ""); }},
      {"text as optional integer", "SELECT '1'", [](Statement& q) { q.OptionalInt64(0); }},
      {"fraction as integer", "SELECT 1.5", [](Statement& q) { EXPECT_EQ(q.Int64(0), 0); }},
      {"column after the last", "SELECT 1", [](Statement& q) { EXPECT_EQ(q.Int64(1), 0); }},
      {"column before the first", "SELECT 1", [](Statement& q) { EXPECT_TRUE(q.IsNull(-1)); }},
      {"above 32 bits", "SELECT 2147483648", [](Statement& q) { EXPECT_EQ(q.Int32(0), 0); }},
      {"below 32 bits", "SELECT -2147483649", [](Statement& q) { EXPECT_EQ(q.Int32(0), 0); }},
      {"two as truth", "SELECT 2", [](Statement& q) { EXPECT_FALSE(q.Bool(0)); }},
      {"after the last row", "SELECT 1",
       [](Statement& q) {
         EXPECT_THAT(q.Step(), IsOkAndHolds(false));
         EXPECT_EQ(q.Int64(0), 0);
       }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_THAT(FirstRowOf(c.sql, c.look), StatusIs(absl::StatusCode::kInternal));
  }
}

TEST_P(StatementTest, LimitsOfNarrowTypesAreInside) {
  EXPECT_THAT(FirstRowOf("SELECT 2147483647, -2147483648, 0, 1, NULL",
                         [](Statement& q) {
                           EXPECT_EQ(q.Int32(0), std::numeric_limits<int32_t>::max());
                           EXPECT_EQ(q.OptionalInt32(1), std::numeric_limits<int32_t>::min());
                           EXPECT_FALSE(q.Bool(2));
                           EXPECT_TRUE(q.Bool(3));
                           EXPECT_EQ(q.OptionalInt32(4), std::nullopt);
                         }),
              IsOk());
}

TEST_P(StatementTest, WrongUseFailsTheTransactionEvenWhenTheBodyIgnoresIt) {
  struct Case {
    const char* what;
    std::function<void(Connection&)> use;
  };
  const Case cases[] = {
      {"too few values", [](Connection& c) { c.Execute("SELECT $1, $2", 1).IgnoreError(); }},
      {"too many values", [](Connection& c) { c.Execute("SELECT $1", 1, 2).IgnoreError(); }},
      {"never bound", [](Connection& c) { c.Prepare("SELECT $1")->Run().IgnoreError(); }},
      {"text with NUL", [](Connection& c) { c.Execute("SELECT $1", std::string("a\0b", 3)).IgnoreError(); }},
      {"two statements", [](Connection& c) { c.Prepare("SELECT 1; SELECT 2").IgnoreError(); }},
      {"the end of the transaction", [](Connection& c) { c.Execute("COMMIT").IgnoreError(); }},
      {"a savepoint", [](Connection& c) { c.Execute("SAVEPOINT s").IgnoreError(); }},
      {"no statement", [](Connection& c) { c.Prepare("  ").IgnoreError(); }},
      {"other placeholders", [](Connection& c) { c.Prepare("SELECT ?").IgnoreError(); }},
      {"a gap in the numbers", [](Connection& c) { c.Prepare("SELECT $1, $3").IgnoreError(); }},
      {"unknown table", [](Connection& c) { c.Prepare("SELECT 1 FROM nowhere").IgnoreError(); }},
      {"unknown column in quotes", [](Connection& c) { c.Prepare("SELECT \"nowhere\" FROM quotas").IgnoreError(); }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_THAT(database_->Read([&](Connection& connection) {
      c.use(connection);
      return absl::OkStatus();
    }),
                StatusIs(absl::StatusCode::kInternal));
  }
  // Nothing of it lasts beyond its transaction.
  EXPECT_THAT(FirstRowOf("SELECT 1", [](Statement& q) { EXPECT_EQ(q.Int64(0), 1); }), IsOk());
}

TEST_P(StatementTest, NothingRunsAfterAnError) {
  EXPECT_THAT(database_->Read([](Connection& connection) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(Statement sound, connection.Prepare("SELECT 1"));
    connection.Prepare("SELECT 1 FROM nowhere").status().IgnoreError();
    EXPECT_THAT(sound.Step(), StatusIs(absl::StatusCode::kInternal));
    EXPECT_THAT(connection.Prepare("SELECT 1"), StatusIs(absl::StatusCode::kInternal));
    return absl::OkStatus();
  }),
              StatusIs(absl::StatusCode::kInternal));
}

TEST_P(StatementTest, MoreTextsThanTheCacheHoldsStillWork) {
  EXPECT_THAT(database_->Read([](Connection& connection) -> absl::Status {
    for (int i = 0; i < 600; ++i) {
      const std::string sql = "SELECT " + std::to_string(i % 300);
      ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> found,
                          FirstRow(connection, sql, [](const Statement& row) { return row.Int64(0); }));
      EXPECT_EQ(found, i % 300);
    }
    return absl::OkStatus();
  }),
              IsOk());
}

}  // namespace
}  // namespace zhengping::storage
