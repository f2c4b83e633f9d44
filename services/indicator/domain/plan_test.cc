#include "services/indicator/domain/plan.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "common/testing/matchers.h"
#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

PlanRow Row(const char* level1, const char* level3, std::optional<int64_t> weight = std::nullopt) {
  PlanRow row;
  row.key.level1 = level1;
  row.key.level3 = level3;
  row.target.value = Rational(100);
  row.target.text = "100";
  row.unit = "个";
  if (weight) row.weight.emplace(*weight);
  return row;
}

std::vector<PlanRow> WholePlan() {
  return {Row("产出指标", "甲", 20), Row("产出指标", "乙", 30), Row("效益指标", "丙", 30), Row("满意度指标", "丁", 10)};
}

std::vector<std::string> Reasons(const Placement& placement) {
  std::vector<std::string> reasons;
  for (const Issue& issue : placement.issues) reasons.push_back(issue.reason + " at " + issue.place.field);
  return reasons;
}

Placement Place(const std::vector<PlanRow>& plan, SlotWeights policy = SlotWeights::kRefuse) {
  return PlacePlan(*Compiled(SelfEvaluation2020()), plan, policy);
}

TEST(Plan, RowsGoToTheirSlots) {
  const Placement placement = Place(WholePlan());
  EXPECT_EQ(Reasons(placement), std::vector<std::string>());
  ASSERT_EQ(placement.rows.size(), 4u);
  EXPECT_EQ(placement.rows[0].slot, 1);
  EXPECT_EQ(placement.rows[1].weight, Rational(30));
  EXPECT_EQ(placement.rows[3].slot, 3);
}

TEST(Plan, EveryErrorIsReportedAtItsPlace) {
  struct Case {
    const char* what;
    std::function<void(std::vector<PlanRow>&)> spoil;
    std::vector<std::string> reasons;
  };
  const Case cases[] = {
      {"weights do not add up", [](auto& plan) { plan[0].weight.emplace(21); }, {"PLAN_WEIGHT_SUM at rows[0].weight"}},
      {"weights partly given",
       [](auto& plan) { plan[1].weight.reset(); },
       {"PLAN_WEIGHT_PARTLY_GIVEN at rows[1].weight"}},
      {"weight of zero",
       [](auto& plan) { plan[3].weight.emplace(0); },
       {"PLAN_WEIGHT_NOT_POSITIVE at rows[3].weight", "PLAN_WEIGHT_SUM at rows[3].weight"}},
      {"no slot",
       [](auto& plan) { plan[3].key.level1 = "过程指标"; },
       {"PLAN_ROW_WITHOUT_SLOT at rows[3].key", "PLAN_SLOT_EMPTY at rows"}},
      {"twice", [](auto& plan) { plan[1].key = plan[0].key; }, {"PLAN_ROW_DUPLICATE at rows[1].key"}},
      {"no name", [](auto& plan) { plan[0].key.level3 = ""; }, {"PLAN_ROW_NAME at rows[0].key.level3"}},
      {"adjusted without a reason",
       [](auto& plan) { plan[0].adjusted = plan[0].target; },
       {"PLAN_ADJUST_REASON at rows[0].adjust_reason"}},
      {"rule that is not declared",
       [](auto& plan) { plan[0].rule = "每低3%扣1分"; },
       {"PLAN_RULE_UNKNOWN at rows[0].rule"}},
      {"range with one end",
       [](auto& plan) { plan[0].direction = Direction::kRange; },
       {"PLAN_TARGET_RANGE at rows[0].target"}},
      {"no number", [](auto& plan) { plan[0].target.value.reset(); }, {"PLAN_TARGET_MISSING at rows[0].target"}},
      {"no unit", [](auto& plan) { plan[0].unit = ""; }, {"PLAN_UNIT_MISSING at rows[0].unit"}},
      {"below last year",
       [](auto& plan) { plan[0].baseline.emplace(101); },
       {"PLAN_TARGET_BELOW_BASELINE at rows[0].target"}},
      {"qualitative needs no number",
       [](auto& plan) {
         plan[0].direction = Direction::kQualitative;
         plan[0].target.value.reset();
       },
       {}},
      {"declared rule", [](auto& plan) { plan[3].rule = "每低5%扣1分"; }, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    std::vector<PlanRow> plan = WholePlan();
    c.spoil(plan);
    EXPECT_EQ(Reasons(Place(plan)), c.reasons);
  }
}

TEST(Plan, WithoutWeightsASlotIsSplitEvenlyAndFoots) {
  std::vector<PlanRow> plan = {Row("产出指标", "甲", 50), Row("满意度指标", "丁", 10)};
  for (int i = 0; i < 7; ++i) plan.push_back(Row("效益指标", ("效益" + std::to_string(i)).c_str()));
  const Placement placement = Place(plan);
  Rational sum;
  std::string weights;
  for (const PlacedRow& row : placement.rows) {
    if (row.slot != 2) continue;
    sum += row.weight;
    weights += FormatFixed(row.weight, 2) + " ";
  }
  EXPECT_EQ(sum, Rational(30));
  EXPECT_EQ(weights, "4.29 4.29 4.29 4.29 4.28 4.28 4.28 ");
}

TEST(Plan, AClaimedSheetsWeightsAreScaledToTheSlot) {
  std::vector<PlanRow> plan = WholePlan();
  plan[0].weight.emplace(10);
  plan[1].weight.emplace(15);
  const Placement placement = Place(plan, SlotWeights::kScale);
  EXPECT_EQ(Reasons(placement), std::vector<std::string>());
  EXPECT_EQ(placement.rows[0].weight, Rational(20));
  EXPECT_EQ(placement.rows[1].weight, Rational(30));
}

TEST(Plan, UnderAnotherFrameworkARowWithoutASlotIsAWarning) {
  const Placement placement = PlacePlan(*Compiled(HunanA2017()), WholePlan(), SlotWeights::kScale);
  EXPECT_EQ(placement.unplaced, (std::vector<int>{0, 1}));
  EXPECT_FALSE(HasErrors(placement.issues));
  ASSERT_EQ(placement.rows.size(), 2u);
  EXPECT_EQ(placement.rows[0].weight, Fraction(30 * 22, 40));
  EXPECT_EQ(placement.rows[1].weight, Fraction(10 * 22, 40));
}

TEST(Plan, ReadsDirectionsAsFormsWriteThem) {
  EXPECT_THAT(ParseDirection(">="), IsOkAndHolds(Direction::kAtLeast));
  EXPECT_THAT(ParseDirection(" ≤ "), IsOkAndHolds(Direction::kAtMost));
  EXPECT_THAT(ParseDirection("＝"), IsOkAndHolds(Direction::kEqual));
  EXPECT_THAT(ParseDirection("区间"), IsOkAndHolds(Direction::kRange));
  EXPECT_THAT(ParseDirection("定性"), IsOkAndHolds(Direction::kQualitative));
  EXPECT_THAT(ParseDirection(">"), IsRefusal("DIRECTION_UNKNOWN"));
  EXPECT_EQ(DirectionSign(Direction::kAtLeast), "≥");
}

}  // namespace
}  // namespace zhengping::indicator
