#include "services/indicator/domain/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PlanRow Row(std::string level1, std::string level2, std::string level3, int64_t weight, std::string project = "") {
  PlanRow row;
  row.key = {"", std::move(level1), std::move(level2), std::move(level3), std::move(project)};
  row.target.value.emplace(100);
  row.unit = "户";
  row.weight.emplace(weight);
  return row;
}

Observation Seen(std::string level3, int64_t value, std::string level2 = "数量指标") {
  Observation observation;
  observation.key = {"", "产出指标", std::move(level2), std::move(level3), ""};
  observation.date = *Date::FromYmd(2023, 12, 31);
  observation.value.emplace(value);
  observation.unit = "户";
  return observation;
}

CheckRow Check(std::string name, std::string expression) {
  CheckRow check;
  check.name = std::move(name);
  check.expression = std::move(expression);
  return check;
}

// Three rows that fill the open slots of self-evaluation-2020, two observations, a check between them.
YearContent GoodLoad() {
  YearContent load;
  load.framework = "self-evaluation-2020";
  load.plan = {Row("产出指标", "数量指标", "测绘户数", 50), Row("效益指标", "社会效益指标", "新增就业人数", 30),
               Row("满意度指标", "服务对象满意度指标", "居民满意度", 10)};
  load.observations = {Seen("测绘户数", 55), Seen("总户数", 56)};
  load.checks = {Check("只差一户", "总户数 - 测绘户数 = 1")};
  return load;
}

// "PLAN_WEIGHT_SUM plan_rows[0].weight" of each issue of at least that severity.
std::vector<std::string> Told(const std::vector<Issue>& issues, Severity from = Severity::kError) {
  std::vector<std::string> told;
  for (const Issue& issue : issues) {
    if (issue.severity >= from) told.push_back(issue.reason + " " + issue.place.field);
  }
  return told;
}

std::vector<std::string> ErrorsOf(const YearContent& load, const YearContent& others = {},
                                  const std::vector<std::string>& fact_names = {}) {
  return Told(CheckLoad(load, others, Compiled(SelfEvaluation2020()).get(), fact_names));
}

TEST(CheckLoad, AGoodLoadHasNoErrors) { EXPECT_THAT(ErrorsOf(GoodLoad()), IsEmpty()); }

TEST(CheckLoad, EverythingThatIsWrongIsToldAtOnce) {
  YearContent load = GoodLoad();
  load.plan[1].weight.emplace(29);
  load.observations[1].percent = Fraction(6, 5);
  load.checks[0].expression = "总户数 - 测绘户数 =";
  load.checks.push_back(Check("", "总户数 = 56"));
  EXPECT_THAT(ErrorsOf(load),
              ElementsAre("PLAN_WEIGHT_SUM plan_rows[1].weight", "OBSERVATION_PERCENT observations[1].percent",
                          "EXPRESSION_OPERAND checks[0].expression", "CHECK_NAME checks[1].display_name"));
}

TEST(CheckLoad, RowsOfAnotherSourceFillTheSameSlots) {
  YearContent load = GoodLoad();
  load.plan[0].weight.emplace(30);
  YearContent others;
  EXPECT_THAT(ErrorsOf(load, others), ElementsAre("PLAN_WEIGHT_SUM plan_rows[0].weight"));
  others.plan = {Row("产出指标", "质量指标", "测绘合格率", 20)};
  EXPECT_THAT(ErrorsOf(load, others), IsEmpty());
  // The second of two equal rows is to blame, which is none of the load's.
  others.plan = {Row("产出指标", "数量指标", "测绘户数", 20)};
  EXPECT_THAT(ErrorsOf(load, others), ElementsAre("PLAN_ROW_DUPLICATE plan_rows"));
}

TEST(CheckLoad, EachProjectsRowsAreASheetOfTheirOwn) {
  YearContent load = GoodLoad();
  for (const PlanRow& row : GoodLoad().plan) {
    load.plan.push_back(row);
    load.plan.back().key.project = "43050300001";
  }
  EXPECT_THAT(ErrorsOf(load), IsEmpty());
  load.plan[4].weight.emplace(29);
  EXPECT_THAT(ErrorsOf(load), ElementsAre("PLAN_WEIGHT_SUM plan_rows[4].weight"));
}

TEST(CheckLoad, WithoutAFrameworkRowsAreHeldAgainstOneAnotherOnly) {
  YearContent load = GoodLoad();
  load.plan[0].key.level1 = "没有这一级";
  load.plan[2] = load.plan[1];
  load.plan[2].weight.emplace(0);
  EXPECT_THAT(Told(CheckLoad(load, {}, nullptr, {})),
              ElementsAre("PLAN_ROW_DUPLICATE plan_rows[2].key", "PLAN_WEIGHT_NOT_POSITIVE plan_rows[2].weight"));
}

TEST(CheckLoad, PlacesAreSpelledAsTheContractHasThem) {
  YearContent load = GoodLoad();
  load.plan[0].rule = "没有这个规则";
  load.observations.push_back(load.observations[0]);
  EXPECT_THAT(
      Told(CheckLoad(load, {}, Compiled(SelfEvaluation2020()).get(), {}), Severity::kWarning),
      ElementsAre("PLAN_RULE_UNKNOWN plan_rows[0].rule_name", "OBSERVATION_DUPLICATE observations[2].observed_date"));
}

TEST(CheckLoad, AnObservationInAnotherUnitThanItsRowIsAWarning) {
  struct Case {
    const char* of_value;
    const char* of_target;
    bool is_told;
  };
  const Case cases[] = {{"户", "户", false},  {"", "户", false},  {"户", "", false},
                        {"%", "%", false},    {"", "%", true},    {"%", "", true},
                        {"人", "人次", true}, {"户", "人", true}, {"元", "万元", false}};
  for (const Case& c : cases) {
    YearContent load = GoodLoad();
    load.observations[0].unit = c.of_value;
    load.plan[0].unit = c.of_target;
    const std::vector<std::string> told = Told(CheckLoad(load, {}, nullptr, {}), Severity::kWarning);
    const std::vector<std::string> expected = {"OBSERVATION_UNIT_DIFFERS observations[0].unit"};
    EXPECT_EQ(told, c.is_told ? expected : std::vector<std::string>()) << c.of_value << " against " << c.of_target;
  }
}

TEST(CheckLoad, WhatIsConvertedIsToldWithTheResult) {
  YearContent load = GoodLoad();
  load.observations[0].unit = "万元";
  load.plan[0].unit = "元";
  load.checks.clear();
  const std::vector<Issue> issues = CheckLoad(load, {}, nullptr, {});
  ASSERT_THAT(Told(issues, Severity::kNote), ElementsAre("OBSERVATION_UNIT_CONVERTED observations[0].unit"));
  EXPECT_EQ(issues[0].remedy, "按绩效目标的计量单位「元」换算为 550000元");
}

TEST(CheckLoad, ACheckThatDoesNotHoldIsAWarningWithBothSides) {
  YearContent load = GoodLoad();
  load.checks[0].expression = "总户数 - 测绘户数 = 3";
  const std::vector<Issue> issues = CheckLoad(load, {}, nullptr, {});
  ASSERT_THAT(Told(issues, Severity::kWarning), ElementsAre("CHECK_DIFFERS checks[0].expression"));
  EXPECT_EQ(issues[0].remedy, "「只差一户」不符：左边 1户，右边 3户，相差 -2户");
  load.checks[0].tolerance = Rational(-1);  // there is nothing to hold it against
  EXPECT_THAT(Told(CheckLoad(load, {}, nullptr, {}), Severity::kWarning),
              ElementsAre("CHECK_TOLERANCE checks[0].tolerance"));
  load.checks[0].tolerance = Rational(2);
  EXPECT_THAT(Told(CheckLoad(load, {}, nullptr, {}), Severity::kWarning), IsEmpty());
  load.checks[0].expression = "总户数 = payments";  // what facts decide is told with the score
  EXPECT_THAT(Told(CheckLoad(load, {}, nullptr, {}), Severity::kWarning), IsEmpty());
}

TEST(CheckLoad, AnotherSourcesOtherValueIsAWarningWithBoth) {
  const YearContent load = GoodLoad();
  YearContent others;
  others.observations = {Seen("测绘户数", 54), Seen("总户数", 56)};
  others.observations[1].evidence = "另一台账";
  const std::vector<Issue> issues = CheckLoad(load, others, nullptr, {});
  ASSERT_THAT(Told(issues, Severity::kWarning), ElementsAre("OBSERVATION_CONTRADICTED observations[0].value"));
  EXPECT_EQ(issues[0].remedy,
            "「产出指标/数量指标/测绘户数」2023-12-31 的完成值为「55户」，另一来源为「54户」；请核对，以后报的为准");
  others.observations[0].date = *Date::FromYmd(2023, 6, 30);
  EXPECT_THAT(Told(CheckLoad(load, others, nullptr, {}), Severity::kWarning), IsEmpty());
}

TEST(CheckLoad, AnAdjustmentNeedsAReasonWithAndWithoutAFramework) {
  YearContent load = GoodLoad();
  load.plan[0].adjusted = Target{Rational(50), std::nullopt, "≥50"};
  EXPECT_THAT(ErrorsOf(load), ElementsAre("PLAN_ADJUST_REASON plan_rows[0].adjust_reason"));
  EXPECT_THAT(Told(CheckLoad(load, {}, nullptr, {})), ElementsAre("PLAN_ADJUST_REASON plan_rows[0].adjust_reason"));
}

TEST(CheckLoad, ADepartmentHasOneGoalAndEachProjectOne) {
  YearContent load = GoodLoad();
  load.goals.resize(3);
  load.goals[1].project = "p1";
  EXPECT_THAT(ErrorsOf(load), ElementsAre("GOAL_DUPLICATE goals[2].project"));
}

TEST(CheckLoad, TheRowOfAnObservationMayBeAnotherSources) {
  YearContent load = GoodLoad();
  YearContent others;
  others.plan = std::move(load.plan);
  load.plan.clear();
  others.plan[0].unit = "%";
  load.observations[0].key.level2 = "";
  EXPECT_THAT(Told(CheckLoad(load, others, nullptr, {}), Severity::kWarning),
              ElementsAre("OBSERVATION_UNIT_DIFFERS observations[0].unit"));
  load.observations[0].key.level2 = "质量指标";  // another row, which the plan has not
  EXPECT_THAT(Told(CheckLoad(load, others, nullptr, {}), Severity::kWarning), IsEmpty());
}

TEST(CheckLoad, APercentOutsideItsTierIsAWarning) {
  YearContent load = GoodLoad();
  load.plan[0].direction = Direction::kQualitative;
  load.observations[0].value.reset();
  load.observations[0].tier = "部分达成";
  load.observations[0].reason = "超期";
  load.checks.clear();
  const auto told_of = [&load](int64_t percent, const CompiledFramework* framework) {
    load.observations[0].percent = Fraction(percent, 100);
    return Told(CheckLoad(load, {}, framework, {}), Severity::kWarning);
  };
  const auto framework = Compiled(SelfEvaluation2020());
  EXPECT_THAT(told_of(55, framework.get()), ElementsAre("OBSERVATION_PERCENT_OUTSIDE_TIER observations[0].percent"));
  EXPECT_THAT(told_of(60, framework.get()), IsEmpty());
  EXPECT_THAT(told_of(80, framework.get()), ElementsAre("OBSERVATION_PERCENT_OUTSIDE_TIER observations[0].percent"));
  EXPECT_THAT(told_of(55, nullptr), IsEmpty());  // the tiers are not known
}

TEST(CheckLoad, ANameInACheckIsAnObservationOrAFact) {
  const struct {
    const char* what;
    const char* expression;
    std::vector<std::string> errors;
  } kCases[] = {
      {"an observation of the load", "总户数 = 56", {}},
      {"an observation of another source", "另一来源的户数 = 56", {}},
      {"a fact of the dictionary", "final_budget = payments + balance", {}},
      {"a fact that the request names", "street_lamps = 12", {}},
      {"neither", "总户数 = 没有这个", {"CHECK_NAME_UNKNOWN checks[0].expression"}},
      {"no fact", "paymentz = 12", {"CHECK_NAME_UNKNOWN checks[0].expression"}},
      {"no comparison", "总户数 + 1", {"CHECK_NOT_A_COMPARISON checks[0].expression"}},
  };
  YearContent others;
  others.observations = {Seen("另一来源的户数", 56)};
  for (const auto& c : kCases) {
    YearContent load = GoodLoad();
    load.checks = {Check("勾稽", c.expression)};
    EXPECT_EQ(ErrorsOf(load, others, {"street_lamps"}), c.errors) << c.what;
  }
}

TEST(CheckLoad, ANameOfSeveralObservationsIsAWarning) {
  YearContent load = GoodLoad();
  load.observations.push_back(Seen("总户数", 57, "质量指标"));
  const auto framework = Compiled(SelfEvaluation2020());
  EXPECT_THAT(Told(CheckLoad(load, {}, framework.get(), {}), Severity::kWarning),
              ElementsAre("CHECK_NAME_AMBIGUOUS checks[0].expression"));
  load.checks[0].expression = "「数量指标/总户数」 - 测绘户数 = 1";
  EXPECT_THAT(Told(CheckLoad(load, {}, framework.get(), {}), Severity::kWarning), IsEmpty());
}

TEST(CheckLoad, ACheckOfAnotherSourceKeepsItsName) {
  YearContent others;
  others.checks = {Check("只差一户", "总户数 = 56")};
  EXPECT_THAT(ErrorsOf(GoodLoad(), others), ElementsAre("CHECK_NAME checks[0].display_name"));
}

TEST(Compare, TheSameContentDiffersInNothing) {
  const LoadDifference difference = Compare(GoodLoad(), GoodLoad());
  EXPECT_TRUE(difference.empty());
  EXPECT_EQ(difference.plan, (TableChanges{.unchanged = 3}));
  EXPECT_EQ(difference.observations, (TableChanges{.unchanged = 2}));
  EXPECT_EQ(difference.checks, (TableChanges{.unchanged = 1}));
}

TEST(Compare, CountsWhatIsAddedChangedAndVanished) {
  YearContent load = GoodLoad();
  load.plan[0].target.value.emplace(56);
  load.plan.pop_back();
  load.observations = {Seen("测绘户数", 54), Seen("办证户数", 1)};
  load.checks[0].name = "差一户";
  const LoadDifference difference = Compare(load, GoodLoad());
  EXPECT_EQ(difference.plan, (TableChanges{.unchanged = 1, .changed = 1, .vanished = 1}));
  EXPECT_EQ(difference.observations, (TableChanges{.added = 1, .changed = 1, .vanished = 1}));
  EXPECT_EQ(difference.checks, (TableChanges{.added = 1, .vanished = 1}));
  EXPECT_TRUE(difference.plan_differs);
  EXPECT_TRUE(difference.checks_differ);
  EXPECT_EQ(difference.new_observations, load.observations);
  EXPECT_THAT(difference.gone_observations, ElementsAre(Seen("总户数", 56)));
}

TEST(Compare, AnotherOrderOfThePlanIsAChangeOfTheSheet) {
  YearContent load = GoodLoad();
  std::swap(load.plan[0], load.plan[1]);
  const LoadDifference difference = Compare(load, GoodLoad());
  EXPECT_EQ(difference.plan, (TableChanges{.unchanged = 3}));
  EXPECT_TRUE(difference.plan_differs);
}

TEST(Compare, OfTwoObservationsOfOneDayTheLaterCounts) {
  YearContent load = GoodLoad();
  load.observations = {Seen("测绘户数", 54), Seen("总户数", 56), Seen("测绘户数", 55)};
  EXPECT_TRUE(Compare(load, GoodLoad()).empty());
}

TEST(Compare, TheSameValueOnAnotherDayIsANewObservation) {
  YearContent load = GoodLoad();
  load.observations.push_back(Seen("总户数", 56));
  load.observations.back().date = *Date::FromYmd(2023, 6, 30);
  EXPECT_THAT(Compare(load, GoodLoad()).new_observations, ElementsAre(load.observations.back()));
}

}  // namespace
}  // namespace zhengping::indicator
