// Run from start to exit code, with the signal that a container's stop sends.
#include "common/server/run.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <string>

#include "common/client/channel.h"
#include "common/client/outgoing.h"
#include "common/testing/echo_service.h"
#include "common/testing/temp_folder.h"

namespace zhengping::server {
namespace {

class RunTest : public testing::TestWithParam<int> {
 protected:
  TempFolder folder_;
  CapturedLog log_;
};

TEST_P(RunTest, ServesUntilTheSignalFinishesWhatItHasAndExitsWithZero) {
  const ServerConfig config = {.service = "echo", .listen = "127.0.0.1:0", .port_file = folder_.path() + "/port"};
  EchoService service;
  EXPECT_EQ(AskHealth(config), 1) << "nobody serves yet";

  auto exit_code = std::async(std::launch::async, [&] { return server::Run(config, {&service}); });
  ASSERT_NE(log_.WaitFor({"\"msg\":\"serving\"", "\"address\":\"127.0.0.1:"}), "");
  EXPECT_EQ(AskHealth(config), 0);

  const std::string port = ReadFile(config.port_file);
  EXPECT_EQ(port.back(), '\n');
  const auto channel = client::NewChannel({.target = "127.0.0.1:" + port.substr(0, port.size() - 1)});
  auto call = std::async(std::launch::async, [&channel] {
    echo::v1::EchoResponse response;
    return echo::v1::EchoService::NewStub(channel)->Hold(client::NewContext({}).get(), {}, &response).ok();
  });
  service.gate.AwaitArrivals(1);
  kill(getpid(), GetParam());
  ASSERT_NE(log_.WaitFor({"\"msg\":\"draining\""}), "");
  service.gate.Open();
  EXPECT_TRUE(call.get());
  EXPECT_EQ(exit_code.get(), 0);
  EXPECT_EQ(AskHealth(config), 1);
}

INSTANTIATE_TEST_SUITE_P(Signals, RunTest, testing::Values(SIGTERM, SIGINT));

TEST(Run, HealthFollowsTheProbe) {
  const TempFolder folder;
  CapturedLog log;
  const ServerConfig config = {.service = "echo", .listen = "127.0.0.1:0", .port_file = folder.path() + "/port"};
  EchoService service;
  std::atomic<bool> is_away = true;
  auto exit_code = std::async(std::launch::async, [&] {
    return server::Run(config, {&service}, [&is_away]() -> absl::Status {
      return is_away ? absl::UnavailableError("the database is away") : absl::InternalError("slow, but there");
    });
  });
  ASSERT_NE(log.WaitFor({"\"msg\":\"not ready\"", "the database is away"}), "");
  EXPECT_EQ(AskHealth(config), 1);
  is_away = false;
  ASSERT_NE(log.WaitFor({"\"msg\":\"ready again\""}), "");
  EXPECT_EQ(AskHealth(config), 0);
  kill(getpid(), SIGTERM);
  EXPECT_EQ(exit_code.get(), 0);
}

TEST(Run, WhatCannotStartExitsWithOneAndSaysWhy) {
  CapturedLog log;
  EchoService service;
  EXPECT_EQ(server::Run({.listen = "0.0.0.0:0"}, {&service}), 1);
  EXPECT_NE(log.WaitFor({"\"level\":\"error\"", "--insecure"}), "");
}

}  // namespace
}  // namespace zhengping::server
