#include "common/storage/postgres/postgres_script.h"

#include <gtest/gtest.h>

#include <string>

#include "common/testing/matchers.h"

namespace zhengping::storage {
namespace {

TEST(PostgresScript, TranslatesTypesAndDropsOptionsOfTables) {
  struct Case {
    const char* what;
    const char* script;
    const char* expected;
  };
  const Case cases[] = {
      {"types", "CREATE TABLE t (a TEXT NOT NULL, b INTEGER, c BLOB, d BIGINT)",
       "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL, b BIGINT, c BYTEA, d BIGINT)"},
      {"lower case", "create table t (a text, b integer)", "create table t (a TEXT COLLATE \"C\", b BIGINT)"},
      {"columns called like types", "CREATE TABLE t (text TEXT, \"blob\" BLOB, integer INTEGER)",
       "CREATE TABLE t (text TEXT COLLATE \"C\", \"blob\" BYTEA, integer BIGINT)"},
      {"a type behind a comment", "CREATE TABLE t (a -- TEXT\n TEXT)",
       "CREATE TABLE t (a -- TEXT\n TEXT COLLATE \"C\")"},
      {"options", "CREATE TABLE t (a TEXT) WITHOUT ROWID;", "CREATE TABLE t (a TEXT COLLATE \"C\")  ;"},
      {"two options", "CREATE TABLE t (a BIGINT CHECK (a > 0)) STRICT, WITHOUT ROWID;",
       "CREATE TABLE t (a BIGINT CHECK (a > 0))   ;"},
      {"a column called strict", "CREATE TABLE t (strict BIGINT)", "CREATE TABLE t (strict BIGINT)"},
      {"an added column", "ALTER TABLE t ADD COLUMN a TEXT", "ALTER TABLE t ADD COLUMN a TEXT COLLATE \"C\""},
      {"quoted text", "INSERT INTO t VALUES ('x BLOB; it''s', \"c\"); SELECT 1",
       "INSERT INTO t VALUES ('x BLOB; it''s', \"c\"); SELECT 1"},
      {"a conversion in a change", "UPDATE t SET a = CAST(b AS TEXT)", "UPDATE t SET a = CAST(b AS TEXT)"},
      {"an index", "CREATE INDEX i ON t (text)", "CREATE INDEX i ON t (text)"},
      {"comments alone", "-- nothing; here\n/* a TEXT; */", "-- nothing; here\n/* a TEXT; */"},
      {"an unfinished text", "SELECT 'a", "SELECT 'a"},
      {"nothing", "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_THAT(PostgresScript(c.script), IsOkAndHolds(std::string(c.expected)));
  }
}

TEST(PostgresScript, RefusesWhatIsNotAMigrations) {
  for (const char* script : {"COMMIT", "SELECT 1; BEGIN", "/* a */ savepoint s", "SELECT 1; -- c\nROLLBACK;",
                             "PRAGMA foreign_keys = OFF", "SET search_path = public"}) {
    SCOPED_TRACE(script);
    EXPECT_THAT(PostgresScript(script), StatusIs(absl::StatusCode::kInternal));
  }
}

TEST(FirstWord, StandsBehindBlanksAndComments) {
  EXPECT_EQ(FirstWord("  -- which\n/* and */ select 1"), "SELECT");
  EXPECT_EQ(FirstWord("(SELECT 1)"), "");
  EXPECT_EQ(FirstWord(" \n"), "");
}

}  // namespace
}  // namespace zhengping::storage
