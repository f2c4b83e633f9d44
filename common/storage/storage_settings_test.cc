#include "common/storage/storage_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/temp_folder.h"

namespace zhengping::storage {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Program {
  Program() { AddSettings(parser, settings); }

  StorageSettings settings{.service = "budget"};
  config::Parser parser{"zhengping-budget", "Keeps ledgers."};
};

TEST(StorageSettings, AreAFileInAFolderUnlessADatabaseIsNamed) {
  Program program;
  ASSERT_TRUE(program.parser.Parse({"--data-dir", "/data"}, {}).goes_on);
  EXPECT_EQ(program.settings.ToConfig().path, "/data/budget.db");
  EXPECT_EQ(program.settings.ToConfig().conninfo, "");
}

TEST(StorageSettings, NameADatabaseAndTheServicesSchemaInIt) {
  Program program;
  ASSERT_TRUE(program.parser.Parse({"--database", "postgresql://zp@db/zhengping"}, {}).goes_on);
  EXPECT_EQ(program.settings.ToConfig().conninfo, "postgresql://zp@db/zhengping");
  EXPECT_EQ(program.settings.ToConfig().schema, "budget");
  EXPECT_EQ(program.settings.ToConfig().path, "");

  Program other;
  ASSERT_TRUE(other.parser
                  .Parse({}, {"ZHENGPING_BUDGET_DATABASE=host=/run/postgresql dbname=zp",
                              "ZHENGPING_BUDGET_DATABASE_SCHEMA=county"})
                  .goes_on);
  EXPECT_EQ(other.settings.ToConfig().conninfo, "host=/run/postgresql dbname=zp");
  EXPECT_EQ(other.settings.ToConfig().schema, "county");
}

TEST(StorageSettings, PasswordComesFromAFileAndIsNotPrinted) {
  const TempFolder folder;
  const std::string file = folder.Write("password", "hunter2\n");
  Program program;
  ASSERT_TRUE(program.parser.Parse({"--database", "dbname=zp", "--database-password-file", file}, {}).goes_on);
  EXPECT_EQ(program.settings.ToConfig().password, "hunter2");
  Program dumped;
  const config::Outcome outcome = dumped.parser.Parse({"--database-password-file", file, "--dump-config"}, {});
  EXPECT_THAT(outcome.out, HasSubstr("database-password = \"***\""));
  EXPECT_THAT(outcome.out, Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace zhengping::storage
