// The signed file of a published evaluation in its transaction: there with the step that publishes, and never without
// it.
#include "services/reporting/store/publication_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "services/reporting/store/evaluation_store.h"
#include "services/reporting/store/life_store.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

const EvaluationKey kKey = {.year = {.department = {"430503000", "403"}, .fiscal_year = 2023}, .number = 1};
const Actor kHead = {.name = "张三", .roles = {ActorRole::kDepartmentHead}};
const Actor kReviewer = {.name = "王五", .roles = {ActorRole::kFinanceReviewer}};
const std::string kFile = R"({"content":{},"signature":{"signer":"大祥区财政局"}})";

class PublicationRowsTest : public StoreFixture {
 protected:
  void SetUp() override {
    Scoring scoring;
    scoring.scorecard.total = {.score = *ParseNumber("88.85"), .full_mark = *ParseNumber("100"), .grade = "良"};
    Computed computed = Join({.department = kKey.year.department, .fiscal_year = 2023}, YearAnalysis(), scoring, {});
    ASSERT_THAT(Await<Evaluation>([&](auto done) {
                  EvaluationStore(database()).Create(std::move(computed), "0.1.0", Stamp(), std::move(done));
                }),
                IsOk());
  }
  absl::StatusOr<Evaluation> Advance(LifeAction action, const Actor& actor, const std::string& file = "",
                                     const std::string& etag = "") {
    LifeOrder order{.key = kKey, .etag = etag, .step = {.action = action, .actor = actor}, .now_ms = 1704000001000};
    order.published_file = file;
    return Await<Evaluation>([&](auto done) { LifeStore(database()).Advance(std::move(order), std::move(done)); });
  }
  std::string StoredFile() { return EvaluationStore(database()).Read(kKey)->published_file; }
};
INSTANTIATE_TEST_SUITE_P(Backends, PublicationRowsTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(PublicationRowsTest, TheFileIsKeptAsItWasSigned) {
  ASSERT_THAT(Advance(LifeAction::kSubmit, kHead), IsOk());
  ASSERT_THAT(Advance(LifeAction::kReview, kReviewer), IsOk());
  EXPECT_EQ(StoredFile(), "");
  const absl::StatusOr<Evaluation> published = Advance(LifeAction::kPublish, kReviewer, kFile, "3");
  ASSERT_THAT(published, IsOk());
  EXPECT_EQ(published->published_file, kFile);
  database_.Reopen();
  EXPECT_EQ(StoredFile(), kFile);
}

TEST_P(PublicationRowsTest, ARefusedPublicationLeavesNoFile) {
  ASSERT_THAT(Advance(LifeAction::kSubmit, kHead), IsOk());
  EXPECT_THAT(Advance(LifeAction::kPublish, kReviewer, kFile), IsRefusal("STATE_FORBIDS", ""));
  ASSERT_THAT(Advance(LifeAction::kReview, kReviewer), IsOk());
  EXPECT_THAT(Advance(LifeAction::kPublish, kReviewer, kFile, "2"), IsRefusal("ETAG_STALE", "etag"))
      << "signed as it was before the review";
  EXPECT_EQ(StoredFile(), "");
  EXPECT_THAT(Advance(LifeAction::kPublish, kReviewer, kFile, "3"), IsOk());
  EXPECT_THAT(Advance(LifeAction::kPublish, kReviewer, "{}"), IsRefusal("STATE_FORBIDS", ""));
  EXPECT_EQ(StoredFile(), kFile);
}

}  // namespace
}  // namespace zhengping::reporting
