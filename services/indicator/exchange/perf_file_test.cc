#include "services/indicator/exchange/perf_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/indicator/exchange/perf_testing.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kHead[] = "kpi_id,dept_code,fiscal_year,kpi_lv1,kpi_lv2,kpi_lv3,kpi_val,computesign,meterunit,weight\n";

PerfFile Read(const std::string& rows, const std::string& head = kHead, PerfFileOptions options = DaxiangFile()) {
  return ReadPerfFile("指标.csv", head + rows, options);
}

TEST(PerfFile, FreeTextBecomesATargetAndIsKept) {
  const PerfFile file = Read(
      "k1,403,2023,产出,数量指标,排查栋数,585,大于等于,栋,20\n"
      "k2,403,2023,产出,质量指标,排查合格率,≥95%,,,10\n"
      "k3,403,2023,产出,时效指标,完成时间,12月底前,,,10\n"
      "k4,403,2023,效益,社会效益,群众满意,明显改善,定性,,10\n");
  EXPECT_THAT(TextsOf(file), ElementsAre("403 2023 k1 plan 产出/数量指标/排查栋数 ≥585 栋 weight 20",
                                         "403 2023 k2 plan 产出/质量指标/排查合格率 ≥0.95 % weight 10",
                                         "403 2023 k3 plan 产出/时效指标/完成时间 定性「12月底前」 weight 10",
                                         "403 2023 k4 plan 效益/社会效益/群众满意 定性「明显改善」 weight 10"));
  EXPECT_THAT(IssuesOf(file, Severity::kWarning), IsEmpty());
  EXPECT_THAT(IssuesOf(file, Severity::kNote), ElementsAre("第 4 行 kpi_val TARGET_IN_WORDS: 12月底前"));
  EXPECT_EQ(file.years.at({"403", 2023})[1].row->target.text, "≥95%");
  EXPECT_EQ(file.row_count, 4);
}

TEST(PerfFile, EverythingThatIsWrongIsToldAtItsCell) {
  const PerfFile file = Read(
      "k1,403,2023,产出,数量指标,排查栋数,≥585,小于等于,栋,20\n"
      "k2,403,2023,产出,数量指标,转移人数,100人次,>=,人,10\n"
      "k3,403,2023,产出,数量指标,,100,>=,人,10\n"
      "k4,403,1023,产出,数量指标,走访户数,100,>=,户,十\n"
      "k5,,2023,产出,数量指标,会议次数,3,不知道,次,\n");
  EXPECT_THAT(IssuesOf(file, Severity::kError),
              ElementsAre("第 2 行 kpi_val PLAN_TARGET_SIGN: ≥585", "第 3 行 kpi_val UNIT_DISAGREES: 100人次",
                          "第 4 行 kpi_lv3 VALUE_MISSING: ", "第 5 行 fiscal_year FISCAL_YEAR_MISSING: 1023",
                          "第 5 行 weight NUMBER_MALFORMED: 十", "第 6 行 computesign DIRECTION_UNKNOWN: 不知道"));
}

TEST(PerfFile, ANumberWithoutASignIsReadAsAtLeastAndSaid) {
  const PerfFile file =
      Read("k1,403,2023,产出,数量指标,排查栋数,585,,栋,20\nk2,403,2023,产出,数量指标,次数,>3,,次,20\n");
  EXPECT_THAT(IssuesOf(file, Severity::kWarning), ElementsAre("第 2 行 kpi_val DIRECTION_UNSTATED: 585"));
  EXPECT_THAT(IssuesOf(file, Severity::kNote),
              ElementsAre("第 2 行 kpi_val DIRECTION_UNSTATED: 585", "第 3 行 kpi_val TARGET_STRICT: >3"));
}

TEST(PerfFile, RowsSayWhoseTheyAreOrTheImportDoes) {
  PerfFileOptions nobody = DaxiangFile();
  nobody.department.clear();
  nobody.fiscal_year = 0;
  const std::string head = "三级指标,指标值\n";
  EXPECT_THAT(IssuesOf(Read("排查栋数,≥585栋\n", head, nobody), Severity::kError),
              ElementsAre("第 2 行 fiscal_year FISCAL_YEAR_MISSING: "));
  nobody.fiscal_year = 2023;
  EXPECT_THAT(IssuesOf(Read("排查栋数,≥585栋\n", head, nobody), Severity::kError),
              ElementsAre("第 2 行 dept_code DEPARTMENT_MISSING: "));
  EXPECT_THAT(TextsOf(Read("排查栋数,≥585栋\n", head)), ElementsAre("403 2023  plan 排查栋数 ≥585 栋"));
  EXPECT_THAT(IssuesOf(Read("430502000,排查栋数,585\n", "mof_div_code,kpi_lv3,kpi_val\n"), Severity::kError),
              ElementsAre("第 2 行 mof_div_code DIVISION_DIFFERS: 430502000"));
  EXPECT_THAT(IssuesOf(Read("430503,排查栋数,585\n", "mof_div_code,kpi_lv3,kpi_val\n"), Severity::kError), IsEmpty());
}

TEST(PerfFile, JsonHoldsSeveralTablesAndThoseOfOthersAreLeft) {
  const PerfFile file = ReadPerfFile("exp.json", R"({
    "BGT_PERF_GOAL_INFO": [{"kpi_dep_id": "g1", "dept_code": "403", "fiscal_year": 2023, "kpi_target": "平安翠园"}],
    "bgt_perf_indicator": [{"KPI_ID": "k1", "dept_code": "403", "fiscal_year": "2023", "kpi_lv1": "0001",
      "kpi_lv2": "00010001", "kpi_lv3": "排查栋数", "kpi_val": "585栋", "is_deleted": 1,
      "update_time": "2023-05-31 09:30:00"}],
    "PM_PERF_INDICATOR": [{"kpi_id": "k2", "agency_code": "403", "fiscal_year": 2023, "pro_code": "P1",
      "kpi_lv3": "拆除危房", "kpi_val": "≥30栋", "actualvalue": "30栋"}],
    "BA_BGT_INFO": [{"bgt_id": "q1"}], "BAS_PERF_INDICATOR": [{"ind_id": "i1", "perf_ind_name": "x", "level_no": 3}]})",
                                     DaxiangFile());
  EXPECT_THAT(TextsOf(file),
              ElementsAre("403 2023 g1 goal  平安翠园", "403 2023 k1 deleted plan 产出指标/数量指标/排查栋数 ≥585 栋",
                          "403 2023 k2 plan 拆除危房〔P1〕 ≥30 栋 seen 拆除危房〔P1〕 30 栋"));
  EXPECT_EQ(file.years.at({"403", 2023})[1].record.update_time, "20230531093000000");
  EXPECT_EQ(file.row_count, 4);
  EXPECT_EQ(file.left_out_row_count, 2);
  EXPECT_THAT(IssuesOf(file, Severity::kError), IsEmpty());
}

TEST(PerfFile, ASelfEvaluationGivesResultsAndItsScoreIsNotTaken) {
  const PerfFile file = ReadPerfFile("自评.csv",
                                     "name,indexval,computesign,meterunit,actualvalue,weight,score\n"
                                     "排查栋数,585,>=,栋,585,20,20\n"
                                     "转移人数,100,>=,人,100余,10,10\n"
                                     "楼堂馆所,,,,/,5,5\n"
                                     "没有填报,10,>=,次,,5,0\n",
                                     DaxiangFile());
  EXPECT_THAT(TextsOf(file), ElementsAre("403 2023  seen 排查栋数 585 栋", "403 2023  seen 转移人数 ≥100 人",
                                         "403 2023  seen 楼堂馆所 不适用"));
  EXPECT_EQ(file.left_out_row_count, 1);
  EXPECT_EQ(file.years.at({"403", 2023})[0].stated_weight, Rational(20));
  EXPECT_EQ(file.issues.back().reason, "SCORE_NOT_TAKEN");
}

TEST(PerfFile, ANameAsLongAsThePlatformsColumnMayHaveBeenCut) {
  EXPECT_THAT(IssuesOf(Read("k1,403,2023,产出,数量指标,一二三四五六七八九十,≥1,,个,1\n"), Severity::kWarning),
              ElementsAre("第 2 行 kpi_lv3 NAME_MAY_BE_CUT: 一二三四五六七八九十"));
}

TEST(PerfFile, AFileWithoutATableOfOursIsRefused) {
  EXPECT_THAT(IssuesOf(ReadPerfFile("a.csv", "甲,乙\n1,2\n", DaxiangFile()), Severity::kError),
              ElementsAre("第 0 行  TABLE_UNKNOWN: "));
  EXPECT_FALSE(HoldsPerfTable("a.csv", "pay_cert_id,xpay_amt\nP1,1\n"));
  EXPECT_TRUE(HoldsPerfTable("a.csv", "kpi_lv3,kpi_val\n排查栋数,585\n"));
  EXPECT_TRUE(HoldsPerfTable("a.json", R"({"BGT_PERF_INDICATOR": []})"));
  EXPECT_FALSE(HoldsPerfTable("a.json", R"({"PAY_VOUCHER_BILL": []})"));
}

}  // namespace
}  // namespace zhengping::indicator
