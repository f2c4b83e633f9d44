// The year's watch of the demonstration through the command line, at each month's end. Rates are plain sums over the
// rows of tests/data/cuiyuan-2023/ledger.csv up to the day.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using testing::HasSubstr;

TEST(MonitorCommand, EachMonthsEndOfTheDemonstration) {
  const Finished months =
      RunCli({"--offline", "monitor", CasePath("cuiyuan-2023"), "--as-of", "2023-12-31", "--each-month"});
  ASSERT_EQ(months.status, 0) << months.err;
  const struct {
    const char* day;
    const char* elapsed;
    const char* rate;
    const char* light;
  } rows[] = {
      {"2023-01-31", "8.33%", "5.72%", "▲ 滞后"},       {"2023-02-28", "16.67%", "14.69%", "▲ 滞后"},
      {"2023-03-31", "25.00%", "20.84%", "▲ 滞后"},     {"2023-04-30", "33.33%", "29.86%", "▲ 滞后"},
      {"2023-05-31", "41.67%", "39.65%", "▲ 滞后"},     {"2023-06-30", "50.00%", "47.51%", "▲ 滞后"},
      {"2023-07-31", "58.33%", "54.23%", "▲ 滞后"},     {"2023-08-31", "66.67%", "61.64%", "▲ 滞后"},
      {"2023-09-30", "75.00%", "69.42%", "▲ 滞后"},     {"2023-10-31", "83.33%", "76.14%", "▲ 滞后"},
      {"2023-11-30", "91.67%", "78.98%", "■ 严重滞后"}, {"2023-12-31", "100.00%", "94.70%", "▲ 滞后"},
  };
  std::istringstream lines(months.out);
  std::string line;
  std::getline(lines, line);
  EXPECT_THAT(line, HasSubstr("预计执行率"));
  for (const auto& row : rows) {
    ASSERT_TRUE(std::getline(lines, line)) << row.day;
    for (const char* part : {row.day, row.elapsed, row.rate, row.light}) EXPECT_THAT(line, HasSubstr(part));
  }
}

TEST(MonitorCommand, OneDaySaysWhatIsBehindAndWhatToDo) {
  const Finished day = RunCli({"--offline", "monitor", CasePath("cuiyuan-2023"), "--as-of", "2023-11-30"});
  ASSERT_EQ(day.status, 0) << day.err;
  for (const char* part :
       {"序时进度 91.67%", "全年预算执行", "78.98%", "■ 严重滞后", "专项资金", "绩效目标", "预计年末支出",
        "上年余月占比法", "本年进度法", "偏差与纠偏措施", "财预〔2019〕136号", "阈值依据", "没有分月用款计划"}) {
    EXPECT_THAT(day.out, HasSubstr(part));
  }
}

TEST(MonitorCommand, ThresholdsOfOnesOwnNeedTheirSource) {
  const std::vector<std::string> arguments = {"--offline", "monitor", CasePath("cuiyuan-2023"), "--as-of", "2023-06-30",
                                              "--limit",   "2"};
  EXPECT_EQ(RunCli(arguments).status, 2);
  std::vector<std::string> sourced = arguments;
  sourced.insert(sourced.end(), {"--limit-source", "示例通知"});
  const Finished day = RunCli(sourced);
  EXPECT_EQ(day.status, 0) << day.err;
  EXPECT_THAT(day.out, HasSubstr("示例通知"));
}

TEST(NextPlanCommand, ProposesTargetsWithReasons) {
  const Finished plan = RunCli({"--offline", "next-plan", CasePath("cuiyuan-2023")});
  ASSERT_EQ(plan.status, 0) << plan.err;
  for (const char* part : {"2024年绩效目标建议", "≥7056人次", "优于目标，以本年实际值为下年目标", "未达到目标"}) {
    EXPECT_THAT(plan.out, HasSubstr(part));
  }
}

}  // namespace
}  // namespace zhengping
