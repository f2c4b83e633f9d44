#include "services/budget/store/department_store.h"

#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

class DepartmentStoreTest : public LedgerStoreFixture {
 protected:
  absl::StatusOr<DepartmentRow> Update(DepartmentUpdate update) {
    update.stamp = Stamp();
    return Await<DepartmentRow>([&](auto done) { departments().Update(update, std::move(done)); });
  }
  std::vector<DepartmentRow> List(const std::string& display_name, const std::string& after, int64_t limit) {
    return *Await<std::vector<DepartmentRow>>(
        [&](auto done) { departments().List("430503000", display_name, after, limit, std::move(done)); });
  }
};
INSTANTIATE_TEST_SUITE_P(Backends, DepartmentStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

DepartmentUpdate Named(const std::string& code, const std::string& display_name) {
  DepartmentUpdate update;
  update.change.name = {.division = "430503000", .department = code};
  update.change.display_name = display_name;
  update.on_missing = OnMissing::kCreate;
  return update;
}

TEST_P(DepartmentStoreTest, ChangeTouchesOnlyWhatItNames) {
  DepartmentUpdate update = Named("403", "翠园街道办事处");
  update.change.budget_units = std::vector<BudgetUnit>{{.code = "403001", .display_name = "本级"}};
  update.change.unit_kind = "街道办事处";
  ASSERT_THAT(Update(update), IsOk());
  DepartmentUpdate rename;
  rename.change.name = kCuiyuan;
  rename.change.division_display_name = "邵阳市大祥区";
  const absl::StatusOr<DepartmentRow> row = Update(rename);
  ASSERT_THAT(row, IsOk());
  EXPECT_EQ(row->display_name, "翠园街道办事处");
  EXPECT_EQ(row->unit_kind, "街道办事处");
  EXPECT_EQ(row->budget_units.size(), 1u);
  EXPECT_EQ(row->version, 3);
  // The same again is no change.
  EXPECT_EQ(Update(rename)->version, 3);
}

TEST_P(DepartmentStoreTest, MissingDepartmentIsRefusedUnlessItMayBeCreated) {
  DepartmentUpdate update = Named("404", "火车站街道办事处");
  update.on_missing = OnMissing::kRefuse;
  EXPECT_THAT(Update(update), IsRefusal("DEPARTMENT_NOT_FOUND"));
  update.on_missing = OnMissing::kCreate;
  update.mode = Mode::kValidateOnly;
  ASSERT_THAT(Update(update), IsOk());
  EXPECT_EQ(List("", "403", 10).size(), 0u);
  update.mode = Mode::kWrite;
  ASSERT_THAT(Update(update), IsOk());
  EXPECT_EQ(List("", "403", 10).size(), 1u);
  EXPECT_THAT(Update(Named("405", "")), IsRefusal("DISPLAY_NAME_MISSING", "department.display_name"));
}

TEST_P(DepartmentStoreTest, StaleVersionIsRefused) {
  DepartmentUpdate update = Named("403", "另一个名称");
  update.expected_version = 7;
  EXPECT_THAT(Update(update), IsRefusal("ETAG_STALE", "department.etag"));
  update.expected_version = 1;
  EXPECT_THAT(Update(update), IsOk());
}

TEST_P(DepartmentStoreTest, ListIsOrderedAndGoesOnAfterAKey) {
  ASSERT_THAT(Update(Named("406", "丙")), IsOk());
  ASSERT_THAT(Update(Named("404", "甲")), IsOk());
  ASSERT_THAT(Update(Named("405", "甲")), IsOk());
  const std::vector<DepartmentRow> first = List("", "", 2);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].name.department, "403");
  EXPECT_EQ(first[1].name.department, "404");
  EXPECT_EQ(List("", "404", 10).size(), 2u);
  EXPECT_EQ(List("甲", "", 10).size(), 2u);
}

}  // namespace
}  // namespace zhengping::budget
