// The check of filed sheets, class by class: one fault in a sheet that has none, found at its place and nothing beside
// it that does not follow from it; and for each class something near it that is no fault.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/testing/matchers.h"
#include "tests/cases/sheet_check_testing.h"

namespace zhengping {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

constexpr char kForm[] = "frameworks/self-evaluation-2020";

// 执行 114 ÷ 120 = 95%: 9.5. 产出 19.6 + 20 + 10, 效益 15 + 13.5 of a tier from 12 to 15, 满意度 10. Together 97.6.
std::vector<FiledRow> WholeSheet() {
  return ReadFiledRows({
      "资金|item=年度资金总额|initial_budget=100|final_budget=120|payments=114|weight=10|rate=95%|score=9.5",    // 2
      "资金|item=当年财政拨款|initial_budget=90|final_budget=110|payments=104",                                  // 3
      "资金|item=上年结转资金|initial_budget=10|final_budget=10|payments=10",                                    // 4
      "资金|item=一般公共预算|final_budget=100",                                                                 // 5
      "资金|item=政府性基金|final_budget=20",                                                                    // 6
      "资金|item=基本支出|payments=60",                                                                          // 7
      "资金|item=项目支出|payments=54",                                                                          // 8
      "指标|kpi_lv1=产出指标|kpi_lv2=数量指标|kpi_lv3=走访户数|kpi_val=≥100户|value=98户|weight=20|score=19.6",  // 9
      "指标|kpi_lv2=质量指标|kpi_lv3=工程合格率|kpi_val=≥98%|value=98%|weight=20|score=20",                      // 10
      "指标|kpi_lv2=成本指标|kpi_lv3=项目总成本|kpi_val=≤120万元|value=114万元|weight=10|score=10",              // 11
      "指标|kpi_lv1=效益指标|kpi_lv2=社会效益指标|kpi_lv3=新增就业人数|kpi_val=≥50人|value=55人|weight=15|score=15",  // 12
      "指标|kpi_lv3=群众获得感|direction=定性|kpi_val=明显提升|value=达成预期指标|weight=15|score=13.5",  // 13
      "指标|kpi_lv1=满意度指标|kpi_lv2=服务对象满意度指标|kpi_lv3=群众满意度|kpi_val=≥90%|value=92%|weight=10|"
      "score=10",                              // 14
      "总分|item=总分|weight=100|score=97.6",  // 15
  });
}

struct Cell {
  int row;
  const char* key;
  const char* text;
};

class SheetCheckTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { suite_ = new SuiteInProcess(); }
  static void TearDownTestSuite() {
    delete suite_;
    suite_ = nullptr;
  }

  static reporting::v1::SheetCheck Check(const std::vector<FiledRow>& rows) {
    const absl::StatusOr<reporting::v1::SheetCheck> check = Ask(*suite_, SheetRequest(rows, kForm));
    EXPECT_THAT(check, IsOk());
    return check.value_or(reporting::v1::SheetCheck());
  }

  static std::vector<std::string> LinesWith(const std::vector<Cell>& cells, const std::vector<std::string>& more = {}) {
    std::vector<FiledRow> rows = WholeSheet();
    for (const Cell& cell : cells) rows[static_cast<size_t>(cell.row - 2)][cell.key] = cell.text;
    for (const FiledRow& row : ReadFiledRows(more)) rows.push_back(row);
    return Lines(Check(rows));
  }

  static SuiteInProcess* suite_;
};
SuiteInProcess* SheetCheckTest::suite_ = nullptr;

TEST_F(SheetCheckTest, AWholeSheetHasNone) {
  const reporting::v1::SheetCheck check = Check(WholeSheet());
  EXPECT_THAT(Lines(check), IsEmpty());
  EXPECT_EQ(check.printed_total(), "97.6");
  EXPECT_EQ(check.summed_total(), "97.6");
  EXPECT_EQ(check.rule_total_from(), "97.6");
  EXPECT_EQ(check.rule_total_to(), "97.6");
  EXPECT_EQ(check.framework(), kForm);
}

struct Planted {
  const char* what;
  std::vector<Cell> cells;
  std::vector<std::string> lines;
};

std::vector<Planted> MoneyFaults() {
  return {
      {"1: the total of the points", {{15, "score", "98"}}, {"1 row 15 score: 98 → 97.6"}},
      {"1: the total of the money", {{3, "final_budget", "111"}}, {"1 row 2 final_budget: 120 → 121"}},
      {"1: a split by income", {{6, "final_budget", "15"}}, {"1 row 2 final_budget: 120 → 115"}},
      {"1: a split by outlay that is not what was executed", {{8, "payments", "50"}}, {"1 row 2 payments: 114 → 110"}},
      {"1 not: a part that is blank", {{4, "initial_budget", ""}, {3, "initial_budget", "100"}}, {}},
      {"2: money",
       {{2, "initial_budget", "0"}, {2, "final_budget", "0"}, {2, "payments", "0"}},
       {"2 row 2 initial_budget: 0 → 100", "2 row 2 final_budget: 0 → 120", "2 row 2 payments: 0 → 114"}},
      {"2: points", {{15, "score", "0"}}, {"2 row 15 score: 0 → 97.6"}},
      {"2 not: nothing above it",
       {{2, "initial_budget", "0"}, {3, "initial_budget", "0"}, {4, "initial_budget", "0"}},
       {}},
      {"3: cut to a whole point", {{2, "score", "9"}, {15, "score", "97.1"}}, {"3 row 2 score: 9 → 9.5"}},
      {"3: set by hand", {{2, "score", "10"}, {15, "score", "98.1"}}, {"3 row 2 score: 10 → 9.5"}},
      {"3 not: two decimals", {{2, "score", "9.50"}}, {}},
      {"7: income as payments",
       {{2, "payments", "120"}, {3, "payments", "110"}, {2, "rate", "100%"}, {2, "score", "10"}, {15, "score", "98.1"}},
       {"7 row 2 payments: 120 → 114", "3 row 2 score: 10 → 9.5", "1 row 7 payments: 114 → 120"}},
      {"7 not: all of it was spent",
       {{2, "payments", "120"},
        {3, "payments", "110"},
        {8, "payments", "60"},
        {2, "rate", "100%"},
        {2, "score", "10"},
        {11, "value", "120万元"},
        {15, "score", "98.1"}},
       {}},
      {"8: a rate", {{2, "rate", "96%"}}, {"8 row 2 rate: 96% → 95.00%"}},
      {"8: growth from nothing",
       {{12, "kpi_lv3", "三公经费变动率"}, {12, "kpi_val", "≥50%"}, {12, "value", "64%"}, {12, "baseline", "0%"}},
       {"8 row 12 value: 64% → 无法计算（基数为 0）"}},
      {"8 not: without its sign", {{2, "rate", "95"}}, {}},
      {"8 not: a share", {{2, "rate", "0.95"}}, {}},
      {"9: the total cost", {{11, "value", "115万元"}}, {"9 row 11 value: 115万元 → 114"}},
      {"9: a whole number for a broken one",
       {{2, "payments", "113.974"}, {3, "payments", "103.974"}, {8, "payments", "53.974"}, {2, "rate", "94.98%"}},
       {"9 row 11 value: 114万元 → 113.974"}},
      {"9 not: in another unit", {{11, "value", "1140000元"}}, {}},
  };
}

std::vector<Planted> ScoreFaults() {
  return {
      {"4: taken off without a reason", {{10, "score", "18"}, {15, "score", "95.6"}}, {"4 row 10 score: 18 → 20"}},
      {"4 not: with a reason", {{10, "score", "18"}, {10, "deviation_reason", "验收推迟"}, {15, "score", "95.6"}}, {}},
      {"4: full though missed", {{9, "score", "20"}, {15, "score", "98"}}, {"4 row 9 score: 20 → 19.6"}},
      {"4: full though missed, and rounded to it",
       {{9, "value", "99.9户"}, {9, "score", "20.0"}, {15, "score", "98"}},
       {"4 row 9 score: 20.0 → 19.98"}},
      {"4 not: full and just met", {{9, "value", "100户"}, {9, "score", "20"}, {15, "score", "98"}}, {}},
      {"5: full for nothing", {{12, "kpi_val", ""}, {12, "value", ""}}, {"5 row 12 score: 15 → 0–15"}},
      {"5 not: not full", {{12, "kpi_val", ""}, {12, "value", ""}, {12, "score", "12"}, {15, "score", "94.6"}}, {}},
      {"5 not: does not apply", {{12, "kpi_val", "/"}, {12, "value", "/"}}, {}},
      {"6: weight times actual", {{10, "score", "19.6"}, {15, "score", "97.2"}}, {"6 row 10 score: 19.6 → 20"}},
      {"6 not: the target is 100%", {{10, "kpi_val", "100%"}, {10, "score", "19.6"}, {15, "score", "97.2"}}, {}},
      {"14: neither full nor right", {{9, "score", "19"}, {15, "score", "97"}}, {"14 row 9 score: 19 → 19.6"}},
      {"14: outside its tier", {{13, "score", "10"}, {15, "score", "94.1"}}, {"14 row 13 score: 10 → 12–15"}},
      {"14 not: at the edge of its tier", {{13, "score", "12"}, {15, "score", "96.1"}}, {}},
      {"14: a coefficient", {{10, "coefficient", "90%"}}, {"14 row 10 coefficient: 90% → 100.00%"}},
      {"14 not: the right coefficient", {{9, "coefficient", "98%"}}, {}},
      {"14: an equal target that was missed",
       {{10, "direction", "="}, {10, "kpi_val", "100%"}, {10, "score", "19"}, {15, "score", "96.6"}},
       {"14 row 10 score: 19 → 0 或 19.6"}},
      {"notes only: words, no unit, a sign", {{10, "value", "已验收"}, {12, "value", "≥55人"}}, {}},
      {"not: a group's name in its bracket and full-width digits",
       {{9, "kpi_lv1", "产出指标（50分）"}, {9, "value", "９８户"}},
       {}},
  };
}

std::vector<Planted> LevelFaults() {
  return {
      {"10: 30% over", {{12, "value", "65人"}}, {"10 row 12 value: 65人 → 低于 65"}},
      {"10 not: 28% over", {{12, "value", "64人"}}, {}},
      {"10: below last year", {{12, "baseline", "60人"}}, {"10 row 12 kpi_val: ≥50人 → 不低于 60"}},
      {"10 not: as last year", {{12, "baseline", "50人"}}, {}},
      {"10: all just met",
       {{9, "value", "100户"},
        {9, "score", "20"},
        {11, "kpi_val", "114万元"},
        {12, "value", "50人"},
        {13, "kpi_val", "达成预期指标"},
        {14, "value", "90%"},
        {15, "score", "98"}},
       {"10 row 9 value: 100户 → 实际完成数"}},
      {"11: a slot", {{12, "weight", "16"}, {12, "score", "16"}, {15, "score", "98.6"}}, {"11 row 12 weight: 31 → 30"}},
      {"11: the whole", {{15, "weight", "90"}}, {"11 row 15 weight: 90 → 100"}},
      {"11: the execution row",
       {{2, "weight", "20"}, {2, "score", "19"}, {15, "score", "107.1"}},
       {"11 row 2 weight: 20 → 10"}},
      {"11: above the weight", {{14, "score", "11"}, {15, "score", "98.6"}}, {"11 row 14 score: 11 → 10"}},
      {"12: above the budget",
       {{2, "payments", "126"},
        {3, "payments", "116"},
        {8, "payments", "66"},
        {2, "rate", "105%"},
        {2, "score", "10"},
        {11, "kpi_val", "≤130万元"},
        {11, "value", "126万元"},
        {15, "score", "98.1"}},
       {"12 row 2 payments: 126 → 不超过 120"}},
      {"12: a balance of nothing",
       {{12, "kpi_lv3", "结转结余率"}, {12, "kpi_val", "≤8%"}, {12, "value", "0%"}},
       {"12 row 12 value: 0% → 5.00%"}},
      {"12 not: it was taken back",
       {{12, "kpi_lv3", "结转结余率"},
        {12, "kpi_val", "≤8%"},
        {12, "value", "0%"},
        {12, "deviation_reason", "由财政收回"}},
       {}},
      {"12: carried over twice",
       {{2, "final_budget", "130"},
        {6, "final_budget", "30"},
        {2, "rate", "87.69%"},
        {2, "score", "8.77"},
        {15, "score", "96.87"}},
       {"12 row 2 final_budget: 130 → 120"}},
      {"13: in two places",
       {{12, "kpi_lv3", "资金支付率"}, {12, "kpi_val", "≥95%"}, {12, "value", "96%"}},
       {"13 row 12 value: 96% → 95.00%"}},
      {"13: in two units", {{12, "value", "55户"}}, {"13 row 12 value: 55户 → 人"}},
  };
}

TEST_F(SheetCheckTest, EachClassIsFoundAtItsPlaceAndNothingNearIt) {
  for (const std::vector<Planted>& faults : {MoneyFaults(), ScoreFaults(), LevelFaults()}) {
    for (const Planted& planted : faults) {
      SCOPED_TRACE(planted.what);
      EXPECT_THAT(LinesWith(planted.cells), ElementsAreArray(planted.lines));
    }
  }
}

TEST_F(SheetCheckTest, TheSeverityIsThatOfTheClass) {
  std::vector<FiledRow> rows = WholeSheet();
  rows[10]["value"] = "65人";
  rows[7]["score"] = "19";
  rows[13]["score"] = "97";
  const reporting::v1::SheetCheck check = Check(rows);
  ASSERT_EQ(check.discrepancies_size(), 2);
  EXPECT_FALSE(check.discrepancies(0).is_to_explain());
  EXPECT_EQ(check.discrepancies(0).class_display_name(), "得分与规则不符");
  EXPECT_EQ(check.discrepancies(0).item(), "产出指标/数量指标/走访户数");
  EXPECT_EQ(check.discrepancies(0).column_display_name(), "得分");
  EXPECT_TRUE(check.discrepancies(1).is_to_explain());
}

// A row of neither counts 0 to its weight, a tier what is claimed; a weight that is too much is scaled into its slot.
TEST_F(SheetCheckTest, TheTotalByTheRuleIsARangeWhereNothingIsStated) {
  std::vector<FiledRow> rows = WholeSheet();
  rows[10]["kpi_val"] = rows[10]["value"] = "";
  const reporting::v1::SheetCheck check = Check(rows);
  EXPECT_EQ(check.rule_total_from(), "82.6");
  EXPECT_EQ(check.rule_total_to(), "97.6");
  rows = WholeSheet();
  rows[12]["weight"] = rows[12]["score"] = "20";  // 满意度 20 into a slot of 10
  EXPECT_EQ(Check(rows).rule_total_from(), "97.6");
}

TEST_F(SheetCheckTest, QuantityTimesUnitCostIsTheMoney) {
  const std::vector<std::string> kRows = {
      "资金|item=年度资金总额|final_budget=5|payments=4.8|weight=10|score=9.6",
      "指标|kpi_lv1=产出指标|kpi_lv2=数量指标|kpi_lv3=培训人数|kpi_val=≥100人|value=100人|weight=25|score=25",
      "指标|kpi_lv1=产出指标|kpi_lv2=成本指标|kpi_lv3=人均成本|kpi_val=≤500元/人|value=480元/人|weight=25|score=25"};
  EXPECT_THAT(Lines(Check(ReadFiledRows(kRows))), IsEmpty()) << "100 × 480 = 48,000";
  std::vector<FiledRow> rows = ReadFiledRows(kRows);
  rows[2]["value"] = "450元/人";
  EXPECT_THAT(Lines(Check(rows)), ElementsAre("9 row 4 value: 450元/人 → 480"));
}

// The Hubei form prints no weights: 98% of 98% is full, and what the others leave of the slot is 20.
TEST_F(SheetCheckTest, WeightsThatAreNotPrintedFollowFromTheScores) {
  std::vector<FiledRow> rows =
      ReadFiledRows({"指标|kpi_lv1=产出指标|kpi_lv3=监测数据合格|kpi_val=100%|value=100%|score=15",
                     "指标|kpi_lv1=产出指标|kpi_lv3=监测资料取得|kpi_val=100%|value=99%|score=14.85",
                     "指标|kpi_lv1=产出指标|kpi_lv3=整编资料审核|kpi_val=98%|value=98%|score=19.6"});
  EXPECT_THAT(Lines(Check(rows)), ElementsAre("6 row 4 score: 19.6 → 20"));
  rows[2]["score"] = "20";
  EXPECT_THAT(Lines(Check(rows)), IsEmpty());
  EXPECT_EQ(Check(rows).rule_total_from(), "49.85");
}

// Targets and actuals alone, under a framework that has no weights.
TEST_F(SheetCheckTest, AFormWithoutWeightsIsCheckedToo) {
  const std::vector<FiledRow> rows = ReadFiledRows({"资金|item=年度资金总额|final_budget=194.9|payments=194.9|rate=99%",
                                                    "指标|kpi_lv3=变质比例|direction=<=|kpi_val=0|value=0",
                                                    "指标|kpi_lv3=利息补贴保障率|kpi_val=100%|value=无",
                                                    "指标|kpi_lv3=市民满意度|kpi_val=≥90%|value=100%"});
  const absl::StatusOr<reporting::v1::SheetCheck> check =
      Ask(*suite_, SheetRequest(rows, "frameworks/mof-common-2013"));
  ASSERT_THAT(check, IsOk());
  EXPECT_THAT(Lines(*check), ElementsAre("8 row 2 rate: 99% → 100.00%"));
  EXPECT_EQ(check->rule_total_from(), "");
}

TEST_F(SheetCheckTest, SubtotalsAreTheSumsOfTheirGroups) {
  EXPECT_THAT(LinesWith({}, {"总分|item=产出指标小计|score=49.6", "总分|item=效益指标小计|score=28"}),
              ElementsAre("1 row 17 score: 28 → 28.5"));
}

TEST_F(SheetCheckTest, MergedAndShuffledRowsSayTheSame) {
  std::vector<FiledRow> rows = WholeSheet();
  for (size_t i : {8, 9}) rows[i]["kpi_lv1"] = "产出指标";
  rows[11]["kpi_lv1"] = "效益指标";
  std::reverse(rows.begin(), rows.end());
  EXPECT_THAT(Lines(Check(rows)), IsEmpty());
  rows[6]["score"] = "20";  // 走访户数
  rows[0]["score"] = "98";
  EXPECT_THAT(Lines(Check(rows)), ElementsAre("4 row 8 score: 20 → 19.6"));
}

// A sheet that is cut before its total: what its last group lacks stands on a page that is not here.
TEST_F(SheetCheckTest, ASheetWithoutATotalMayBeCut) {
  std::vector<FiledRow> rows = WholeSheet();
  rows.resize(8);
  EXPECT_THAT(Lines(Check(rows)), IsEmpty());
  EXPECT_EQ(Check(rows).printed_total(), "");
  EXPECT_EQ(Check(rows).summed_total(), "29.1");
}

// What a copy lost is not blank, and points that were not read bound the total.
TEST_F(SheetCheckTest, WhatWasNotReadProvesNothing) {
  EXPECT_THAT(LinesWith({{12, "kpi_val", "（缺）"}, {12, "value", "未读到"}}), IsEmpty());
  EXPECT_THAT(LinesWith({{14, "score", "IO"}}), IsEmpty());
  EXPECT_THAT(LinesWith({{14, "score", "IO"}, {15, "score", "98"}}), ElementsAre("1 row 15 score: 98 → 87.6–97.6"));
}

TEST_F(SheetCheckTest, AFrameworkMayComeWithTheSheet) {
  reporting::v1::CheckSelfEvaluationRequest request =
      SheetRequest(ReadFiledRows({"资金|item=年度资金总额|final_budget=120|payments=114|weight=100|score=90",
                                  "总分|item=总分|score=90"}),
                   "");
  indicator::v1::Framework& framework = *request.mutable_sheet()->mutable_own_framework();
  framework.set_name("frameworks/county");
  framework.set_display_name("本县自评表");
  framework.set_source("本县通知");
  indicator::v1::Indicator& execution = *framework.add_indicators();
  execution.set_display_name("预算执行率");
  execution.set_weight("100");
  execution.mutable_leaf()->set_formula("payments / final_budget");
  execution.mutable_leaf()->mutable_rule()->mutable_proportional()->set_sense(indicator::v1::SENSE_FORWARD);
  execution.mutable_leaf()->mutable_rule()->mutable_proportional()->set_target("1");
  const absl::StatusOr<reporting::v1::SheetCheck> check = Ask(*suite_, request);
  ASSERT_THAT(check, IsOk());
  EXPECT_THAT(Lines(*check), ElementsAre("3 row 2 score: 90 → 95"));
  EXPECT_EQ(check->framework_display_name(), "本县自评表");
  execution.set_weight("90");
  EXPECT_THAT(Ask(*suite_, request), IsRefusal("FRAMEWORK_INVALID"));
  request.mutable_sheet()->set_framework(kForm);
  EXPECT_THAT(Ask(*suite_, request), IsRefusal("FRAMEWORK_CHOICE", "sheet.own_framework"));
}

TEST_F(SheetCheckTest, AWrongRequestIsRefusedWithItsPlace) {
  const auto refusal = [](auto change) {
    reporting::v1::CheckSelfEvaluationRequest request = SheetRequest(WholeSheet(), kForm);
    change(request);
    return Ask(*suite_, request).status();
  };
  EXPECT_THAT(refusal([](auto& r) { r.set_parent("divisions"); }), IsRefusal("RESOURCE_NAME_MALFORMED", "parent"));
  EXPECT_THAT(refusal([](auto& r) { r.clear_sheet(); }), IsRefusal("SHEET_MALFORMED", "sheet"));
  EXPECT_THAT(refusal([](auto& r) { r.mutable_sheet()->clear_rows(); }), IsRefusal("SHEET_MALFORMED", "sheet.rows"));
  EXPECT_THAT(refusal([](auto& r) { r.mutable_sheet()->mutable_rows(3)->clear_kind(); }),
              IsRefusal("SHEET_MALFORMED", "sheet.rows[3].kind"));
  EXPECT_THAT(refusal([](auto& r) { r.mutable_sheet()->clear_fiscal_year(); }),
              IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"));
  EXPECT_THAT(refusal([](auto& r) { r.mutable_sheet()->set_framework("frameworks/nowhere"); }),
              IsRefusal("FRAMEWORK_NOT_FOUND"));
  EXPECT_THAT(refusal([](auto& r) {
                while (r.sheet().rows_size() <= 2000) *r.mutable_sheet()->add_rows() = r.sheet().rows(8);
              }),
              IsRefusal("SHEET_TOO_LARGE", "sheet.rows"));
  EXPECT_THAT(refusal([](auto& r) { r.set_evaluation("divisions/430503000/departments/403/evaluations/2023-1"); }),
              IsRefusal("EVALUATION_NOT_FOUND"));
  EXPECT_THAT(refusal([](auto& r) { r.set_evaluation("divisions/430101000/departments/403/evaluations/2023-1"); }),
              IsRefusal("RESOURCE_NAME_MALFORMED", "evaluation"));
}

}  // namespace
}  // namespace zhengping
