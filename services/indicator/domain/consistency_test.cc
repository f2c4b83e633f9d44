#include "services/indicator/domain/consistency.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

const Date kYearEnd = *Date::FromYmd(2023, 12, 31);

Observation Seen(const char* name, Rational value, bool is_lower_bound = false) {
  Observation observation;
  observation.key.level3 = name;
  observation.date = kYearEnd;
  observation.value = std::move(value);
  observation.is_lower_bound = is_lower_bound;
  return observation;
}

CheckResult Ran(const char* expression, Rational tolerance = Rational()) {
  Fact fact;
  fact.name = "payments";
  fact.state = FactState::kDerived;
  fact.value = Rational(1925670000);
  const std::vector<Observation> observations = {
      Seen("排查栋数", Rational(585)), Seen("经营性栋数", Rational(175)), Seen("非经营性栋数", Rational(410)),
      Seen("测绘户数", Rational(55)),  Seen("安置房户数", Rational(56)),  Seen("转移人数", Rational(100), true)};
  return RunChecks({{"甲", expression, std::move(tolerance), ""}}, observations, FactSet({fact}), kYearEnd)[0];
}

TEST(Consistency, TheSeedsHousesFoot) {
  const CheckResult result = Ran("排查栋数 = 经营性栋数 + 非经营性栋数");
  EXPECT_EQ(result.state, CheckState::kHolds);
  EXPECT_EQ(result.left, Rational(585));
  EXPECT_EQ(result.text, "相符：左边 585，右边 585");
}

TEST(Consistency, ADifferenceShowsBothSides) {
  const CheckResult result = Ran("测绘户数 = 安置房户数");
  EXPECT_EQ(result.state, CheckState::kDiffers);
  EXPECT_EQ(result.text, "不符：左边 55，右边 56，相差 -1");
  EXPECT_EQ(Ran("测绘户数 = 安置房户数", Rational(1)).state, CheckState::kHolds);
  EXPECT_EQ(Ran("测绘户数 <= 安置房户数").state, CheckState::kHolds);
}

TEST(Consistency, WhatCannotBeComputedSaysWhy) {
  const CheckResult missing = Ran("排查栋数 = 拆除栋数 + 保留栋数");
  EXPECT_EQ(missing.state, CheckState::kCannotBeComputed);
  EXPECT_EQ(missing.missing, (std::vector<std::string>{"拆除栋数", "保留栋数"}));
  EXPECT_EQ(Ran("转移人数 + 1 = 101").missing, std::vector<std::string>{"转移人数"});
  EXPECT_EQ(Ran("排查栋数 / (测绘户数 - 55) = 1").text, "不能计算：除数为 0");
  EXPECT_EQ(Ran("排查栋数 +").state, CheckState::kCannotBeComputed);
  EXPECT_EQ(Ran("排查栋数").state, CheckState::kCannotBeComputed);
}

TEST(Consistency, FactsAndObservationsMix) { EXPECT_EQ(Ran("payments >= 排查栋数 × 100").state, CheckState::kHolds); }

TEST(Consistency, FactsAreCalledByTheirChineseNames) {
  EXPECT_EQ(Ran("payments = 1925670000").text, "全年执行数 = 1925670000：相符，左边 1925670000，右边 1925670000");
  EXPECT_EQ(Ran("final_budget = payments + balance").text,
            "全年预算数 = 全年执行数 + 结转结余：不能计算：全年预算数、结转结余没有确定的数值");
}

TEST(Consistency, UnitsThatDifferAreNotCompared) {
  const auto text = [](const char* expression) {
    std::vector<Observation> observations = {Seen("新增就业人数", Rational(46)), Seen("拆除危房栋数", Rational(30)),
                                             Seen("预交款", Fraction(47, 10))};
    observations[0].unit = "人";
    observations[1].unit = "栋";
    observations[2].unit = "万元";
    Fact fact;
    fact.name = "payments";
    fact.state = FactState::kDerived;
    fact.value = Rational(4700000);
    fact.unit = "fen";
    return RunChecks({{"甲", expression, Rational(), ""}}, observations, FactSet({fact}), kYearEnd)[0].text;
  };
  EXPECT_EQ(
      text("新增就业人数 = 拆除危房栋数"),
      "不能计算：「=」一边是以「人」计的数值，另一边是以「栋」计的数值，不能比较；请核对名称，或先换算成同一单位");
  EXPECT_EQ(text("payments = 预交款"), "全年执行数 = 预交款：相符，左边 47,000.00元，右边 47,000.00元");
  EXPECT_EQ(text("预交款 = 4.8"), "不符：左边 4.7万元，右边 4.8万元，相差 -0.1万元");
  EXPECT_EQ(text("2023-06-30 + 新增就业人数 × 0 <= 2023-06-01").substr(0, 15), "不能计算：");
  EXPECT_EQ(text("2023-06-30 <= 2023-06-01"), "不符：左边 2023-06-30，右边 2023-06-01，相差 29天");
}

TEST(Consistency, EveryFaultIsReportedAtItsPlace) {
  const std::vector<Issue> issues = ValidateChecks({{"甲", "排查栋数 = 585", Rational(), ""},
                                                    {"甲", "排查栋数 + 585", Rational(), ""},
                                                    {"", "budget = 1", Rational(-1), ""},
                                                    {"乙", "排查栋数、585", Rational(), ""}});
  std::vector<std::string> lines;
  for (const Issue& issue : issues) lines.push_back(issue.reason + " at " + issue.place.field);
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "CHECK_NAME at checks[1].name",
                       "CHECK_NOT_A_COMPARISON at checks[1].expression",
                       "CHECK_NAME at checks[2].name",
                       "CHECK_TOLERANCE at checks[2].tolerance",
                       "FACT_UNKNOWN at checks[2].expression",
                       "EXPRESSION_CHARACTER at checks[3].expression",
                   }));
}

}  // namespace
}  // namespace zhengping::indicator
