#include "common/server/server_settings.h"

#include <gtest/gtest.h>

namespace zhengping::server {
namespace {

TEST(ServerSettings, ReachTheConfigAndKeepTheirBounds) {
  ServerConfig config;
  config::Parser parser("zhengping-test", "A test.");
  AddSettings(parser, config);
  const config::Outcome outcome =
      parser.Parse({"--listen", "0.0.0.0:7101", "--insecure", "--in-flight-limit", "7", "--streams-limit-bytes",
                    "65536", "--longest-call-ms", "1000", "--drain-limit-ms", "5"},
                   {});
  EXPECT_TRUE(outcome.goes_on) << outcome.err;
  EXPECT_EQ(config.listen, "0.0.0.0:7101");
  EXPECT_TRUE(config.insecure);
  EXPECT_FALSE(config.reflection.has_value());
  EXPECT_EQ(config.in_flight_limit, 7);
  EXPECT_EQ(config.streams_limit_bytes, 65536);
  EXPECT_EQ(config.longest_call_ms, 1000);
  EXPECT_EQ(config.drain_limit_ms, 5);

  ServerConfig other;
  config::Parser strict("zhengping-test", "A test.");
  AddSettings(strict, other);
  EXPECT_FALSE(strict.Parse({"--in-flight-limit", "0"}, {}).goes_on);
}

}  // namespace
}  // namespace zhengping::server
