#include "services/indicator/store/plan_update.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"
#include "services/indicator/store/migrations.h"
#include "services/indicator/store/year_load_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr char kRequestId[] = "1f0c8e0e-6f39-4a34-9d3b-6f5f2c6c1a11";

class PlanUpdateTest : public testing::TestWithParam<storage::BackendKind> {
 protected:
  storage::TempDatabase database_{GetParam(), Migrations()};
  WaitingStore store_{*database_};
};

INSTANTIATE_TEST_SUITE_P(Backends, PlanUpdateTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

RequestStamp At(int64_t now_ms) {
  RequestStamp stamp = Stamp();
  stamp.now_ms = now_ms;
  return stamp;
}

TEST_P(PlanUpdateTest, AChangedTargetMovesTheRevisionAndItsPastIsReadable) {
  store_.Load(SmallLoad(), At(1000)).value();
  PlanUpdate update = UpdateOf(SmallLoad());
  update.rows->at(0).target = {Rational(50), std::nullopt, "≥50"};
  const YearMark mark = store_.Update(update, At(2000)).value();
  EXPECT_EQ(mark.revision, 2);

  const StoredPlan plan = store_.ReadPlan().value();
  EXPECT_EQ(plan.content.plan, *update.rows);
  EXPECT_EQ(plan.plan_revision, 2);
  EXPECT_EQ(plan.plan_ms, 2000);
  ASSERT_THAT(plan.histories, SizeIs(3));
  EXPECT_EQ(plan.histories[0].revision, 2);
  EXPECT_EQ(plan.histories[0].filed_by, "");
  EXPECT_EQ(plan.histories[0].target_changes(), 1);
  EXPECT_EQ(plan.histories[0].earlier[0].row, SmallLoad().content.plan[0]);
  EXPECT_EQ(plan.histories[0].earlier[0].filed_ms, 1000);
  EXPECT_EQ(plan.histories[0].earlier[0].filed_by, "case");
  EXPECT_EQ(plan.histories[1].revision, 1);
  EXPECT_THAT(plan.histories[1].earlier, SizeIs(0));
  EXPECT_EQ(store_.ReadPlan(1).value().content.plan, SmallLoad().content.plan);
  EXPECT_THAT(store_.ReadPlan(3), IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_P(PlanUpdateTest, ARowStaysItsSourcesAndANewOneHasNone) {
  store_.Load(SmallLoad()).value();
  PlanUpdate update = UpdateOf(SmallLoad());
  update.rows->at(0).weight.emplace(30);
  update.rows->push_back(TargetRow("产出指标", "质量指标", "验收合格户数", 55, 20));
  store_.Update(update).value();
  // The case's own rows are what the update made of them: loading the case again puts them back, the new row stays.
  YearLoad again = SmallLoad();
  EXPECT_THAT(store_.Load(again), IsRefusal("LOAD_HAS_ERRORS", "plan_rows[0].weight")) << "50 and 20 are not 50";
  again.content.plan[0].weight.emplace(30);
  EXPECT_EQ(store_.Load(again).value().plan, (TableChanges{.unchanged = 3}));
  EXPECT_THAT(store_.Read().value().content.plan, SizeIs(4));
}

TEST_P(PlanUpdateTest, TheSamePlanAgainChangesNothing) {
  const YearMark loaded = store_.Load(SmallLoad()).value().mark;
  EXPECT_EQ(store_.Update(UpdateOf(SmallLoad())).value(), loaded);
}

TEST_P(PlanUpdateTest, WhatIsWrongIsRefusedAtItsPlaceAndLeavesNoTrace) {
  const YearMark loaded = store_.Load(SmallLoad()).value().mark;
  PlanUpdate update = UpdateOf(SmallLoad());
  update.rows->at(1).weight.emplace(29);
  EXPECT_THAT(store_.Update(update), IsRefusal("PLAN_INVALID", "plan.rows[1].weight"));
  update = UpdateOf(SmallLoad());
  update.rows->at(2).adjusted = Target{Rational(80), std::nullopt, "≥80"};
  EXPECT_THAT(store_.Update(update), IsRefusal("PLAN_INVALID", "plan.rows[2].adjust_reason"));
  update = UpdateOf(SmallLoad());
  update.goals = std::vector<YearGoal>(2);
  EXPECT_THAT(store_.PreviewUpdate(update), IsRefusal("PLAN_INVALID", "plan.goals[1].project"));
  EXPECT_EQ(store_.Read().value().mark, loaded);
}

TEST_P(PlanUpdateTest, SomebodyElsesChangeMakesItStale) {
  store_.Load(SmallLoad()).value();
  store_.Add({Observed("办证户数", 1)}).value();  // no change of the plan
  PlanUpdate update = UpdateOf(SmallLoad());
  update.expected_plan_revision = 1;
  update.rows->at(0).is_core = true;
  EXPECT_EQ(store_.Update(update).value().revision, 3);
  EXPECT_THAT(store_.Update(update), IsRefusal("ETAG_STALE", "plan.etag"));
  update.expected_plan_revision = 3;
  update.framework_before = "hunan-a-2017";
  EXPECT_THAT(store_.Update(update), IsRefusal("ETAG_STALE", "plan.etag"));
}

TEST_P(PlanUpdateTest, GoalsAloneLeaveTheRowsAlone) {
  store_.Load(SmallLoad()).value();
  PlanUpdate update = UpdateOf(SmallLoad());
  update.rows.reset();
  update.goals = std::vector<YearGoal>{{"", "平安翠园", "", "", "", "", "", {}}};
  EXPECT_EQ(store_.PreviewUpdate(update).value().goals, *update.goals);
  EXPECT_EQ(store_.Update(update).value().revision, 2);
  const StoredPlan plan = store_.ReadPlan().value();
  EXPECT_EQ(plan.content.goals, *update.goals);
  EXPECT_EQ(plan.content.plan, SmallLoad().content.plan);
  EXPECT_EQ(plan.histories[0].revision, 1);
}

TEST_P(PlanUpdateTest, APlanMayBeginWithAnUpdateAndEndWithOne) {
  PlanUpdate update = UpdateOf(SmallLoad());
  update.framework_before.clear();
  EXPECT_EQ(store_.Update(update).value().revision, 1);
  update.framework_before = update.framework;
  update.rows->clear();
  EXPECT_EQ(store_.Update(update).value().revision, 2);
  EXPECT_THAT(store_.Read().value().content.plan, SizeIs(0));
  EXPECT_THAT(store_.ReadPlan(1).value().content.plan, SizeIs(3));
}

TEST_P(PlanUpdateTest, ARepeatedRequestGetsTheFirstMark) {
  store_.Load(SmallLoad()).value();
  PlanUpdate update = UpdateOf(SmallLoad());
  update.rows->at(0).is_core = true;
  const YearMark first = store_.Update(update, Stamp(kRequestId)).value();
  EXPECT_EQ(store_.Update(update, Stamp(kRequestId)).value(), first);
  update.rows->at(1).is_core = true;
  EXPECT_THAT(store_.Update(update, Stamp(kRequestId)), IsRefusal("REQUEST_ID_REUSED", "request_id"));
}

TEST_P(PlanUpdateTest, EveryObservationTellsWhatBecameOfIt) {
  store_.Load(SmallLoad(), At(1000)).value();  // 测绘户数 55, 总户数 56
  YearLoad second = SmallLoad();
  second.content.observations = {Observed("测绘户数", 54)};
  second.content.checks.clear();
  store_.Load(second, At(2000)).value();  // corrects the one, withdraws the other
  YearLoad platform;
  platform.key = Cuiyuan();
  platform.source = "platform";
  platform.content.observations = {Observed("测绘户数", 56)};
  store_.Load(platform, At(3000)).value();
  const RecordedYear year = store_.ReadObservations().value();
  std::vector<std::pair<int64_t, Standing>> told;
  for (const RecordedObservation& record : year.observations) told.emplace_back(record.revision, record.standing);
  using Told = std::pair<int64_t, Standing>;
  EXPECT_THAT(told, ElementsAre(Told(1, Standing::kCorrected), Told(1, Standing::kWithdrawn),
                                Told(2, Standing::kOutweighed), Told(3, Standing::kCounts)));
  EXPECT_EQ(year.observations[3].filed_by, "platform");
  EXPECT_EQ(year.change_times.at(2), 2000);
  EXPECT_EQ(store_.ReadObservations(1).value().observations[0].standing, Standing::kCounts);
}

TEST_P(PlanUpdateTest, TwoSourcesThatContradictOneAnotherAreToldWithBothValues) {
  store_.Load(SmallLoad()).value();
  YearLoad platform;
  platform.key = Cuiyuan();
  platform.source = "platform";
  platform.content.observations = {Observed("测绘户数", 54), Observed("总户数", 56)};
  const Loaded loaded = store_.Load(platform).value();
  ASSERT_THAT(loaded.issues, SizeIs(1));
  EXPECT_EQ(loaded.issues[0].reason, "OBSERVATION_CONTRADICTED");
  EXPECT_EQ(loaded.issues[0].place.field, "observations[0].value");
  EXPECT_EQ(loaded.issues[0].remedy,
            "「产出指标/数量指标/测绘户数」2023-12-31 的完成值为「54户」，另一来源为「55户」；请核对，以后报的为准");
  EXPECT_THAT(store_.Read().value().contradictions, SizeIs(1));
  store_.Add({Observed("测绘户数", 55)}).value();  // settled by hand
  EXPECT_THAT(store_.Read().value().contradictions, SizeIs(0));
}

}  // namespace
}  // namespace zhengping::indicator
