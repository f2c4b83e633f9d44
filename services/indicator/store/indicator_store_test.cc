#include "services/indicator/store/indicator_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"
#include "services/indicator/store/migrations.h"
#include "services/indicator/store/year_load_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kRequestId[] = "1f0c8e0e-6f39-4a34-9d3b-6f5f2c6c1a11";

class IndicatorStoreTest : public testing::TestWithParam<storage::BackendKind> {
 protected:
  storage::TempDatabase database_{GetParam(), Migrations()};
  WaitingStore store_{*database_};

  StoredYear Year(int64_t revision = 0) { return store_.Read(Cuiyuan(), revision).value(); }
};

INSTANTIATE_TEST_SUITE_P(Backends, IndicatorStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(IndicatorStoreTest, AYearThatHoldsNothingIsEmptyAtRevisionZero) {
  const StoredYear year = Year();
  EXPECT_EQ(year.mark, YearMark());
  EXPECT_EQ(year.content, YearContent());
}

TEST_P(IndicatorStoreTest, WhatWasLoadedIsReadBackWhole) {
  YearLoad load = SmallLoad();
  PlanRow& row = load.content.plan[0];
  row.direction = Direction::kRange;
  row.target.upper.emplace(60);
  row.adjusted = Target{Rational(50), Rational(55), "50–55"};
  row.adjust_reason = "征拆范围调整";
  row.baseline = Fraction(1, 3);
  row.is_core = true;
  row.is_illustrative = true;
  Observation& observation = load.content.observations[0];
  observation.is_lower_bound = true;
  observation.tier = "达成预期指标";
  observation.percent = Fraction(9, 10);
  observation.reason = "台账\n为证";
  observation.parts = {{"制度健全", true, std::nullopt}, {"签约率", std::nullopt, Fraction(98, 100)}};
  observation.text = "55余户";
  observation.source = "observations.csv 第 2 行";
  observation.deviation_reason = "一户未签约";
  observation.measure = "继续走访";
  observation.is_illustrative = true;
  load.content.observations[1].state = ObservationState::kNotApplicable;
  load.content.observations[1].value.reset();
  load.content.checks[0].tolerance = Fraction(1, 100);
  load.content.checks[0].source = "checks.csv 第 2 行";
  row.content = "完成安置房测绘";
  row.scoring_standard = "每少一户扣一分";
  row.note = "含外迁户";
  row.record = {"BGT_PERF_INDICATOR", "k1", "20230531093000123"};
  observation.documents = {{"测绘台账.xlsx", std::string(64, 'a')}, {"验收单.pdf", ""}};
  load.content.observations[1].documents = {{"户数.pdf", std::string(64, '0')}};
  load.content.goals = {{"", "平安翠园", "", "基本完成", "一户未签约", "继续走访", "目标表 第 2 行", {}},
                        {"p1", "排查自建房", "三年消除隐患", "", "", "", "", {"PM_PERF_GOAL_INFO", "g1", ""}}};

  const absl::StatusOr<Loaded> loaded = store_.Load(load);
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(loaded->mark.revision, 1);
  EXPECT_THAT(loaded->mark.digest, SizeIs(64));
  database_.Reopen();
  WaitingStore reopened(*database_);
  const StoredYear year = reopened.Read().value();
  EXPECT_EQ(year.content, load.content);
  EXPECT_EQ(year.mark, loaded->mark);
}

TEST_P(IndicatorStoreTest, TheSameAgainChangesNothing) {
  const YearMark first = store_.Load(SmallLoad()).value().mark;
  const Loaded again = store_.Load(SmallLoad()).value();
  EXPECT_EQ(again.mark, first);
  EXPECT_EQ(again.plan, (TableChanges{.unchanged = 3}));
  EXPECT_EQ(again.observations, (TableChanges{.unchanged = 2}));
  EXPECT_EQ(again.checks, (TableChanges{.unchanged = 1}));
}

TEST_P(IndicatorStoreTest, ALoadWithErrorsLeavesNoTrace) {
  YearLoad load = SmallLoad();
  load.content.plan[1].weight.emplace(29);
  EXPECT_THAT(store_.Load(load, Stamp(kRequestId)), IsRefusal("LOAD_HAS_ERRORS", "plan_rows[1].weight"));
  EXPECT_EQ(Year().mark, YearMark());
  EXPECT_EQ(Year().content, YearContent());
  EXPECT_THAT(store_.Load(SmallLoad(), Stamp(kRequestId)), IsOk()) << "the refused request's id is free";
}

TEST_P(IndicatorStoreTest, APreviewTellsWhatTheLoadWillAnswerAndStoresNothing) {
  const Loaded preview = store_.Preview(SmallLoad()).value();
  EXPECT_EQ(preview.plan, (TableChanges{.added = 3}));
  EXPECT_EQ(Year().mark.revision, 0);
  EXPECT_EQ(store_.Load(SmallLoad()).value().mark, preview.mark);

  YearLoad wrong = SmallLoad();
  wrong.content.checks[0].expression = "没有这个 = 1";
  const Loaded refused = store_.Preview(wrong).value();
  EXPECT_TRUE(HasErrors(refused.issues));
  EXPECT_EQ(refused.mark, Year().mark);
}

TEST_P(IndicatorStoreTest, EachRevisionStaysReadable) {
  const YearMark first = store_.Load(SmallLoad()).value().mark;
  YearLoad second = SmallLoad();
  second.content.plan[0].target.value.emplace(50);
  second.content.observations = {Observed("测绘户数", 56), Observed("办证户数", 1)};
  second.content.checks.clear();
  const Loaded loaded = store_.Load(second).value();
  EXPECT_EQ(loaded.mark.revision, 2);
  EXPECT_EQ(loaded.plan, (TableChanges{.unchanged = 2, .changed = 1}));
  EXPECT_EQ(loaded.observations, (TableChanges{.added = 1, .changed = 1, .vanished = 1}));
  EXPECT_EQ(loaded.checks, (TableChanges{.vanished = 1}));

  EXPECT_EQ(Year(1).content, SmallLoad().content);
  EXPECT_EQ(Year(1).mark, first);
  EXPECT_EQ(Year(2).content, second.content);
  EXPECT_EQ(Year().mark, loaded.mark);
  EXPECT_THAT(store_.Read(Cuiyuan(), 3), IsRefusal("REVISION_NOT_FOUND", "revision"));
  EXPECT_THAT(store_.Read(Cuiyuan(), -1), IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_P(IndicatorStoreTest, AnObservationThatComesBackIsThereAgain) {
  store_.Load(SmallLoad()).value();
  YearLoad without = SmallLoad();
  without.content.observations.pop_back();
  without.content.checks.clear();
  store_.Load(without).value();
  EXPECT_THAT(Year().content.observations, ElementsAre(Observed("测绘户数", 55)));
  EXPECT_EQ(store_.Load(SmallLoad()).value().observations, (TableChanges{.added = 1, .unchanged = 1}));
  EXPECT_EQ(Year().content, SmallLoad().content);
}

TEST_P(IndicatorStoreTest, OneSourceLeavesWhatAnotherSaidAlone) {
  store_.Load(SmallLoad()).value();
  YearLoad platform;
  platform.key = Cuiyuan();
  platform.source = "platform";
  platform.content.observations = {Observed("办证户数", 1), Observed("测绘户数", 54)};
  EXPECT_EQ(store_.Load(platform).value().observations, (TableChanges{.added = 2}));
  // Both speak of 测绘户数 on one day: the one that came later stands.
  EXPECT_THAT(Year().content.observations,
              ElementsAre(Observed("总户数", 56), Observed("办证户数", 1), Observed("测绘户数", 54)));
  EXPECT_EQ(Year().content.plan, SmallLoad().content.plan);
  EXPECT_EQ(Year().content.framework, "self-evaluation-2020");

  platform.content.observations.clear();
  store_.Load(platform).value();
  EXPECT_EQ(Year().content, SmallLoad().content);
}

TEST_P(IndicatorStoreTest, DepartmentYearsDoNotTouchOneAnother) {
  store_.Load(SmallLoad()).value();
  store_.Load(SmallLoad(Cuiyuan(2022))).value();
  YearLoad other = SmallLoad({{"430503000", "404"}, 2023});
  other.content.observations.clear();
  other.content.checks.clear();
  EXPECT_EQ(store_.Load(other).value().mark.revision, 1);
  EXPECT_EQ(Year().mark.revision, 1);
  EXPECT_EQ(Year().content, SmallLoad().content);
}

TEST_P(IndicatorStoreTest, TheDigestIsThatOfTheContentAndItsHistory) {
  const YearMark first = store_.Load(SmallLoad()).value().mark;
  EXPECT_EQ(store_.Load(SmallLoad(Cuiyuan(2022))).value().mark, first) << "the same load on another empty year";
  YearLoad other = SmallLoad(Cuiyuan(2021));
  other.content.observations[0].evidence = "另一台账";
  EXPECT_NE(store_.Load(other).value().mark.digest, first.digest);
}

TEST_P(IndicatorStoreTest, ARepeatedRequestGetsTheFirstAnswer) {
  const Loaded first = store_.Load(SmallLoad(), Stamp(kRequestId)).value();
  YearLoad later = SmallLoad();
  later.content.plan[0].target.value.emplace(50);
  store_.Load(later).value();
  const Loaded repeated = store_.Load(SmallLoad(), Stamp(kRequestId)).value();
  EXPECT_EQ(repeated.mark, first.mark);
  EXPECT_EQ(repeated.plan, (TableChanges{.added = 3}));
  EXPECT_EQ(repeated.observations, first.observations);
  EXPECT_EQ(repeated.checks, first.checks);
  EXPECT_EQ(Year().content, later.content) << "the repeated request does not load again";

  EXPECT_THAT(store_.Load(later, Stamp(kRequestId)), IsRefusal("REQUEST_ID_REUSED", "request_id"));
  RequestStamp somebody_else = Stamp(kRequestId);
  somebody_else.caller = "platform";
  EXPECT_THAT(store_.Load(later, somebody_else), IsOk());
}

TEST_P(IndicatorStoreTest, AddedObservationsCorrectTheStandingOnes) {
  store_.Load(SmallLoad()).value();
  const YearMark mark = store_.Add({Observed("测绘户数", 56), Observed("总户数", 56), Observed("办证户数", 1)}).value();
  EXPECT_EQ(mark.revision, 2);
  EXPECT_THAT(Year().content.observations,
              ElementsAre(Observed("总户数", 56), Observed("测绘户数", 56), Observed("办证户数", 1)));
  EXPECT_THAT(Year(1).content.observations, ElementsAre(Observed("测绘户数", 55), Observed("总户数", 56)));
  EXPECT_EQ(store_.Add({Observed("测绘户数", 56)}).value(), mark) << "what stands already is not added";
  EXPECT_EQ(store_.Load(SmallLoad()).value().mark, mark) << "the load has nothing new to say";
}

TEST_P(IndicatorStoreTest, AWrongAddedObservationIsRefusedWithItsPlace) {
  Observation wrong = Observed("测绘户数", 56);
  wrong.percent = Fraction(6, 5);
  EXPECT_THAT(store_.Add({Observed("总户数", 56), wrong}), IsRefusal("OBSERVATION_INVALID", "observations[1].percent"));
  EXPECT_THAT(Year().content.observations, IsEmpty());
}

TEST_P(IndicatorStoreTest, ARepeatedAdditionGetsTheFirstMark) {
  const YearMark first = store_.Add({Observed("总户数", 56)}, Stamp(kRequestId)).value();
  store_.Add({Observed("总户数", 57)}).value();
  EXPECT_EQ(store_.Add({Observed("总户数", 56)}, Stamp(kRequestId)).value(), first);
  EXPECT_THAT(Year().content.observations, ElementsAre(Observed("总户数", 57)));
  EXPECT_THAT(store_.Add({Observed("总户数", 58)}, Stamp(kRequestId)), IsRefusal("REQUEST_ID_REUSED", "request_id"));
}

}  // namespace
}  // namespace zhengping::indicator
