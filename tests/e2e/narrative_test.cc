// Goal: a clerk who has a work summary and no table gets the table's rows, looks through them and loads them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  return bytes.str();
}

TEST(ProposeObservations, ReadsASummaryIntoATableAndIntoRows) {
  const std::string file = CasePath("prose/cuiyuan-2023.txt");
  const Finished table = RunCli({"--offline", "propose-observations", file, "--year", "2023"});
  EXPECT_EQ(table.status, 0) << table.err;
  EXPECT_THAT(table.out, HasSubstr("30278"));
  EXPECT_THAT(table.out, HasSubstr("（缺）"));
  EXPECT_THAT(table.out, HasSubstr("共 31 项"));
  const Finished rows = RunCli({"--offline", "propose-observations", file, "--year", "2023", "--csv"});
  EXPECT_EQ(rows.status, 0) << rows.err;
  EXPECT_EQ(rows.out.find("kpi_lv1,kpi_lv2,kpi_lv3,date,value,unit,status,evidence\n"), 0u) << rows.out;
  EXPECT_THAT(rows.out, HasSubstr(",2023-11-30,16.78,万元,已报,"));
}

TEST(ProposeObservations, TextAboveTheLimitIsRefusedWithTheLimit) {
  const TempFolder folder;
  folder.Write("long.txt", std::string(10 << 20, '1'));
  const Finished finished =
      RunCli({"--offline", "propose-observations", folder.path() + "/long.txt", "--year", "2023"});
  EXPECT_EQ(finished.status, 2) << finished.err;
  EXPECT_THAT(finished.err, HasSubstr("1 MiB"));
}

// The last two chapters are drafted, a person changes words and writes them back; the figures stay bound.
TEST(Narrative, DraftIsEditedWrittenBackAndPrintsItsFigures) {
  const TempFolder folder;
  const std::vector<std::string> suite = {"--offline", "--data", folder.path() + "/data"};
  const auto run = [&suite](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), suite.begin(), suite.end());
    return RunCli(arguments);
  };
  ASSERT_EQ(run({"load", CasePath("cuiyuan-2023")}).status, 0);
  const Finished draft = run({"narrative", "draft", kDepartment, "--year", "2023"});
  ASSERT_EQ(draft.status, 0) << draft.err;
  EXPECT_THAT(draft.out, HasSubstr("追加率为{{finding:mid_year_additions.addition_rate}}"));
  EXPECT_THAT(draft.out, Not(HasSubstr("{{finding:mid_year_additions}}")));
  folder.Write("edited.md", absl::StrReplaceAll(draft.out, {{"年中先后以", "我街道年中共以"},
                                                            {"新增就业人员{{新增就业人数}}人", "新增就业人员64人"}}));
  const Finished put = run({"narrative", "put", kDepartment, folder.path() + "/edited.md", "--year", "2023"});
  ASSERT_EQ(put.status, 0) << put.err;
  EXPECT_THAT(put.out, HasSubstr("已保存，版本 2"));
  const Finished check = run({"narrative", "check", kDepartment, "--year", "2023"});
  EXPECT_EQ(check.status, 3) << check.out << check.err;
  EXPECT_THAT(check.out, HasSubstr("NUMBER_CONTRADICTS_DATA"));
  ASSERT_EQ(run({"evaluate", kDepartment, "--year", "2023"}).status, 0);
  const std::string html = folder.path() + "/report.html";
  const Finished render = run({"render", kDepartment, "--format", "html", "-o", html});
  ASSERT_EQ(render.status, 0) << render.err;
  const std::string report = ReadFile(html);
  EXPECT_THAT(report, HasSubstr("我街道年中共以"));
  EXPECT_THAT(report, HasSubstr("57.54%"));  // 690.60 of 1,200.30
  const Finished stale =
      run({"narrative", "put", kDepartment, folder.path() + "/edited.md", "--year", "2023", "--etag", "1"});
  EXPECT_EQ(stale.status, 6) << stale.err;
}

TEST(Narrative, CyclesAndLongTextsAreRefusedByName) {
  const TempFolder folder;
  folder.Write("cycle.md", "一、概况\n{{let:甲 = 乙}}\n{{let:乙 = 甲}}\n");
  const Finished cycle =
      RunCli({"--offline", "narrative", "put", kDepartment, folder.path() + "/cycle.md", "--year", "2023"});
  EXPECT_EQ(cycle.status, 2) << cycle.err;
  EXPECT_THAT(cycle.err, HasSubstr("甲 → 乙 → 甲"));
  folder.Write("long.md", std::string(10 << 20, '1'));
  const Finished text =
      RunCli({"--offline", "narrative", "put", kDepartment, folder.path() + "/long.md", "--year", "2023"});
  EXPECT_EQ(text.status, 2) << text.err;
  EXPECT_THAT(text.err, HasSubstr("1 MiB"));
}

}  // namespace
}  // namespace zhengping
