#include "services/reporting/store/standing_store.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "services/reporting/store/evaluation_store.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

class StandingStoreTest : public StoreFixture {
 protected:
  void Create(const std::string& department, const std::string& framework, const std::string& project = "",
              bool is_half_year = false) {
    Computed computed;
    computed.content.department = {"430503000", department};
    computed.content.fiscal_year = 2023;
    computed.content.project = project;
    if (is_half_year) computed.content.as_of = *ParseDate("2023-06-30");
    computed.content.scorecard.framework = framework;
    computed.content_digest = ContentDigest(computed.content);
    ASSERT_THAT(Await<Evaluation>(
                    [&](auto done) { evaluations_.Create(std::move(computed), "0.1.0", Stamp(), std::move(done)); }),
                IsOk());
  }
  void SetState(const std::string& department, int64_t number, int64_t state) {
    ASSERT_THAT(database().WriteAndWait([&](storage::Connection& connection) {
      return connection.Execute(
          "UPDATE evaluations SET state = $1, step = step + 1 WHERE department = $2 AND number = $3", state, department,
          number);
    }),
                IsOk());
  }
  std::string Counting(const std::string& framework = "") {
    std::string found;
    const auto keys = store_.Counting("430503000", 2023, framework);
    EXPECT_THAT(keys, IsOk());
    for (const StandingKey& key : *keys) {
      found += key.evaluation.year.code() + "/" + std::to_string(key.evaluation.number) + "@" +
               std::to_string(key.step) + " ";
    }
    return found;
  }

  EvaluationStore evaluations_{database()};
  StandingStore store_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, StandingStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(StandingStoreTest, TheLatestOfTheWholeYearCounts) {
  Create("101", "frameworks/a");
  Create("101", "frameworks/b");
  Create("101", "frameworks/a", "p1");
  Create("101", "frameworks/a", "", /*is_half_year=*/true);
  Create("102", "frameworks/a");
  EXPECT_EQ(Counting(), "101/2@1 102/1@1 ");
  EXPECT_EQ(Counting("frameworks/a"), "101/1@1 102/1@1 ");
  EXPECT_EQ(Counting("frameworks/c"), "");
}

TEST_P(StandingStoreTest, APublishedOneCountsUntilItIsSuperseded) {
  for (int i = 0; i < 3; ++i) Create("101", "frameworks/a");
  SetState("101", 2, 5);
  EXPECT_EQ(Counting(), "101/2@2 ") << "the draft after it does not count";
  SetState("101", 2, 6);
  SetState("101", 3, 5);
  EXPECT_EQ(Counting(), "101/3@2 ");
}

}  // namespace
}  // namespace zhengping::reporting
