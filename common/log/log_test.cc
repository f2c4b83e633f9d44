#include "common/log/log.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace zhengping::log {
namespace {

class Log : public testing::Test {
 protected:
  void SetUp() override {
    SetSink([this](const std::string& line) { lines_.push_back(line); });
  }
  void TearDown() override { SetSink(nullptr); }

  std::vector<std::string> lines_;
};

TEST_F(Log, ALineIsOneJsonObjectWithTheServiceAndTheFields) {
  SetService("budget");
  Write(Level::kWarning, "late", {{"rpc", "A/B"}, {"ms", 12}, {"reason", ""}});
  ASSERT_EQ(lines_.size(), 1u);
  const auto line = nlohmann::json::parse(lines_[0]);
  EXPECT_EQ(line["level"], "warning");
  EXPECT_EQ(line["service"], "budget");
  EXPECT_EQ(line["msg"], "late");
  EXPECT_EQ(line["rpc"], "A/B");
  EXPECT_EQ(line["ms"], 12);
  EXPECT_FALSE(line.contains("reason"));
  EXPECT_EQ(line["ts"].get<std::string>().size(), std::string("2024-02-04T01:20:00.125Z").size());
}

TEST_F(Log, TextCannotBreakOutOfItsLine) {
  Write(Level::kInfo, "a\nb\"}", {{"caller", "\xff\xfe 经办"}});
  ASSERT_EQ(lines_.size(), 1u);
  EXPECT_EQ(lines_[0].find('\n'), std::string::npos);
  const auto line = nlohmann::json::parse(lines_[0]);
  EXPECT_EQ(line["msg"], "a\nb\"}");
  EXPECT_EQ(line["caller"], "\xEF\xBF\xBD\xEF\xBF\xBD 经办");
}

}  // namespace
}  // namespace zhengping::log
