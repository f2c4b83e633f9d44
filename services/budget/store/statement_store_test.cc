#include "services/budget/store/statement_store.h"

#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

class StatementStoreTest : public LedgerStoreFixture {
 protected:
  StatementUpdate UpdateOf(int64_t headcount) {
    StatementUpdate update;
    update.key = Year();
    StatementRow authorized;
    authorized.item = "authorized_headcount";
    authorized.cell(StatementColumn::kActual) = {.state = CellState::kValue, .value = headcount, .source = ""};
    StatementRow area;
    area.item = "building_area";
    area.cell(StatementColumn::kActual) = {
        .state = CellState::kValue, .value = *Quotient(Rational(1001), Rational(3)), .source = "工程决算"};
    area.cell(StatementColumn::kBudget) = {.state = CellState::kNotApplicable, .value = {}, .source = ""};
    update.rows = std::vector<StatementRow>{authorized, area};
    update.stamp = Stamp();
    return update;
  }
  absl::StatusOr<FiledStatement> Update(StatementUpdate update) {
    return Await<FiledStatement>([&](auto done) { statements_.Update(std::move(update), std::move(done)); });
  }
  absl::StatusOr<FiledStatement> Get(int64_t revision) {
    return Await<FiledStatement>([&](auto done) { statements_.Get(Year(), revision, std::move(done)); });
  }

  StatementStore statements_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, StatementStoreTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(StatementStoreTest, UnfiledStatementHasRevisionZero) {
  const absl::StatusOr<FiledStatement> filed = Get(0);
  ASSERT_THAT(filed, IsOk());
  EXPECT_EQ(filed->revision, 0);
  EXPECT_THAT(Get(1), IsRefusal("REVISION_NOT_FOUND"));
}

TEST_P(StatementStoreTest, ChangeIsARevisionOfTheYearAndOldOnesStay) {
  ASSERT_THAT(Update(UpdateOf(46)), IsOk());
  const absl::StatusOr<FiledStatement> second = Update(UpdateOf(50));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->revision, 2);
  EXPECT_EQ(second->statement.rows, *UpdateOf(50).rows);
  EXPECT_EQ(Get(1)->statement.rows, *UpdateOf(46).rows);
  EXPECT_EQ(ReadYear().head.revision, 2);
  EXPECT_NE(ReadYear().head.digest, ReadYear(1).digest);
  // The same again is no change; prose alone is one.
  EXPECT_EQ(Update(UpdateOf(50))->revision, 2);
  StatementUpdate prose;
  prose.key = Year();
  prose.economy_measures = "压减会议。";
  prose.stamp = Stamp();
  const absl::StatusOr<FiledStatement> third = Update(prose);
  ASSERT_THAT(third, IsOk());
  EXPECT_EQ(third->revision, 3);
  EXPECT_EQ(third->statement.rows.size(), 2u);
}

TEST_P(StatementStoreTest, RefusedChangeLeavesNoTrace) {
  ASSERT_THAT(Update(UpdateOf(46)), IsOk());
  StatementUpdate stale = UpdateOf(50);
  stale.expected_revision = 7;
  EXPECT_THAT(Update(stale), IsRefusal("ETAG_STALE", "statement.etag"));
  StatementUpdate wrong = UpdateOf(50);
  (*wrong.rows)[0].item = "no_such_item";
  EXPECT_THAT(Update(wrong), IsRefusal("STATEMENT_ITEM_UNKNOWN", "statement.rows[0].item"));
  StatementUpdate nowhere = UpdateOf(50);
  nowhere.key.department.department = "404";
  EXPECT_THAT(Update(nowhere), IsRefusal("DEPARTMENT_NOT_FOUND"));
  EXPECT_EQ(Get(0)->revision, 1);
}

TEST_P(StatementStoreTest, RetryIsAnsweredAsTheFirstTime) {
  StatementUpdate update = UpdateOf(46);
  update.stamp = Stamp("7c9e6679-7425-40de-944b-e07fc1f90ae7", "a");
  ASSERT_THAT(Update(update), IsOk());
  ASSERT_THAT(Update(UpdateOf(50)), IsOk());
  EXPECT_EQ(Update(update)->statement.rows, *UpdateOf(46).rows);
  update.stamp.content_digest = "b";
  EXPECT_THAT(Update(update), IsRefusal("REQUEST_ID_REUSED", "request_id"));
}

}  // namespace
}  // namespace zhengping::budget
