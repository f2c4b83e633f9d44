#include "common/config/parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "common/config/version.h"
#include "common/testing/temp_folder.h"

namespace zhengping::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Config {
  std::string listen = "127.0.0.1:7101";
  int in_flight_limit = 256;
  bool insecure = false;
  std::optional<bool> reflection;
  absl::Duration drain_limit = absl::Seconds(20);
  std::vector<std::string> targets = {"a"};
  std::string backend = "sqlite";
  std::string password;
};

// A program with a setting of each kind, run once.
struct Program {
  Config config;
  Parser parser{"zhengping-budget", "Keeps budget ledgers."};

  Program() {
    parser.Add("listen", &config.listen, "HOST:PORT", "where to answer");
    parser.Add("in-flight-limit", &config.in_flight_limit, {1, 10000}, "calls answered at once");
    parser.Add("insecure", &config.insecure, "plaintext beyond loopback");
    parser.Add("reflection", &config.reflection, "answer reflection");
    parser.Add("drain-limit", &config.drain_limit, "for calls in flight at the end");
    parser.Add("target", &config.targets, "ADDRESS", "other services");
    parser.AddChoice("backend", &config.backend, {"sqlite", "postgres"}, "kind of database");
    parser.AddSecret("password", &config.password, "password of the database user");
  }

  Outcome Run(std::vector<std::string> arguments, const std::vector<std::string>& environment = {}) {
    return parser.Parse(std::move(arguments), environment);
  }
};

TEST(Config, DefaultsHoldUntilSomethingSetsThem) {
  Program program;
  EXPECT_TRUE(program.Run({}).goes_on);
  EXPECT_EQ(program.config.listen, "127.0.0.1:7101");
  EXPECT_EQ(program.config.reflection, std::nullopt);
  EXPECT_THAT(program.config.targets, ElementsAre("a"));
}

TEST(Config, AFlagWinsOverTheEnvironmentOverTheFileOverTheDefault) {
  TempFolder folder;
  const std::string file = folder.Write("budget.toml", "listen = \"file\"\n");
  const std::vector<std::string> environment = {"ZHENGPING_BUDGET_LISTEN=environment"};
  const struct {
    std::vector<std::string> arguments;
    std::vector<std::string> environment;
    const char* listen;
  } cases[] = {
      {{"--config", file, "--listen", "flag"}, environment, "flag"},
      {{"--config", file, "--listen=flag"}, {}, "flag"},
      {{"--config", file}, environment, "environment"},
      {{"--config", file}, {}, "file"},
      {{"--config", file}, {"ZHENGPING_BUDGET_LISTEN="}, "file"},
      {{}, {"ZHENGPING_BUDGET_CONFIG=" + file}, "file"},
      {{}, {"ZHENGPING_BUDGET_CONFIG=" + file, environment[0]}, "environment"},
      {{}, {}, "127.0.0.1:7101"},
  };
  for (const auto& c : cases) {
    Program program;
    const Outcome outcome = program.Run(c.arguments, c.environment);
    EXPECT_TRUE(outcome.goes_on) << outcome.err;
    EXPECT_EQ(program.config.listen, c.listen);
  }
}

TEST(Config, EachKindOfSettingIsReadFromEachPlace) {
  TempFolder folder;
  const std::string file =
      folder.Write("budget.toml",
                   "in-flight-limit = 7\ninsecure = true\nreflection = false\ndrain-limit = \"5s\"\n"
                   "target = [\"x\", \"y,z\"]\nbackend = postgres\npassword = \"a#b\"\n");
  const std::vector<std::string> environment = {
      "ZHENGPING_BUDGET_IN_FLIGHT_LIMIT=7", "ZHENGPING_BUDGET_INSECURE=true", "ZHENGPING_BUDGET_REFLECTION=false",
      "ZHENGPING_BUDGET_DRAIN_LIMIT=5s",    "ZHENGPING_BUDGET_TARGET=x,y",    "ZHENGPING_BUDGET_BACKEND=postgres",
      "ZHENGPING_BUDGET_PASSWORD=a#b",
  };
  const std::vector<std::string> flags = {"--in-flight-limit", "7",  "--insecure", "--reflection=false",
                                          "--drain-limit",     "5s", "--target",   "x",
                                          "--target",          "y",  "--backend",  "postgres"};
  const struct {
    std::vector<std::string> arguments;
    std::vector<std::string> environment;
    std::vector<std::string> targets;
  } cases[] = {{{"--config", file}, {}, {"x", "y,z"}}, {{}, environment, {"x", "y"}}, {flags, {}, {"x", "y"}}};
  for (const auto& c : cases) {
    Program program;
    const Outcome outcome = program.Run(c.arguments, c.environment);
    EXPECT_TRUE(outcome.goes_on) << outcome.err;
    EXPECT_EQ(program.config.in_flight_limit, 7);
    EXPECT_TRUE(program.config.insecure);
    EXPECT_EQ(program.config.reflection, false);
    EXPECT_EQ(program.config.drain_limit, absl::Seconds(5));
    EXPECT_EQ(program.config.targets, c.targets);
    EXPECT_EQ(program.config.backend, "postgres");
    EXPECT_EQ(program.config.password, c.arguments == flags ? "" : "a#b");
  }
}

TEST(Config, WhatIsUnknownIsRefusedWithTheNearest) {
  TempFolder folder;
  const std::string file = folder.Write("budget.toml", "lisen = \"x\"\nxyzzy = 1\nlisten = 1\nlisten = 2\n[server]\n");
  Program program;
  const Outcome outcome = program.Run({"--config", file, "--insecur", "--in-fligth-limit=3", "stray"},
                                      {"ZHENGPING_BUDGET_BACKEN=x", "ZHENGPING_INDICATOR_ANY=x"});
  EXPECT_FALSE(outcome.goes_on);
  EXPECT_EQ(outcome.exit_status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err,
            "zhengping-budget: unknown flag --insecur; did you mean --insecure?\n"
            "zhengping-budget: unknown flag --in-fligth-limit; did you mean --in-flight-limit?\n"
            "zhengping-budget: unknown argument stray\n"
            "zhengping-budget: " +
                file +
                ": line 5: there are no sections: every setting stands at the top level\n"
                "zhengping-budget: " +
                file +
                ": line 1: unknown setting lisen; did you mean listen?\n"
                "zhengping-budget: " +
                file +
                ": line 2: unknown setting xyzzy\n"
                "zhengping-budget: " +
                file +
                ": line 4: listen stands twice\n"
                "zhengping-budget: unknown environment variable ZHENGPING_BUDGET_BACKEN; did you mean "
                "ZHENGPING_BUDGET_BACKEND?\n"
                "Run zhengping-budget --help for the settings.\n");
}

TEST(Config, AWrongValueIsRefusedWithItsPlace) {
  const struct {
    std::vector<std::string> arguments;
    std::vector<std::string> environment;
    const char* error;
  } cases[] = {
      {{"--in-flight-limit", "0"},
       {},
       "in-flight-limit (--in-flight-limit) is 0: it is a whole number from 1 to 10000"},
      {{}, {"ZHENGPING_BUDGET_INSECURE=maybe"}, "insecure (ZHENGPING_BUDGET_INSECURE) is maybe: it is true or false"},
      {{"--backend=mysql"}, {}, "backend (--backend) is mysql: it is one of sqlite, postgres"},
      {{"--insecure=maybe"}, {}, "insecure"},
      {{"--listen"}, {}, "--listen"},
      {{"--listen", "a", "--listen", "b"}, {}, "--listen"},
      {{"--config", "/nonexistent.toml"}, {}, "cannot read the settings file /nonexistent.toml"},
      {{"--config", "/"}, {}, "cannot read the settings file /"},
      {{"--password", "x"}, {}, "unknown flag --password"},
  };
  for (const auto& c : cases) {
    Program program;
    const Outcome outcome = program.Run(c.arguments, c.environment);
    EXPECT_EQ(outcome.exit_status, 2) << c.error;
    EXPECT_THAT(outcome.err, HasSubstr(c.error));
    EXPECT_EQ(program.config.in_flight_limit, 256);
    EXPECT_FALSE(program.config.insecure);
  }
}

TEST(Config, ASecretComesFromAFileOfItsOwnAndIsNeverPrinted) {
  TempFolder folder;
  const std::string secret = folder.Write("password", "hunter2\n");
  Program program;
  const Outcome outcome = program.Run({"--password-file", secret, "--dump-config"});
  EXPECT_EQ(program.config.password, "hunter2");
  EXPECT_THAT(outcome.out, HasSubstr("# password = \"***\"  # " + secret + "\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("hunter2")));

  EXPECT_THAT(Program().Run({"--password-file", secret}, {"ZHENGPING_BUDGET_PASSWORD=hunter3"}).err,
              HasSubstr("password and password-file are both set"));
  EXPECT_THAT(Program().Run({"--password-file", folder.path() + "/absent"}).err, HasSubstr("cannot read"));
}

TEST(Config, ADumpReadsBackAsTheSameSettings) {
  Program program;
  const Outcome dump = program.Run({"--dump-config", "--listen", "h:1 \"#\"", "--target", "x", "--target", "y,z"},
                                   {"ZHENGPING_BUDGET_BACKEND=postgres"});
  EXPECT_FALSE(dump.goes_on);
  EXPECT_EQ(dump.exit_status, 0);
  EXPECT_EQ(dump.out, std::string("# zhengping-budget ") + Version() +
                          "\n"
                          "listen = \"h:1 \\\"#\\\"\"  # --listen\n"
                          "in-flight-limit = 256  # default\n"
                          "insecure = false  # default\n"
                          "# reflection =   # default\n"
                          "drain-limit = \"20s\"  # default\n"
                          "target = [\"x\", \"y,z\"]  # --target\n"
                          "backend = \"postgres\"  # ZHENGPING_BUDGET_BACKEND\n"
                          "# password = \"\"  # default\n"
                          "password-file = \"\"  # default\n");
  TempFolder folder;
  Program again;
  EXPECT_TRUE(again.Run({"--config", folder.Write("dump.toml", dump.out)}).goes_on);
  EXPECT_EQ(again.config.listen, "h:1 \"#\"");
  EXPECT_THAT(again.config.targets, ElementsAre("x", "y,z"));
  EXPECT_EQ(again.config.backend, "postgres");
}

TEST(Config, VersionAndHelpEndWell) {
  const Outcome version = Program().Run({"--version"});
  EXPECT_FALSE(version.goes_on);
  EXPECT_EQ(version.exit_status, 0);
  EXPECT_EQ(version.out, std::string("zhengping-budget ") + Version() + "\n");
  const Outcome help = Program().Run({"--help"});
  EXPECT_EQ(help.exit_status, 0);
  EXPECT_THAT(help.out, HasSubstr("plaintext beyond loopback"));
  EXPECT_THAT(help.out, HasSubstr("--listen HOST:PORT=127.0.0.1:7101"));
  EXPECT_THAT(help.out, HasSubstr("ZHENGPING_BUDGET_NAME for --name"));
  EXPECT_THAT(help.out, Not(HasSubstr("--password ")));
}

// The command line tool: verbs beside settings.
struct Tool {
  std::string budget = "127.0.0.1:7101";
  int year = 0;
  Parser parser{"zhengping", "Whole-expenditure evaluation."};

  Tool() {
    parser.Add("budget", &budget, "ADDRESS", "the budget service");
    parser.ReadUserFile();
    parser.app().require_subcommand(1);
    parser.app().add_subcommand("evaluate", "evaluate a department")->add_option("--year", year)->required();
  }
};

TEST(Config, AVerbTakesItsOwnFlagsAndTheSettingsAnywhere) {
  Tool tool;
  EXPECT_TRUE(tool.parser.Parse({"evaluate", "--year", "2023", "--budget", "b:1"}, {"ZHENGPING_BUDGET_ANY=1"}).goes_on);
  EXPECT_EQ(tool.year, 2023);
  EXPECT_EQ(tool.budget, "b:1");
  EXPECT_TRUE(tool.parser.app().got_subcommand("evaluate"));
}

TEST(Config, AMistypedVerbIsRefusedWithTheNearest) {
  EXPECT_THAT(Tool().parser.Parse({"evalute"}, {}).err, HasSubstr("unknown argument evalute; did you mean evaluate?"));
  EXPECT_THAT(Tool().parser.Parse({"evaluate", "--yaer", "2023"}, {}).err,
              HasSubstr("unknown flag --yaer; did you mean --year?"));
  EXPECT_EQ(Tool().parser.Parse({}, {}).exit_status, 2);
  EXPECT_EQ(Tool().parser.Parse({"evaluate"}, {}).exit_status, 2);
  EXPECT_EQ(Tool().parser.Parse({"--dump-config"}, {}).exit_status, 0) << "needs no verb";
}

TEST(Config, TheToolReadsTheUsersFileIfItIsThere) {
  TempFolder folder;
  folder.Write(".config/zhengping/config.toml", "budget = \"home:1\"\n");
  folder.Write("xdg/zhengping/config.toml", "budget = \"xdg:1\"\n");
  const std::string home = "HOME=" + folder.path();
  const struct {
    std::vector<std::string> environment;
    const char* budget;
  } cases[] = {
      {{home}, "home:1"},
      {{home, "XDG_CONFIG_HOME=" + folder.path() + "/xdg"}, "xdg:1"},
      {{"HOME=/nonexistent"}, "127.0.0.1:7101"},
  };
  for (const auto& c : cases) {
    Tool tool;
    EXPECT_TRUE(tool.parser.Parse({"evaluate", "--year", "2023"}, c.environment).goes_on);
    EXPECT_EQ(tool.budget, c.budget);
  }
}

TEST(ConfigDeathTest, ASettingHasANameOfItsOwn) {
  int value = 0;
  Parser parser("zhengping-budget", "");
  parser.Add("limit", &value, {}, "");
  EXPECT_DEATH(parser.Add("limit", &value, {}, ""), "limit");
  EXPECT_DEATH(parser.Add("Limit", &value, {}, ""), "Limit");
  EXPECT_DEATH(parser.Add("port", &value, {}, ""), "port") << "Kubernetes sets ZHENGPING_BUDGET_PORT";
}

}  // namespace
}  // namespace zhengping::config
