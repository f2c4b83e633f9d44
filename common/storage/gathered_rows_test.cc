#include "common/storage/gathered_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/status/status_macros.h"
#include "common/storage/batch_fixture.h"
#include "common/testing/matchers.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr GatheredTable kQuotas = {.insert = "INSERT INTO quotas (id, name, note, seal)", .columns = 4};
constexpr GatheredTable kNames = {.insert = "INSERT INTO quotas (id, name)",
                                  .columns = 2,
                                  .on_conflict = "ON CONFLICT (id) DO UPDATE SET name = excluded.name",
                                  .key_columns = 1};

class GatheredRowsTest : public BatchFixture {
 protected:
  static Body Gather(int64_t id) {
    return [id](Connection& connection) { return GatherRow(connection, kQuotas, id, "quota", nullptr, nullptr); };
  }
  static Body Name(int64_t id, const std::string& name) {
    return [id, name](Connection& connection) { return GatherRow(connection, kNames, id, name); };
  }
  static Body GatherAndRefuse(int64_t id) {
    return [id](Connection& connection) -> absl::Status {
      ZP_RETURN_IF_ERROR(Gather(id)(connection));
      return Refuse(connection);
    };
  }

  std::vector<std::pair<int64_t, std::string>> Names() {
    const auto read = [](Connection& connection) {
      return Rows(connection, "SELECT id, name FROM quotas WHERE id > 0 ORDER BY id",
                  [](const Statement& row) { return std::pair(row.Int64(0), std::string(row.Text(1))); });
    };
    return database_->Read(read).value();
  }
};

INSTANTIATE_TEST_SUITE_P(Backends, GatheredRowsTest, testing::ValuesIn(Backends()), BackendName);

TEST_P(GatheredRowsTest, RowsOfABatchAreStoredWhateverTheirNumber) {
  // 200 = 3 * 64 + 8, three batches of which the last is short.
  std::vector<Body> bodies;
  for (int64_t id = 1; id <= 200; ++id) bodies.push_back(Gather(id));
  EXPECT_THAT(RunAsOneBatch(bodies), testing::Each(IsOk()));
  std::vector<int64_t> expected;
  for (int64_t id = 1; id <= 200; ++id) expected.push_back(id);
  EXPECT_EQ(QuotaIds(*database_), expected);
  EXPECT_EQ(database_->write_counts().batches_rerun, 0);
}

TEST_P(GatheredRowsTest, OneBodyMayGatherMoreThanAStatementTakes) {
  const auto many = [](Connection& connection) -> absl::Status {
    for (int64_t id = 1; id <= 131; ++id) ZP_RETURN_IF_ERROR(Gather(id)(connection));
    return absl::OkStatus();
  };
  EXPECT_THAT(database_->WriteAndWait(many), IsOk());
  EXPECT_EQ(QuotaIds(*database_).size(), 131u);
}

TEST_P(GatheredRowsTest, EveryKindOfValueComesBack) {
  const std::string blob("\0\xff seal", 7);
  const auto write = [&](Connection& connection) {
    return GatherRow(connection, kQuotas, int64_t{1} << 40, "中文; '\"", std::string(), BlobView{blob});
  };
  ASSERT_THAT(database_->WriteAndWait(write), IsOk());
  ASSERT_THAT(database_->WriteAndWait(Gather(2)), IsOk());
  const auto read = [](Connection& connection) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(Statement row, connection.Prepare("SELECT id, name, note, seal FROM quotas WHERE id > 0 "
                                                          "ORDER BY id DESC"));
    EXPECT_THAT(row.Step(), IsOkAndHolds(true));
    EXPECT_EQ(row.Int64(0), 1'099'511'627'776);
    EXPECT_EQ(row.Text(1), "中文; '\"");
    EXPECT_EQ(row.Text(2), "");
    EXPECT_EQ(row.Blob(3), absl::string_view("\0\xff seal", 7));
    EXPECT_THAT(row.Step(), IsOkAndHolds(true));
    EXPECT_TRUE(row.IsNull(2));
    EXPECT_TRUE(row.IsNull(3));
    return absl::OkStatus();
  };
  EXPECT_THAT(database_->Read(read), IsOk());
}

TEST_P(GatheredRowsTest, LaterRowOfTheSameKeyTakesThePlaceOfTheEarlier) {
  ASSERT_THAT(database_->WriteAndWait(Name(1, "stored")), IsOk());
  EXPECT_THAT(RunAsOneBatch({Name(1, "first"), Name(2, "other"), Name(1, "second")}), testing::Each(IsOk()));
  EXPECT_THAT(Names(), ElementsAre(Pair(1, "second"), Pair(2, "other")));
  EXPECT_EQ(database_->write_counts().batches_rerun, 0);
}

TEST_P(GatheredRowsTest, WhoReadsHasThemStoredFirst) {
  std::vector<int64_t> seen;
  bool was_gathered = false, is_gathered = true;
  const Body reads = [&](Connection& connection) -> absl::Status {
    const Value one[] = {1};
    was_gathered = IsGathered(connection, kNames, one);
    ZP_RETURN_IF_ERROR(StoreGathered(connection));
    is_gathered = IsGathered(connection, kNames, one);
    ZP_ASSIGN_OR_RETURN(seen, QuotaIds(connection));
    return Refuse(connection);
  };
  EXPECT_THAT(RunAsOneBatch({Name(1, "a"), reads, Name(2, "b")}),
              ElementsAre(IsOk(), IsRefusal("BALANCE_INSUFFICIENT"), IsOk()));
  EXPECT_THAT(seen, ElementsAre(1));
  EXPECT_TRUE(was_gathered);
  EXPECT_FALSE(is_gathered);
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
  // It wrote others' rows and none of its own.
  EXPECT_EQ(database_->write_counts().batches_rerun, 0);
}

TEST_P(GatheredRowsTest, BodyThatIsRefusedAfterItGatheredLeavesNoTraceAndSpoilsNobody) {
  EXPECT_THAT(RunAsOneBatch({Gather(1), GatherAndRefuse(99), Gather(2)}),
              ElementsAre(IsOk(), IsRefusal("BALANCE_INSUFFICIENT"), IsOk()));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
  EXPECT_EQ(database_->write_counts().batches_rerun, 1);
  EXPECT_THAT(database_->WriteAndWait(GatherAndRefuse(99)), IsRefusal("BALANCE_INSUFFICIENT"));
  EXPECT_THAT(database_->WriteAndWait(Gather(3)), IsOk());
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2, 3));
}

TEST_P(GatheredRowsTest, RowThatTheDatabaseRefusesSpoilsNobody) {
  EXPECT_THAT(RunAsOneBatch({Gather(1), Gather(1), Gather(2)}),
              ElementsAre(IsOk(), StatusIs(absl::StatusCode::kInternal), IsOk()));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
}

TEST_P(GatheredRowsTest, GenerationTellsWhetherWhatABodyKeptIsStored) {
  const auto generation = [this] {
    return database_->WriteAndWait(
        [](Connection& connection) -> absl::StatusOr<int64_t> { return connection.generation(); });
  };
  const int64_t first = generation().value();
  EXPECT_THAT(database_->WriteAndWait(Gather(1)), IsOk());
  EXPECT_THAT(database_->WriteAndWait(Refuse), IsRefusal("BALANCE_INSUFFICIENT"));
  EXPECT_THAT(generation(), IsOkAndHolds(first));  // nothing came to nothing
  EXPECT_THAT(database_->WriteAndWait(GatherAndRefuse(2)), IsRefusal("BALANCE_INSUFFICIENT"));
  const int64_t second = generation().value();
  EXPECT_NE(second, first);
  // At the commit itself, as a deferred constraint has it.
  const Body orphan = [](Connection& connection) {
    return connection.Execute("INSERT INTO payments (quota_id, amount_fen) VALUES ($1, $2)", 77, 1);
  };
  EXPECT_THAT(database_->WriteAndWait(orphan), StatusIs(absl::StatusCode::kInternal));
  EXPECT_NE(generation().value(), second);
}

}  // namespace
}  // namespace zhengping::storage
