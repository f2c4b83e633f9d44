#include "services/reporting/store/narrative_store.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

class NarrativeStoreTest : public StoreFixture {
 protected:
  const YearKey key_ = {.department = {"430503000", "403"}, .fiscal_year = 2023};

  absl::StatusOr<KeptYear> Change(NarrativeChange change) {
    change.key = key_;
    return Await<KeptYear>([&](auto done) { store_.Change(std::move(change), Stamp(), std::move(done)); });
  }

  NarrativeStore store_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, NarrativeStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

NarrativeChange FromCase() {
  return {.narrative = "一、绩效\n推广人次{{湘易办推广人次}}。",
          .case_head = CaseHead{.framework = "frameworks/self-evaluation-2020",
                                .source = "公开文本",
                                .illustrative_tables = {"指标账", "“引号”,逗号"}},
          .department_display_name = "翠园街道办事处"};
}

TEST_P(NarrativeStoreTest, KeepsWhatACaseBrings) {
  EXPECT_EQ(store_.Read(key_)->revision, 0) << "nothing is kept yet";
  ASSERT_THAT(Change(FromCase()), IsOk());
  const absl::StatusOr<KeptYear> kept = store_.Read(key_);
  ASSERT_THAT(kept, IsOk());
  EXPECT_EQ(kept->revision, 1);
  EXPECT_EQ(kept->narrative, *FromCase().narrative);
  EXPECT_EQ(kept->case_head, *FromCase().case_head);
  EXPECT_EQ(kept->department_display_name, "翠园街道办事处");
  EXPECT_EQ(*Await<KeptYear>([&](auto done) { store_.Get(key_, std::move(done)); }), *kept);
  EXPECT_EQ(store_.Read({key_.department, 2022})->revision, 0) << "of that year only";
  EXPECT_EQ(store_.Read({{"430503000", "404"}, 2023})->revision, 0) << "of that department only";
}

TEST_P(NarrativeStoreTest, TheRevisionMovesOnlyWhenSomethingDiffers) {
  ASSERT_THAT(Change(FromCase()), IsOk());
  EXPECT_EQ(Change(FromCase())->revision, 1) << "the same case again";
  EXPECT_EQ(Change({})->revision, 1) << "nothing to change";
  EXPECT_EQ(Change({.narrative = "二、"})->revision, 2);
  EXPECT_EQ(store_.Read(key_)->case_head, *FromCase().case_head) << "what is not named stays";
  EXPECT_EQ(Change({.case_head = CaseHead{}})->revision, 3);
  EXPECT_EQ(Change({.department_display_name = ""})->revision, 4);
}

TEST_P(NarrativeStoreTest, RefusedChangeLeavesNoTrace) {
  EXPECT_THAT(Change({.narrative = "一、", .on_missing = OnMissing::kRefuse}),
              IsRefusal("NARRATIVE_NOT_FOUND", "narrative.name"));
  EXPECT_EQ(store_.Read(key_)->revision, 0);
  ASSERT_THAT(Change(FromCase()), IsOk());
  EXPECT_THAT(Change({.narrative = "一、", .expected_revision = 2}), IsRefusal("ETAG_STALE", "narrative.etag"));
  EXPECT_EQ(store_.Read(key_)->narrative, *FromCase().narrative);
  EXPECT_EQ(Change({.narrative = "一、", .expected_revision = 1, .on_missing = OnMissing::kRefuse})->revision, 2);
}

}  // namespace
}  // namespace zhengping::reporting
