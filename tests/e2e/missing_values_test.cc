// Goal: what is not known neither counts as nothing nor as everything. The variants of the demo's case and what each
// must give are counted by hand in tests/data/cuiyuan-2023/expected_score.json.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using nlohmann::json;

constexpr char kVideoRow[] = "产出指标,数量指标,安全宣传视频播放次数,>=,10,";

// A line of a CSV file from its beginning, with the line's end.
std::string LineThatStartsWith(const std::string& file, const std::string& start) {
  const std::string bytes = ReadFile(absl::StrCat(CasePath("cuiyuan-2023"), "/", file));
  const size_t at = bytes.find(start);
  return bytes.substr(at, bytes.find('\n', at) + 1 - at);
}

struct Change {
  std::string file;
  std::string text;
  std::string replacement;
};

// In the order of the variants in expected_score.json.
std::vector<Change> Changes() {
  return {
      {"observations.csv", LineThatStartsWith("observations.csv", "满意度指标,服务对象满意度指标,居民群众满意度,"), ""},
      {"plan.csv", kVideoRow, "产出指标,数量指标,安全宣传视频播放次数,>=,12,"},
      {"plan.csv", kVideoRow, "产出指标,数量指标,安全宣传视频播放次数,>=,9,"}};
}

TEST(MissingValues, MakeARangeWithoutAGrade) {
  const json variants =
      json::parse(ReadFile(absl::StrCat(CasePath("cuiyuan-2023"), "/expected_score.json")))["variants"];
  const std::vector<Change> changes = Changes();
  ASSERT_EQ(variants.size(), changes.size());
  for (size_t i = 0; i < changes.size(); ++i) {
    const json& variant = variants[i];
    SCOPED_TRACE(variant["what"].get<std::string>());
    const TempFolder folder;
    const std::string path =
        CopiedCase(folder, "cuiyuan-2023", changes[i].file, changes[i].text, changes[i].replacement);
    const Finished finished = RunCli({"--offline", "evaluate", path, "-o", "json"});
    ASSERT_EQ(finished.status, 0) << finished.err;
    const indicator::v1::Total total = EvaluationFromJson(finished.out).content().scorecard().total();
    EXPECT_EQ(total.score(), variant["total"]);
    EXPECT_EQ(total.low(), variant["range"][0]);
    EXPECT_EQ(total.high(), variant["range"][1]);
    EXPECT_EQ(total.scored_weight(), variant["assessable"]);
    EXPECT_EQ(total.grade(), variant["grade"]);
  }
}

}  // namespace
}  // namespace zhengping
