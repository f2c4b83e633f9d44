#include "common/config/environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhengping::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr char kPrefix[] = "ZHENGPING_BUDGET_";
const std::vector<std::string> kSettings = {"listen", "data-dir"};

std::map<std::string, std::string> Read(const std::vector<std::string>& environment) {
  std::vector<std::string> errors;
  std::map<std::string, std::string> values = ReadEnvironment(kPrefix, kSettings, environment, errors);
  EXPECT_THAT(errors, IsEmpty());
  return values;
}

std::vector<std::string> Wrong(const std::vector<std::string>& environment) {
  std::vector<std::string> errors;
  ReadEnvironment(kPrefix, kSettings, environment, errors);
  return errors;
}

TEST(Environment, APrefixAProgram) {
  EXPECT_EQ(EnvironmentPrefix("zhengping-budget"), "ZHENGPING_BUDGET_");
  EXPECT_EQ(EnvironmentPrefix("zhengping"), "ZHENGPING_CLI_");
  EXPECT_EQ(EnvironmentName(kPrefix, "data-dir"), "ZHENGPING_BUDGET_DATA_DIR");
}

TEST(Environment, GivesTheValuesBySetting) {
  EXPECT_THAT(Read({"PATH=/bin", "ZHENGPING_BUDGET_DATA_DIR=/data=1", "ZHENGPING_BUDGET_LISTEN="}),
              ElementsAre(Pair("data-dir", "/data=1")));
}

TEST(Environment, AnotherProgramsVariablesAreItsOwnBusiness) {
  EXPECT_THAT(Read({"ZHENGPING_INDICATOR_WHATEVER=1", "ZHENGPING_REPORTING_LISTEN=1", "ZHENGPING_CLI_X=1",
                    "ZHENGPING=1", "ZHENGPINGX_Y=1"}),
              IsEmpty());
}

TEST(Environment, WhatKubernetesSetsIsNobodysMistake) {
  EXPECT_THAT(
      Read({"ZHENGPING_BUDGET_SERVICE_HOST=10.0.0.1", "ZHENGPING_BUDGET_SERVICE_PORT=7101",
            "ZHENGPING_BUDGET_SERVICE_PORT_GRPC=7101", "ZHENGPING_BUDGET_PORT=tcp://10.0.0.1:7101",
            "ZHENGPING_BUDGET_PORT_7101_TCP=tcp://10.0.0.1:7101", "ZHENGPING_BUDGET_PORT_7101_TCP_ADDR=10.0.0.1",
            "ZHENGPING_PORT=tcp://10.0.0.1:7101", "ZHENGPING_POSTGRES_SERVICE_HOST=10.0.0.1"}),
      IsEmpty());
}

TEST(Environment, AMistypedVariableIsRefusedWithTheNearest) {
  EXPECT_THAT(
      Wrong({"ZHENGPING_BUDGET_DATADIR=/x", "ZHENGPING_BUGDET_LISTEN=/x", "ZHENGPING_HOME=/x",
             "ZHENGPING_BUDGET_PORT=7101"}),
      ElementsAre("unknown environment variable ZHENGPING_BUDGET_DATADIR; did you mean ZHENGPING_BUDGET_DATA_DIR?",
                  "unknown environment variable ZHENGPING_BUGDET_LISTEN; did you mean ZHENGPING_BUDGET_LISTEN?",
                  "unknown environment variable ZHENGPING_HOME", "unknown environment variable ZHENGPING_BUDGET_PORT"));
}

}  // namespace
}  // namespace zhengping::config
