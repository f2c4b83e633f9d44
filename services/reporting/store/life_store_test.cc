#include "services/reporting/store/life_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <thread>

#include "common/testing/matchers.h"
#include "services/reporting/store/evaluation_store.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;

constexpr char kDepartment[] = "divisions/430503000/departments/403";

Rational Points(const char* text) { return *ParseNumber(text); }

Computed Example(int64_t revision = 17) {
  YearAnalysis analysis;
  analysis.department_display_name = "翠园街道办事处";
  analysis.marks = {{"budget", kDepartment, 2022, 4, "a4"}, {"budget", kDepartment, 2023, revision, "b3"}};
  Scoring scoring;
  scoring.scorecard.nodes = {{.is_leaf = true,
                              .path = "产出指标/数量指标/新增就业人数",
                              .weight = Points("10"),
                              .score = Points("8"),
                              .scored_weight = Points("10")},
                             {.is_leaf = true,
                              .path = "产出指标/质量指标/验收合格率",
                              .weight = Points("90"),
                              .score = Points("80.85"),
                              .scored_weight = Points("90")}};
  scoring.scorecard.total = {
      .score = Points("88.85"), .full_mark = Points("100"), .scored_weight = Points("100"), .grade = "良"};
  scoring.marks = {{"indicator", kDepartment, 2023, 3, "1d"}};
  return Join({.department = {"430503000", "403"}, .fiscal_year = 2023}, analysis, scoring, {});
}

const Actor kHead = {.name = "张三", .roles = {ActorRole::kDepartmentHead}};
const Actor kReviewer = {.name = "王五", .roles = {ActorRole::kFinanceReviewer}};

class LifeStoreTest : public StoreFixture {
 protected:
  static EvaluationKey Key(int64_t number = 1) {
    return {.year = {.department = {"430503000", "403"}, .fiscal_year = 2023}, .number = number};
  }
  static LifeOrder Order(LifeAction action, const Actor& actor, int64_t number = 1, const std::string& etag = "") {
    return {.key = Key(number),
            .etag = etag,
            .step = {.action = action, .actor = actor, .reason = "说明"},
            .now_ms = 1704000001000};
  }
  static LifeOrder AdjustOrder(const std::string& path, const char* score) {
    LifeOrder order = Order(LifeAction::kAdjust, kReviewer);
    order.adjustment = {.path = path, .score = Points(score), .evidence = {"就业花名册.xlsx", "“复核”记录,2页"}};
    order.grades = {{.name = "优", .low = Points("90")}, {.name = "良", .low = Points("80"), .high = Points("90")}};
    return order;
  }

  void Create(int64_t revision = 17) {
    const absl::StatusOr<Evaluation> created = Await<Evaluation>(
        [&](auto done) { evaluations_.Create(Example(revision), "0.1.0", Stamp(), std::move(done)); });
    ASSERT_THAT(created, IsOk());
  }
  absl::StatusOr<Evaluation> Advance(LifeOrder order) {
    return Await<Evaluation>([&](auto done) { lives_.Advance(std::move(order), std::move(done)); });
  }
  absl::StatusOr<Evaluation> Correct(LifeOrder order, int64_t revision = 18) {
    return Await<Evaluation>(
        [&](auto done) { lives_.Correct(std::move(order), Example(revision), "0.2.0", Stamp(), std::move(done)); });
  }
  void NoteHeads(std::vector<DepartmentYearMark> heads) {
    std::promise<absl::Status> noted;
    lives_.NoteHeads(std::move(heads), [&noted](const absl::Status& status) { noted.set_value(status); });
    EXPECT_THAT(noted.get_future().get(), IsOk());
  }
  // The evaluation `number` through to 已公开.
  void Publish(int64_t number) {
    ASSERT_THAT(Advance(Order(LifeAction::kSubmit, kHead, number)), IsOk());
    ASSERT_THAT(Advance(Order(LifeAction::kReview, kReviewer, number)), IsOk());
    ASSERT_THAT(Advance(Order(LifeAction::kPublish, kReviewer, number)), IsOk());
  }
  EvaluationState StateOf(int64_t number) { return evaluations_.Read(Key(number))->head.state; }
  std::vector<std::string> TimelineOf(int64_t number) {
    std::vector<std::string> lines;
    const absl::StatusOr<Timeline> timeline = lives_.ReadTimeline(Key(number));
    for (const LifeEvent& event : timeline->events) {
      lines.push_back(std::string(NameOf(event.action)) + " " + event.actor.name + " " +
                      std::string(DisplayNameOf(event.from)) + "→" + std::string(DisplayNameOf(event.to)));
    }
    return lines;
  }

  EvaluationStore evaluations_{database()};
  LifeStore lives_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, LifeStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(LifeStoreTest, TheWholeWayIsKeptStepByStep) {
  Create();
  const std::string digest = evaluations_.Read(Key())->head.content_digest;
  std::vector<int64_t> steps = {evaluations_.Read(Key())->head.step};
  const auto take = [&](LifeOrder order) {
    const absl::StatusOr<Evaluation> taken = Advance(std::move(order));
    ASSERT_THAT(taken, IsOk());
    steps.push_back(taken->head.step);
  };
  take(Order(LifeAction::kSubmit, kHead));
  take(Order(LifeAction::kReturn, kReviewer));
  take(Order(LifeAction::kSubmit, kHead));
  take(AdjustOrder("产出指标/数量指标/新增就业人数", "6.5"));
  take(Order(LifeAction::kReview, kReviewer));
  take(Order(LifeAction::kPublish, kReviewer));
  EXPECT_THAT(steps, ElementsAre(1, 2, 3, 4, 5, 6, 7)) << "every step has an etag of its own";

  database_.Reopen();
  EvaluationStore reopened(database());
  const absl::StatusOr<Evaluation> read = reopened.Read(Key());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->head.state, EvaluationState::kPublished);
  EXPECT_EQ(read->head.content_digest, digest) << "the content is what it was";
  EXPECT_EQ(read->content.scorecard.total.score, Points("88.85")) << "the computed score too";
  const absl::StatusOr<Timeline> timeline = LifeStore(database()).ReadTimeline(Key());
  ASSERT_THAT(timeline, IsOk());
  EXPECT_EQ(timeline->creator, "local-operator");
  EXPECT_EQ(timeline->create_time_ms, 1704000000000);
  ASSERT_EQ(timeline->events.size(), 6U);
  const LifeEvent& returned = timeline->events[1];
  EXPECT_EQ(returned.action, LifeAction::kReturn);
  EXPECT_EQ(returned.actor, kReviewer) << "as stated: nothing is proven";
  EXPECT_EQ(returned.from, EvaluationState::kSubmitted);
  EXPECT_EQ(returned.to, EvaluationState::kReturned);
  EXPECT_EQ(returned.reason, "说明");
  EXPECT_EQ(returned.time_ms, 1704000001000);
  EXPECT_EQ(timeline->events[3].adjustment->evidence, AdjustOrder("", "1").adjustment->evidence);
  EXPECT_THAT(LifeStore(database()).ReadTimeline(Key(2)), IsRefusal("EVALUATION_NOT_FOUND", "name"));
}

TEST_P(LifeStoreTest, AProvenActorStaysProven) {
  Create();
  Actor head = kHead;
  head.is_proven = true;
  head.roles.insert(ActorRole::kClerk);
  ASSERT_THAT(Advance(Order(LifeAction::kSubmit, head)), IsOk());
  const LifeEvent event = lives_.ReadTimeline(Key())->events[0];
  EXPECT_TRUE(event.actor.is_proven);
  EXPECT_THAT(event.actor.roles, ElementsAre(ActorRole::kDepartmentHead)) << "the role in which the step was taken";
}

TEST_P(LifeStoreTest, AdjustmentsStandBesideTheScore) {
  Create();
  ASSERT_THAT(Advance(Order(LifeAction::kSubmit, kHead)), IsOk());
  EXPECT_EQ(Advance(AdjustOrder("产出指标/数量指标/新增就业人数", "6.5"))->review.adjusted_total, Points("87.35"));
  ASSERT_THAT(Advance(AdjustOrder("产出指标/质量指标/验收合格率", "90")), IsOk());
  const absl::StatusOr<Evaluation> last = Advance(AdjustOrder("产出指标/数量指标/新增就业人数", "0"));
  ASSERT_THAT(last, IsOk());
  EXPECT_EQ(last->review.adjusted_total, Points("90")) << "0 + 90: the later one of the same indicator counts";
  EXPECT_EQ(last->review.adjusted_grade, "优");
  ASSERT_EQ(last->review.adjustments.size(), 2U);
  EXPECT_EQ(last->review.adjustments[0].score, Points("0"));
  EXPECT_EQ(last->review.adjustments[0].actor, kReviewer);
  EXPECT_EQ(TimelineOf(1).size(), 4U) << "and the timeline has all of them";

  const auto listed = Await<std::vector<EvaluationSummary>>(
      [&](auto done) { evaluations_.List({.division = "430503000", .limit = 10}, std::move(done)); });
  EXPECT_EQ(listed->front().adjusted_score, Points("90"));
  EXPECT_EQ(listed->front().adjusted_grade, "优");
  EXPECT_EQ(listed->front().score, Points("88.85"));
}

TEST_P(LifeStoreTest, ARefusedStepLeavesNoTrace) {
  Create();
  ASSERT_THAT(Advance(Order(LifeAction::kSubmit, kHead)), IsOk());
  EXPECT_THAT(Advance(Order(LifeAction::kReview, kReviewer, 1, "1")), IsRefusal("ETAG_STALE", "etag"));
  EXPECT_THAT(Advance(Order(LifeAction::kReview, kReviewer, 1, "1")), StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(Advance(Order(LifeAction::kPublish, kReviewer)), IsRefusal("STATE_FORBIDS", ""));
  EXPECT_THAT(Advance(Order(LifeAction::kReview, kHead)), IsRefusal("ROLE_MISSING", ""));
  EXPECT_THAT(Advance(Order(LifeAction::kReview, {.name = "张三", .roles = {ActorRole::kFinanceReviewer}})),
              IsRefusal("FILER_MAY_NOT_REVIEW", ""));
  EXPECT_THAT(Advance(AdjustOrder("产出指标/数量指标/新增就业人数", "10.5")),
              IsRefusal("SCORE_OUT_OF_RANGE", "adjustment.score"));
  EXPECT_THAT(Advance(AdjustOrder("产出指标", "1")), IsRefusal("INDICATOR_NOT_FOUND", "adjustment.path"));
  EXPECT_THAT(Advance(Order(LifeAction::kReview, kReviewer, 2)), IsRefusal("EVALUATION_NOT_FOUND", "name"));
  EXPECT_EQ(evaluations_.Read(Key())->head.step, 2);
  EXPECT_THAT(TimelineOf(1), ElementsAre("submit 张三 草稿→已报送"));
  EXPECT_THAT(Advance(Order(LifeAction::kReview, kReviewer, 1, "2")), IsOk());
}

TEST_P(LifeStoreTest, OfTwoReviewersAtOnceOneWins) {
  Create();
  const std::string etag = FormatEtag(Advance(Order(LifeAction::kSubmit, kHead))->head.step);
  constexpr int kReviewers = 8;
  std::vector<std::thread> threads;
  std::vector<absl::Status> results(kReviewers);
  for (int i = 0; i < kReviewers; ++i) {
    threads.emplace_back([this, i, &etag, &results] {
      const LifeAction action = i % 2 == 0 ? LifeAction::kReview : LifeAction::kReturn;
      results[static_cast<size_t>(i)] = Advance(Order(action, kReviewer, 1, etag)).status();
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto won = std::count_if(results.begin(), results.end(), [](const absl::Status& s) { return s.ok(); });
  EXPECT_EQ(won, 1);
  for (const absl::Status& result : results) {
    if (!result.ok()) {
      EXPECT_THAT(result, IsRefusal("ETAG_STALE", "etag"));
    }
  }
  EXPECT_EQ(TimelineOf(1).size(), 2U);
}

TEST_P(LifeStoreTest, ACorrectionTakesThePlaceOfTheOldOneWhenItIsPublished) {
  Create();
  ASSERT_NO_FATAL_FAILURE(Publish(1));
  const absl::StatusOr<Evaluation> draft = Correct(Order(LifeAction::kCorrect, kReviewer));
  ASSERT_THAT(draft, IsOk());
  EXPECT_EQ(draft->head.id, "2023-2");
  EXPECT_EQ(draft->head.state, EvaluationState::kDraft);
  EXPECT_EQ(evaluations_.Read(Key(2))->review.corrects, "2023-1");
  EXPECT_EQ(StateOf(1), EvaluationState::kPublished) << "until the new one is published";
  const absl::StatusOr<Evaluation> rival = Correct(Order(LifeAction::kCorrect, kReviewer));
  EXPECT_EQ(rival->head.id, "2023-3");

  ASSERT_NO_FATAL_FAILURE(Publish(2));
  EXPECT_EQ(StateOf(1), EvaluationState::kCorrected);
  EXPECT_THAT(TimelineOf(1),
              ElementsAre("submit 张三 草稿→已报送", "review 王五 已报送→已审定", "publish 王五 已审定→已公开",
                          "correct 王五 已公开→已公开", "correct 王五 已公开→已公开", "supersede 王五 已公开→已更正"));
  EXPECT_EQ(lives_.ReadTimeline(Key(1))->events.back().reason, "由 2023-2 更正");

  ASSERT_THAT(Advance(Order(LifeAction::kSubmit, kHead, 3)), IsOk());
  ASSERT_THAT(Advance(Order(LifeAction::kReview, kReviewer, 3)), IsOk());
  EXPECT_THAT(Advance(Order(LifeAction::kPublish, kReviewer, 3)), IsRefusal("STATE_FORBIDS", ""))
      << "another version has taken its place";
  EXPECT_EQ(StateOf(3), EvaluationState::kReviewed);
  EXPECT_THAT(Correct(Order(LifeAction::kCorrect, kReviewer)), IsRefusal("STATE_FORBIDS", ""));
  EXPECT_THAT(evaluations_.Read(Key(4)), IsRefusal("EVALUATION_NOT_FOUND", "name")) << "nothing was stored";
}

TEST_P(LifeStoreTest, NewerDataMakesStale) {
  Create();
  ASSERT_THAT(Advance(Order(LifeAction::kSubmit, kHead)), IsOk());
  ASSERT_THAT(Advance(Order(LifeAction::kReview, kReviewer)), IsOk());
  NoteHeads({{"budget", kDepartment, 2023, 17, ""},
             {"budget", kDepartment, 2022, 3, ""},
             {"budget", kDepartment, 2024, 1, ""},
             {"indicator", "divisions/430503000/departments/404", 2023, 9, ""}});
  EXPECT_FALSE(evaluations_.Read(Key())->review.is_stale) << "what it read, an earlier one, and what it did not read";
  EXPECT_THAT(lives_.Check(Order(LifeAction::kPublish, kReviewer)), IsOk());
  LifeOrder told = Order(LifeAction::kPublish, kReviewer);
  told.heads = {{"indicator", kDepartment, 2023, 4, ""}};
  EXPECT_THAT(Advance(told), IsRefusal("EVALUATION_STALE", "")) << "as told at the moment of publishing";

  NoteHeads({{"budget", kDepartment, 2022, 5, ""}});
  EXPECT_TRUE(evaluations_.Read(Key())->review.is_stale) << "an earlier year that it read";
  EXPECT_THAT(lives_.Check(Order(LifeAction::kPublish, kReviewer)), IsRefusal("EVALUATION_STALE", ""));
  EXPECT_THAT(Advance(Order(LifeAction::kPublish, kReviewer)), IsRefusal("EVALUATION_STALE", ""));
  EXPECT_EQ(StateOf(1), EvaluationState::kReviewed);
  const auto listed = Await<std::vector<EvaluationSummary>>(
      [&](auto done) { evaluations_.List({.division = "430503000", .limit = 10}, std::move(done)); });
  EXPECT_TRUE(listed->front().is_stale);
}

TEST_P(LifeStoreTest, AnEvaluationOfNewerDataMakesThoseBeforeItStale) {
  Create(17);
  Create(18);
  EXPECT_TRUE(evaluations_.Read(Key(1))->review.is_stale);
  EXPECT_FALSE(evaluations_.Read(Key(2))->review.is_stale);
}

// Either the publication comes first, and what was published stays as it was, or the newer evaluation, and it is stale.
TEST_P(LifeStoreTest, APublicationWhileItIsReEvaluatedIsOneOrTheOther) {
  for (int64_t round = 0; round < 6; ++round) {
    Create(20 + round);
    const int64_t number = 2 * round + 1;
    ASSERT_THAT(Advance(Order(LifeAction::kSubmit, kHead, number)), IsOk());
    ASSERT_THAT(Advance(Order(LifeAction::kReview, kReviewer, number)), IsOk());
    const std::string digest = evaluations_.Read(Key(number))->head.content_digest;
    absl::Status published;
    std::thread publisher([&] { published = Advance(Order(LifeAction::kPublish, kReviewer, number)).status(); });
    Create(21 + round);
    publisher.join();
    const absl::StatusOr<Evaluation> after = evaluations_.Read(Key(number));
    ASSERT_THAT(after, IsOk());
    EXPECT_EQ(after->head.content_digest, digest);
    EXPECT_TRUE(after->review.is_stale);
    if (published.ok()) {
      EXPECT_EQ(after->head.state, EvaluationState::kPublished);
    } else {
      EXPECT_THAT(published, IsRefusal("EVALUATION_STALE", ""));
      EXPECT_EQ(after->head.state, EvaluationState::kReviewed);
    }
    EXPECT_EQ(StateOf(number + 1), EvaluationState::kDraft);
  }
}

TEST_P(LifeStoreTest, AFeedIsFollowedFromWhereItWasLeft) {
  EXPECT_EQ(*lives_.ReadFeedPosition("430503000"), "");
  EXPECT_EQ(lives_.Divisions()->size(), 0U);
  Create();
  EXPECT_THAT(*lives_.Divisions(), ElementsAre("430503000"));
  for (const char* position : {"p1", "p2"}) {
    std::promise<absl::Status> noted;
    lives_.NoteFeed("430503000", position, {{"budget", kDepartment, 2023, 20, ""}},
                    [&noted](const absl::Status& status) { noted.set_value(status); });
    EXPECT_THAT(noted.get_future().get(), IsOk());
  }
  database_.Reopen();
  EXPECT_EQ(*LifeStore(database()).ReadFeedPosition("430503000"), "p2");
  EXPECT_EQ(*LifeStore(database()).ReadFeedPosition("430502000"), "");
  EXPECT_TRUE(EvaluationStore(database()).Read(Key())->review.is_stale);
}

}  // namespace
}  // namespace zhengping::reporting
