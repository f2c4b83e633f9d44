#include "services/reporting/store/claimed_sheet_store.h"

#include <gtest/gtest.h>

#include "common/status/status_macros.h"
#include "common/testing/matchers.h"
#include "services/reporting/store/narrative_store.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

class ClaimedSheetStoreTest : public StoreFixture {
 protected:
  const YearKey key_ = {.department = {"430503000", "403"}, .fiscal_year = 2023};

  absl::StatusOr<KeptYear> Keep(const std::optional<WrittenSheet>& sheet) {
    NarrativeChange change{.key = key_, .claimed_sheet = sheet};
    return Await<KeptYear>([&](auto done) { narratives_.Change(std::move(change), Stamp(), std::move(done)); });
  }

  int64_t Revisions() {
    return *database().Read([](storage::Connection& connection) -> absl::StatusOr<int64_t> {
      ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> count,
                          FirstRow(connection, "SELECT COUNT(*) FROM claimed_sheets",
                                   [](const storage::Statement& row) { return row.Int64(0); }));
      return count.value_or(0);
    });
  }

  NarrativeStore narratives_{database()};
  ClaimedSheetStore store_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, ClaimedSheetStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

WrittenSheet SmallSheet() {
  return {.file = "claimed.csv",
          .headings = {{"payments", "全年执行数(万元)"}},
          .rows = {{.row = 2, .cells = {{"row_kind", "资金"}, {"item", "年度资金总额"}, {"payments", "89.974"}}},
                   {.row = 3, .cells = {{"row_kind", "指标"}, {"kpi_lv3", "“引号”,\n换行"}, {"score", "≥8"}}}}};
}

TEST_P(ClaimedSheetStoreTest, CellsComeBackAsTheyWereWritten) {
  EXPECT_EQ(*store_.Read(key_), std::nullopt) << "nothing is kept yet";
  ASSERT_THAT(Keep(SmallSheet()), IsOk());
  EXPECT_EQ(*store_.Read(key_), SmallSheet());
  EXPECT_EQ(*store_.Read({key_.department, 2022}), std::nullopt) << "of that year only";
  EXPECT_EQ(*store_.Read({{"430503000", "404"}, 2023}), std::nullopt) << "of that department only";
}

TEST_P(ClaimedSheetStoreTest, ARevisionIsAddedOnlyWhenACellDiffers) {
  ASSERT_THAT(Keep(SmallSheet()), IsOk());
  ASSERT_THAT(Keep(SmallSheet()), IsOk());
  ASSERT_THAT(Keep(std::nullopt), IsOk()) << "a case without a sheet leaves the one that is there";
  EXPECT_EQ(Revisions(), 1);
  WrittenSheet corrected = SmallSheet();
  corrected.rows[0].cells["payments"] = "90";
  ASSERT_THAT(Keep(corrected), IsOk());
  EXPECT_EQ(Revisions(), 2);
  EXPECT_EQ(*store_.Read(key_), corrected);
}

// The sheet is no part of an evaluation: it moves no revision that a watermark names.
TEST_P(ClaimedSheetStoreTest, TheNarrativesRevisionStays) { EXPECT_EQ(Keep(SmallSheet())->revision, 0); }

}  // namespace
}  // namespace zhengping::reporting
