#include "services/reporting/store/rectification_store.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

class RectificationStoreTest : public StoreFixture {
 protected:
  const DepartmentName department_ = {"430503000", "403"};

  static RectificationItem Item(const std::string& id, int fiscal_year = 2023) {
    return {.id = id,
            .fiscal_year = fiscal_year,
            .evaluation = "2023-1",
            .subject = "release_timing",
            .is_finding = true,
            .display_name = "专项资金下达时间不明确",
            .problem = "9项中3项没有时间",
            .figure_name = "undated_share",
            .figure_display_name = "占比",
            .figure = *Quotient(Rational(1), Rational(3)),
            .figure_unit = "percent",
            .measure = "明确时间"};
  }

  absl::StatusOr<MadeItems> Make(std::vector<RectificationItem> items) {
    return Await<MadeItems>([&](auto done) { store_.Make(department_, std::move(items), Stamp(), std::move(done)); });
  }
  absl::StatusOr<RectificationItem> Change(const std::string& id, const std::string& etag, ItemChange change) {
    return Await<RectificationItem>(
        [&](auto done) { store_.Change(department_, id, etag, std::move(change), Stamp(), std::move(done)); });
  }

  RectificationStore store_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, RectificationStoreTest, testing::ValuesIn(storage::Backends()),
                         storage::BackendName);

TEST_P(RectificationStoreTest, ItemsAreMadeOnce) {
  ASSERT_EQ(Make({Item("2023-a"), Item("2023-b")})->created_count, 2);
  ASSERT_THAT(Change("2023-a", "1", {.owner = "党政办"}), IsOk());
  const absl::StatusOr<MadeItems> again = Make({Item("2023-a"), Item("2023-c")});
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->created_count, 1);
  EXPECT_EQ(again->items[0].owner, "党政办") << "what is there stays";
  EXPECT_EQ(store_.ReadYear({department_, 2023})->size(), 3u);
}

TEST_P(RectificationStoreTest, AnItemComesBackAsItWasWritten) {
  ASSERT_THAT(Make({Item("2023-a")}), IsOk());
  RectificationItem expected = Item("2023-a");
  expected.owner = "财政所";
  expected.due_date = Date::FromYmd(2024, 6, 30);
  expected.state = RectificationState::kDone;
  expected.evidence = {"下达文件.pdf", "“引号”\n换行"};
  expected.step = 2;
  expected.update_time_ms = Stamp().now_ms;
  const absl::StatusOr<RectificationItem> changed = Change("2023-a", "",
                                                           {.owner = "财政所",
                                                            .due_date = Date::FromYmd(2024, 6, 30),
                                                            .state = RectificationState::kDone,
                                                            .evidence = expected.evidence});
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(*changed, expected);
  EXPECT_EQ((*store_.ReadYear({department_, 2023}))[0], expected);
}

TEST_P(RectificationStoreTest, ARefusedChangeLeavesNoTrace) {
  ASSERT_THAT(Make({Item("2023-a")}), IsOk());
  EXPECT_THAT(Change("2023-a", "7", {.owner = "x"}), IsRefusal("ETAG_STALE", "etag"));
  EXPECT_THAT(Change("2023-x", "", {.owner = "x"}), IsRefusal("RECTIFICATION_ITEM_NOT_FOUND", "name"));
  EXPECT_THAT(Change("2023-a", "1", {.owner = "x", .state = RectificationState::kVerified}),
              IsRefusal("RECTIFICATION_STATE_FORBIDS", "state"));
  EXPECT_EQ((*store_.ReadYear({department_, 2023}))[0].owner, "");
  EXPECT_EQ((*store_.ReadYear({department_, 2023}))[0].step, 1);
}

TEST_P(RectificationStoreTest, NothingChangedMovesNoEtag) {
  ASSERT_THAT(Make({Item("2023-a")}), IsOk());
  EXPECT_EQ(Change("2023-a", "1", {.measure = "明确时间"})->step, 1);
}

TEST_P(RectificationStoreTest, PagesGoOnAfterTheLastOneOfAYear) {
  ASSERT_THAT(Make({Item("2022-a", 2022), Item("2023-a"), Item("2023-b")}), IsOk());
  const auto ids = [this](ItemQuery query) {
    std::string joined;
    query.department = department_;
    const std::vector<RectificationItem> items = *store_.Read(query);
    for (const RectificationItem& item : items) joined += item.id + " ";
    return joined;
  };
  EXPECT_EQ(ids({.limit = 2}), "2022-a 2023-a ");
  EXPECT_EQ(ids({.after = "2023-a", .limit = 2}), "2023-b ");
  EXPECT_EQ(ids({.fiscal_year = 2023, .limit = 10}), "2023-a 2023-b ");
  EXPECT_TRUE(store_.ReadYear({{"430503000", "404"}, 2023})->empty());
}

}  // namespace
}  // namespace zhengping::reporting
