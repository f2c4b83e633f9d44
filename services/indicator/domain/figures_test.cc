#include "services/indicator/domain/figures.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

class FiguresTest : public testing::Test {
 protected:
  FiguresTest() {
    Fact payments;
    payments.name = "payments";
    payments.state = FactState::kDerived;
    payments.value = Rational(100);
    payments.unit = "fen";
    payments.display_name = "全年执行数";
    Fact none = payments;
    none.name = "building_area.actual";
    none.state = FactState::kNotApplicable;
    Fact missing = payments;
    missing.name = "final_budget";
    missing.state = FactState::kMissing;
    Fact late = payments;
    late.name = "finding:release_timing.late_funds";
    late.unit = "funds";
    facts_ = FactSet({payments, none, missing, late});
    observation_.key.level3 = "办结件数";
    observation_.value = Rational(385);
    observation_.unit = "件";
    observation_.source = "网格平台";
    observation_.evidence = "台账";
    row_.target.value = Rational(380);
    row_.baseline.emplace(300);
    observations_ = {observation_};
  }

  Observation observation_;
  std::vector<Observation> observations_;
  FactSet facts_;
  PlanRow row_;
};

TEST_F(FiguresTest, ReadTheFourStatesOfAFact) {
  const ObservationsOf none({}, Date());
  const Figures figures(facts_, none);
  EXPECT_EQ(figures.Read("payments").state, ReadingState::kValue);
  EXPECT_EQ(figures.Read("final_budget").state, ReadingState::kMissing);
  EXPECT_EQ(figures.Read("building_area.actual").state, ReadingState::kNotApplicable);
  EXPECT_EQ(figures.Read("balance").state, ReadingState::kMissing);
  EXPECT_EQ(*figures.Read("finding:release_timing.late_funds").value, Rational(100));
}

TEST_F(FiguresTest, ReadObservationsInTheirStates) {
  observations_[0].is_lower_bound = true;
  observations_.push_back(observation_);
  observations_[1].key.level3 = "无此事项";
  observations_[1].state = ObservationState::kNotApplicable;
  observations_.push_back(observation_);
  observations_[2].key.level3 = "只有文字";
  observations_[2].value.reset();
  const ObservationsOf on_the_day(observations_, Date());
  const Figures figures(facts_, on_the_day);
  EXPECT_EQ(figures.Read("办结件数").state, ReadingState::kLowerBound);
  EXPECT_EQ(figures.Read("无此事项").state, ReadingState::kNotApplicable);
  EXPECT_EQ(figures.Read("只有文字").state, ReadingState::kMissing);
  EXPECT_EQ(figures.Read("没有").state, ReadingState::kMissing);
}

TEST_F(FiguresTest, ARowsOwnFiguresAreItsAlone) {
  const ObservationsOf on_the_day(observations_, Date());
  const Figures figures(facts_, on_the_day);
  EXPECT_EQ(figures.Read("row.actual").state, ReadingState::kMissing);
  EXPECT_EQ(figures.Read("row.target").state, ReadingState::kMissing);
  const Figures of_row = figures.ForRow(&row_, &observation_);
  EXPECT_EQ(*of_row.Read("row.actual").value, Rational(385));
  EXPECT_EQ(*of_row.Read("row.target").value, Rational(380));
  EXPECT_EQ(*of_row.Read("row.baseline").value, Rational(300));
}

TEST_F(FiguresTest, OperandsSayWhereTheyComeFrom) {
  const ObservationsOf on_the_day(observations_, Date());
  const Figures figures = Figures(facts_, on_the_day).ForRow(&row_, &observation_);
  EXPECT_EQ(figures.Describe("payments").display_name, "全年执行数");
  EXPECT_EQ(figures.Describe("payments").origin, OperandOrigin::kFact);
  EXPECT_EQ(figures.Describe("finding:release_timing.late_funds").origin, OperandOrigin::kFinding);
  EXPECT_FALSE(figures.Describe("final_budget").value.has_value());
  const Operand seen = figures.Describe("办结件数");
  EXPECT_EQ(seen.origin, OperandOrigin::kObservation);
  EXPECT_EQ(seen.source, "网格平台；佐证：台账");
  EXPECT_EQ(seen.unit, "件");
  EXPECT_EQ(figures.Describe("row.target").origin, OperandOrigin::kTarget);
  EXPECT_EQ(figures.Describe("row.baseline").display_name, "上年实际值");
}

}  // namespace
}  // namespace zhengping::indicator
