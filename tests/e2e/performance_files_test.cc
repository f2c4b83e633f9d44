// Goal: a clerk's whole way with the platform's performance tables on the command line: targets are imported, the
// template is written, comes back filled in, and what is exported reads back as the same. The table's name chooses the
// service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using testing::HasSubstr;
using testing::Not;

class PerformanceFiles : public testing::Test {
 protected:
  // A command on this test's own data, in one process.
  Finished Run(std::vector<std::string> arguments) {
    std::vector<std::string> whole = {"--offline", "--data", absl::StrCat(folder_.path(), "/data"), "--division",
                                      "430503000"};
    whole.insert(whole.end(), arguments.begin(), arguments.end());
    return RunCli(whole);
  }
  static std::string Messy(const std::string& name) {
    return absl::StrCat(ZP_SOURCE_DIR, "/tests/data/exchange-indicator/", name);
  }

  // One quota's amount and one target.
  std::string Written(const std::string& name, const std::string& indicator) const {
    const std::string path = absl::StrCat(folder_.path(), "/", name);
    std::ofstream(path) << R"({"BA_BGT_INFO": [{"BGT_ID": "J1", "MOF_DIV_CODE": "430503000", "FISCAL_YEAR": "2023",
      "AGENCY_CODE": "403001", "DEPT_CODE": "403", "DEPT_NAME": "翠园街道办事处", "SOURCE_TYPE_CODE": "1",
      "SOURCE_TYPE_NAME": "年初批复", "BGT_TYPE_CODE": "111", "AMOUNT": 1000, "DOC_DATE": "2022-12-20",
      "FUND_TYPE_CODE": "111", "EXP_FUNC_CODE": "2010301", "DEP_BGT_ECO_CODE": "30201",
      "UPDATE_TIME": "20230105093000123", "IS_DELETED": 2}],
      "BGT_PERF_INDICATOR": [{"KPI_ID": "k1", "MOF_DIV_CODE": "430503000", "DEPT_CODE": "403", "FISCAL_YEAR": "2023",
      "KPI_LV1": "0001", "KPI_LV2": "00010001", "KPI_VAL": "585栋", "KPI_LV3": ")"
                        << indicator << R"(", "UPDATE_TIME": "20230531093000000", "IS_DELETED": 2}]})";
    return path;
  }

  TempFolder folder_;
};

TEST_F(PerformanceFiles, AreImportedExportedAndImportedAgain) {
  const Finished import = Run({"import", Messy("project-targets/project-targets.xlsx"), "--source", "platform:430000",
                               "--year", "2023", "--department", "403"});
  ASSERT_EQ(import.status, 0) << import.err;
  EXPECT_THAT(import.out, HasSubstr("新增 5 条"));
  EXPECT_THAT(import.out, HasSubstr("divisions/430503000/departments/403 2023 年，第 1 版"));
  for (const char* format : {"csv", "xlsx", "json"}) {
    SCOPED_TRACE(format);
    const std::string path = absl::StrCat(folder_.path(), "/目标.", format);
    const Finished written =
        Run({"export", kDepartment, "--year", "2023", "--table", "PM_PERF_INDICATOR", "--format", format, "-o", path});
    ASSERT_EQ(written.status, 0) << written.err;
    const Finished again = Run({"import", path, "--source", "platform:430000"});
    ASSERT_EQ(again.status, 0) << again.err;
    EXPECT_THAT(again.out, HasSubstr("不变 5 条"));
  }
  const std::string form = absl::StrCat(folder_.path(), "/项目支出绩效自评指标完成情况导入模板.xlsx");
  ASSERT_EQ(Run({"export", kDepartment, "--year", "2023", "--table", "SELF_EVALUATION_TEMPLATE", "--format", "xlsx",
                 "-o", form})
                .status,
            0);
  const Finished blank = Run({"import", form, "--source", "platform:430000", "--year", "2023", "--department", "403"});
  EXPECT_EQ(blank.status, 0) << blank.err;
  EXPECT_THAT(blank.out, HasSubstr("5 行，略过 5 行"));
}

TEST_F(PerformanceFiles, WithErrorsChangeNothingAndSayAllOfThem) {
  const Finished import = Run({"import", Messy("bad/contradictions/indicators.csv"), "--source", "platform:430000"});
  EXPECT_EQ(import.status, 3);
  EXPECT_THAT(import.err, HasSubstr("第 2 行 kpi_val"));
  EXPECT_THAT(import.err, HasSubstr("第 5 行 kpi_lv3"));
  const Finished written =
      Run({"export", kDepartment, "--year", "2023", "--table", "BGT_PERF_INDICATOR", "--format", "json"});
  EXPECT_EQ(written.out, "{\"BGT_PERF_INDICATOR\": []}\n");
}

// A platform's one JSON with tables of both services: each takes its own, and neither before both would.
TEST_F(PerformanceFiles, AFileOfBothServicesGoesToEachWholeOrNotAtAll) {
  const std::string good = Written("both.json", "排查栋数");
  const Finished dry = Run({"import", good, "--source", "platform:430000", "--dry-run"});
  ASSERT_EQ(dry.status, 0) << dry.err;
  const Finished wrong = Run({"import", Written("wrong.json", ""), "--source", "platform:430000"});
  EXPECT_EQ(wrong.status, 3);
  const Finished import = Run({"import", good, "--source", "platform:430000"});
  ASSERT_EQ(import.status, 0) << import.err;
  EXPECT_THAT(import.out, HasSubstr("新增 1 笔")) << "nothing was written before";
  EXPECT_THAT(import.out, HasSubstr("新增 1 条"));
  EXPECT_THAT(import.err, Not(HasSubstr("TABLE_UNKNOWN")));
}

}  // namespace
}  // namespace zhengping
