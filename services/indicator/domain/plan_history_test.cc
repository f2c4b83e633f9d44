#include "services/indicator/domain/plan_history.h"

#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

PlanRow Jobs(int target, const char* place = "plan.csv 第 2 行") {
  PlanRow row;
  row.key = {"", "效益指标", "社会效益指标", "新增就业人数", ""};
  row.target.value.emplace(target);
  row.target.text = "≥" + std::to_string(target);
  row.unit = "人";
  row.source = place;
  return row;
}

TEST(PlanHistory, ATargetThatWasLoweredLaterIsSeenWithItsTime) {
  const std::vector<FiledPlan> filings = {{1, 1000, "case", {Jobs(60)}}, {4, 5000, "", {Jobs(46)}}};
  const std::vector<PlanRowHistory> histories = HistoriesOf({Jobs(46)}, filings);
  ASSERT_EQ(histories.size(), 1u);
  EXPECT_EQ(histories[0].revision, 4);
  EXPECT_EQ(histories[0].filed_ms, 5000);
  EXPECT_EQ(histories[0].filed_by, "");
  ASSERT_EQ(histories[0].earlier.size(), 1u);
  EXPECT_EQ(histories[0].earlier[0], (EarlierPlanRow{1, 1000, "case", Jobs(60), true}));
  EXPECT_EQ(histories[0].target_changes(), 1);
}

TEST(PlanHistory, TheSameAgainFromAnotherPlaceIsNoChange) {
  const std::vector<PlanRowHistory> histories =
      HistoriesOf({Jobs(60, "plan.csv 第 9 行")},
                  {{1, 1000, "case", {Jobs(60)}}, {2, 2000, "case", {Jobs(60, "plan.csv 第 9 行")}}});
  EXPECT_EQ(histories[0].revision, 1);
  EXPECT_TRUE(histories[0].earlier.empty());
}

TEST(PlanHistory, AnotherWeightIsAChangeButNoneOfTheTarget) {
  PlanRow heavier = Jobs(60);
  heavier.weight.emplace(20);
  PlanRow rewritten = heavier;
  rewritten.target.text = "不少于60人";
  const std::vector<PlanRowHistory> histories =
      HistoriesOf({rewritten}, {{1, 1, "case", {Jobs(60)}}, {2, 2, "case", {heavier}}, {3, 3, "case", {rewritten}}});
  EXPECT_EQ(histories[0].earlier.size(), 2u);
  EXPECT_EQ(histories[0].earlier[0].revision, 2);
  EXPECT_EQ(histories[0].target_changes(), 0);
}

TEST(PlanHistory, AnAdjustmentIsAChangeOfTheTarget) {
  PlanRow adjusted = Jobs(60);
  adjusted.adjusted = Target{Rational(50), std::nullopt, "≥50"};
  adjusted.adjust_reason = "岗位减少";
  EXPECT_EQ(HistoriesOf({adjusted}, {{1, 1, "case", {Jobs(60)}}, {2, 2, "case", {adjusted}}})[0].target_changes(), 1);
  PlanRow in_households = Jobs(60);
  in_households.unit = "户";
  EXPECT_FALSE(HasSameTarget(Jobs(60), in_households));
}

TEST(PlanHistory, ARowThatWasGoneForATimeKeepsItsPast) {
  const std::vector<PlanRowHistory> histories =
      HistoriesOf({Jobs(46)}, {{1, 1, "case", {Jobs(60)}}, {2, 2, "case", {}}, {3, 3, "case", {Jobs(46)}}});
  EXPECT_EQ(histories[0].earlier.size(), 1u);
  EXPECT_EQ(histories[0].target_changes(), 1);
}

}  // namespace
}  // namespace zhengping::indicator
