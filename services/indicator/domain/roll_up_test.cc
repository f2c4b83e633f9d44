// The rule is note 2 of a Hubei form (2020 项目自评表 20/80, tests/cases): totals first, relative values weighted by
// the money, then the score. The figures are computed by hand beside each.
#include "services/indicator/domain/roll_up.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/domain/score.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Date kYearEnd = Date::FromYmd(2023, 12, 31).value();

PlanRow Row(const char* project, const char* level1, const char* level3, int target, const char* unit, int weight) {
  PlanRow row;
  row.key = {"", level1, "", level3, project};
  row.target.value = *Quotient(Rational(target), Rational(std::string(unit) == "%" ? 100 : 1));
  row.target.text = "≥" + std::to_string(target);
  row.unit = unit;
  row.weight.emplace(weight);
  return row;
}

Observation Seen(const PlanRow& row, int value) {
  Observation observation;
  observation.key = row.key;
  observation.date = kYearEnd;
  observation.unit = row.unit;
  observation.value = *Quotient(Rational(value), Rational(row.unit == "%" ? 100 : 1));
  return observation;
}

// p1 spent 100, p2 spent 300: 户数 150 of 100 and 60 of 100, 合格率 100% and 60% of 90%, 满意度 judged 90% and 70%.
struct TwoProjects {
  std::vector<PlanRow> plan;
  std::vector<Observation> observations;
  std::vector<RollUpPart> parts = {{"p1", Rational(100)}, {"p2", Rational(300)}};

  TwoProjects() {
    const int households[] = {150, 60};
    const int rates[] = {100, 60};
    const int percents[] = {90, 70};
    for (int i = 0; i < 2; ++i) {
      const char* project = i == 0 ? "p1" : "p2";
      plan.push_back(Row(project, "产出指标", "完成户数", 100, "户", 50));
      observations.push_back(Seen(plan.back(), households[i]));
      plan.push_back(Row(project, "效益指标", "合格率", 90, "%", 30));
      observations.push_back(Seen(plan.back(), rates[i]));
      PlanRow judged = Row(project, "满意度指标", "满意度", 0, "", 10);
      judged.direction = Direction::kQualitative;
      judged.target = {std::nullopt, std::nullopt, "满意"};
      plan.push_back(judged);
      Observation observation = Seen(judged, 0);
      observation.value.reset();
      observation.percent = Fraction(percents[i], 100);
      observation.reason = "走访记录";
      observations.push_back(observation);
    }
  }

  RolledUp Run() const { return RollUp(plan, observations, parts, kYearEnd); }
  // Points of the leaves outside the execution rate.
  Rational PointsOf(const std::vector<PlanRow>& rows, const std::vector<Observation>& seen) const {
    const Scorecard card =
        Score({*Compiled(SelfEvaluation2020()), rows, seen, FactSet(), kYearEnd}, {.slot_weights = SlotWeights::kScale})
            .value();
    return card.sum;
  }
};

std::vector<std::string> Told(const RolledUp& rolled) {
  std::vector<std::string> told;
  for (const Issue& issue : rolled.issues) told.push_back(issue.reason + " " + issue.found);
  return told;
}

TEST(RollUp, AddsAbsoluteValuesAndAveragesRelativeOnesByMoney) {
  const RolledUp rolled = TwoProjects().Run();
  EXPECT_THAT(rolled.issues, IsEmpty());
  ASSERT_EQ(rolled.plan.size(), 3u);
  EXPECT_EQ(rolled.plan[0].key, (RowKey{"", "产出指标", "", "完成户数", ""}));
  EXPECT_EQ(rolled.plan[0].target.value, Rational(200));
  EXPECT_EQ(rolled.observations[0].value, Rational(210));
  EXPECT_EQ(rolled.plan[1].target.value, Fraction(90, 100));
  EXPECT_EQ(rolled.observations[1].value, Fraction(70, 100));    // (100×100% + 300×60%) ÷ 400
  EXPECT_EQ(rolled.observations[2].percent, Fraction(75, 100));  // (100×90% + 300×70%) ÷ 400
  EXPECT_EQ(rolled.observations[0].source, "汇总：p1 150户，p2 60户");
  EXPECT_EQ(rolled.observations[1].source, "汇总：p1 100.00%（按支出加权），p2 60.00%（按支出加权）");
  EXPECT_EQ(rolled.plan[0].weight, Rational(50));
  EXPECT_TRUE(rolled.has_averaged_weights);
}

TEST(RollUp, ScoringEachAndAveragingIsAnotherNumber) {
  const TwoProjects both;
  const RolledUp rolled = both.Run();
  // 50 × min(1, 210/200) + 30 × 70/90 + 10 × 75% = 50 + 23.33 + 7.5.
  EXPECT_EQ(both.PointsOf(rolled.plan, rolled.observations), Fraction(8083, 100));
  Rational sum;
  for (const char* project : {"p1", "p2"}) {
    std::vector<PlanRow> rows;
    for (const PlanRow& row : both.plan) {
      if (row.key.project == project) rows.push_back(row);
    }
    sum += both.PointsOf(rows, both.observations);
  }
  // p1: 50 + 30 + 9 = 89; p2: 30 + 20 + 7 = 57; the mean is 73.
  EXPECT_EQ(*Quotient(sum, Rational(2)), Rational(73));
}

TEST(RollUp, AProjectWithoutAValueIsNamedAndTheRowWaits) {
  TwoProjects both;
  both.observations.erase(both.observations.begin() + 3);  // 完成户数 of p2
  const RolledUp rolled = both.Run();
  EXPECT_THAT(Told(rolled), ElementsAre("ROLL_UP_ACTUAL_MISSING p2"));
  EXPECT_EQ(rolled.issues[0].place.field, "产出指标/完成户数");
  EXPECT_EQ(rolled.observations[0].state, ObservationState::kMissing);
  EXPECT_FALSE(rolled.observations[0].value.has_value());
  EXPECT_EQ(rolled.plan[0].target.value, Rational(200));
}

TEST(RollUp, AProjectWithoutTheRowIsNamedAndTheOthersAreTheRow) {
  TwoProjects both;
  both.plan.erase(both.plan.begin() + 3);
  const RolledUp rolled = both.Run();
  EXPECT_THAT(Told(rolled), ElementsAre("ROLL_UP_ROW_ABSENT p2"));
  EXPECT_EQ(rolled.observations[0].value, Rational(150));
}

TEST(RollUp, WhatDoesNotApplyInOneProjectIsLeftOutOfBothSides) {
  TwoProjects both;
  both.observations[3].state = ObservationState::kNotApplicable;
  both.observations[3].value.reset();
  RolledUp rolled = both.Run();
  EXPECT_THAT(Told(rolled), ElementsAre("ROLL_UP_NOT_APPLICABLE p2"));
  EXPECT_EQ(rolled.plan[0].target.value, Rational(100));
  EXPECT_EQ(rolled.observations[0].value, Rational(150));
  both.observations[0].state = ObservationState::kNotApplicable;
  both.observations[0].value.reset();
  EXPECT_EQ(both.Run().observations[0].state, ObservationState::kNotApplicable);
}

TEST(RollUp, WithoutMoneyNothingIsWeighted) {
  TwoProjects both;
  both.parts[1].money.reset();
  const RolledUp rolled = both.Run();
  EXPECT_THAT(Told(rolled), ElementsAre("ROLL_UP_MONEY_MISSING p2", "ROLL_UP_MONEY_MISSING p2"));
  EXPECT_EQ(rolled.observations[0].value, Rational(210)) << "absolute values need no money";
  EXPECT_EQ(rolled.observations[1].state, ObservationState::kMissing);
  both.parts = {{"p1", Rational()}, {"p2", Rational()}};
  EXPECT_EQ(both.Run().observations[1].state, ObservationState::kMissing);
}

TEST(RollUp, UnitsAreConvertedAndThoseThatCannotBeRefuse) {
  TwoProjects both;
  both.plan[0].unit = "万元";
  both.observations[0].unit = "万元";
  both.plan[3].unit = "元";
  both.observations[3].unit = "元";
  both.plan[3].target.value.emplace(1'000'000);
  both.observations[3].value.emplace(600'000);
  RolledUp rolled = both.Run();
  EXPECT_EQ(rolled.plan[0].target.value, Rational(200));
  EXPECT_EQ(rolled.observations[0].value, Rational(210));
  both.plan[3].unit = "人";
  rolled = both.Run();
  EXPECT_THAT(Told(rolled), ElementsAre("ROLL_UP_ROWS_DISAGREE p2"));
  EXPECT_EQ(rolled.observations[0].state, ObservationState::kMissing);
}

TEST(RollUp, TheDepartmentsOwnRowGivesWeightAndTarget) {
  TwoProjects both;
  both.plan.push_back(Row("", "产出指标", "完成户数", 240, "户", 50));
  both.plan.push_back(Row("", "效益指标", "群众投诉", 5, "件", 30));
  both.observations.push_back(Seen(both.plan.back(), 3));
  const RolledUp rolled = both.Run();
  EXPECT_EQ(rolled.plan[0].target.value, Rational(240));
  EXPECT_EQ(rolled.plan[1].key.level3, "群众投诉");
  EXPECT_EQ(rolled.observations[0].value, Rational(3)) << "what no project has stays as it is";
  EXPECT_EQ(rolled.observations[1].value, Rational(210));
}

TEST(RollUp, ALowerBoundMakesTheSumOne) {
  TwoProjects both;
  both.observations[3].is_lower_bound = true;
  EXPECT_TRUE(both.Run().observations[0].is_lower_bound);
}

TEST(RollUp, OneProjectRolledUpIsItself) {
  TwoProjects both;
  both.parts = {{"p2", Rational(300)}};
  const RolledUp rolled = both.Run();
  EXPECT_EQ(rolled.observations[0].value, Rational(60));
  EXPECT_EQ(rolled.observations[1].value, Fraction(60, 100));
  EXPECT_EQ(rolled.observations[2].percent, Fraction(70, 100));
}

}  // namespace
}  // namespace zhengping::indicator
