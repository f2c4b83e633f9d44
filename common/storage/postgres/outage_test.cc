// Goal: a server that goes away takes nothing of what was acknowledged with it, and the service goes on when it is
// back, without a restart. Method: a server of the test's own is stopped without a farewell, or its connections are
// cut.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/storage/postgres/administrator_fixture.h"
#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/postgres_cluster.h"
#include "common/testing/temp_database.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

auto Insert(int64_t id) {
  return [id](Connection& connection) { return InsertQuota(connection, id); };
}

// Asks again while the answer is that the server is away, five seconds at most.
template <typename Ask>
auto OnceAvailable(Ask ask) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (true) {
    auto answer = ask();
    if (StatusOf(answer).code() != absl::StatusCode::kUnavailable) return answer;
    if (std::chrono::steady_clock::now() > limit) return answer;
  }
}

class OutageTest : public testing::Test {
 protected:
  void SetUp() override {
    config_.conninfo = cluster_.conninfo();
    config_.schema = "trial";
    auto opened = Database::Open(config_, common::Migrations());
    ASSERT_THAT(opened, IsOk());
    database_ = *std::move(opened);
  }

  PostgresCluster cluster_;
  Config config_;
  std::unique_ptr<Database> database_;
};

TEST_F(OutageTest, ServerThatComesBackIsUsedAgain) {
  ASSERT_THAT(database_->WriteAndWait(Insert(1)), IsOk());
  for (int64_t round = 2; round <= 3; ++round) {
    cluster_.Stop();
    EXPECT_THAT(database_->WriteAndWait(Insert(99)), IsRefusal("STORAGE_UNAVAILABLE"));
    EXPECT_THAT(database_->Read([](Connection& connection) { return QuotaIds(connection); }),
                IsRefusal("STORAGE_UNAVAILABLE"));
    EXPECT_THAT(database_->Probe(), StatusIs(absl::StatusCode::kUnavailable));
    cluster_.Start();
    EXPECT_THAT(OnceAvailable([&] { return database_->WriteAndWait(Insert(round)); }), IsOk());
    EXPECT_THAT(OnceAvailable([&] { return database_->Probe(); }), IsOk());
  }
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2, 3));
}

TEST_F(OutageTest, TransactionWhoseServerGoesAwayLeavesNoTrace) {
  const auto insert_while_it_goes = [this](Connection& connection) {
    absl::Status status = InsertQuota(connection, 1);
    cluster_.Stop();
    return status;
  };
  EXPECT_THAT(database_->WriteAndWait(insert_while_it_goes), IsRefusal("STORAGE_UNAVAILABLE"));
  cluster_.Start();
  EXPECT_THAT(OnceAvailable([&] { return database_->WriteAndWait(Insert(2)); }), IsOk());
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(2));
}

// The bodies of a batch whose connection breaks run once more, each by itself, on a connection that is made anew.
TEST_F(OutageTest, BatchWhoseConnectionBreaksIsRunAgain) {
  Administrator administrator(config_);
  std::promise<void> is_held;
  std::promise<void> release;
  std::promise<void> all_done;
  std::vector<absl::Status> outcomes;
  const auto record = [&](const absl::Status& outcome) {
    outcomes.push_back(outcome);
    if (outcomes.size() == 3) all_done.set_value();
  };
  database_->Write(
      [&](Connection&) {
        is_held.set_value();
        release.get_future().wait();
        return absl::OkStatus();
      },
      [](const absl::Status&) {});
  is_held.get_future().wait();
  database_->Write(Insert(1), record);
  database_->Write(
      [&, is_first_run = true](Connection& connection) mutable {
        if (is_first_run) administrator.CutConnections(config_);
        is_first_run = false;
        return InsertQuota(connection, 2);
      },
      record);
  database_->Write(Insert(3), record);
  release.set_value();
  all_done.get_future().wait();
  EXPECT_THAT(outcomes, ElementsAre(IsOk(), IsOk(), IsOk()));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2, 3));
  EXPECT_EQ(database_->write_counts().batches_rerun, 1);
}

TEST_F(OutageTest, ConnectionThatBrokeBetweenTwoWritesIsMadeAnewUnnoticed) {
  Administrator administrator(config_);
  ASSERT_THAT(database_->WriteAndWait(Insert(1)), IsOk());
  administrator.CutConnections(config_);
  EXPECT_THAT(database_->WriteAndWait(Insert(2)), IsOk());
  EXPECT_THAT(Database::Open(config_, common::Migrations()), IsRefusal("DATABASE_IN_USE")) << "the lock was lost";
}

// What the first process remembers of the database does not hold any more.
TEST_F(OutageTest, WriterWhoseDatabaseAnotherProcessHadDoesNotWriteOn) {
  Administrator administrator(config_);
  ASSERT_THAT(database_->WriteAndWait(Insert(1)), IsOk());
  administrator.CutConnections(config_);
  {
    const auto other = Database::Open(config_, common::Migrations());
    ASSERT_THAT(other, IsOk());
    EXPECT_THAT((*other)->WriteAndWait(Insert(2)), IsOk());
    EXPECT_THAT(database_->WriteAndWait(Insert(3)), IsRefusal("STORAGE_UNAVAILABLE"));
  }
  // Longer than it waits before it tries the server again.
  const auto limit = std::chrono::steady_clock::now() + std::chrono::milliseconds(600);
  absl::Status last;
  do {
    last = database_->WriteAndWait(Insert(4));
  } while (absl::IsUnavailable(last) && std::chrono::steady_clock::now() < limit);
  EXPECT_THAT(last, IsRefusal("STORAGE_UNAVAILABLE"));
  EXPECT_THAT(std::string(last.message()), testing::HasSubstr("重启"));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
  database_ = nullptr;
  EXPECT_THAT(Database::Open(config_, common::Migrations()), IsOk());
}

TEST_F(OutageTest, DamagedFileIsFound) {
  ASSERT_THAT(database_->WriteAndWait([](Connection& connection) -> absl::Status {
    for (int64_t id = 1; id <= 500; ++id) ZP_RETURN_IF_ERROR(InsertQuota(connection, id));
    return absl::OkStatus();
  }),
              IsOk());
  ASSERT_THAT(database_->CheckIntegrity(), IsOk());
  const std::string file = [&] {
    Administrator administrator(config_);
    administrator.Ask("CHECKPOINT");
    return absl::StrCat(administrator.Ask("SHOW data_directory"), "/",
                        administrator.Ask("SELECT pg_relation_filepath('quotas')"));
  }();
  cluster_.Stop();
  std::fstream rows(file, std::ios::in | std::ios::out | std::ios::binary);
  rows.seekp(8192 - 500);
  rows << "damaged";
  rows.close();
  cluster_.Start();
  EXPECT_THAT(OnceAvailable([&] { return database_->CheckIntegrity(); }), IsRefusal("DATABASE_CORRUPT"));
}

TEST_F(OutageTest, IndexesAreCheckedWhereTheExtensionIs) {
  Administrator(config_).Ask("CREATE EXTENSION amcheck");
  ASSERT_THAT(database_->WriteAndWait(Insert(1)), IsOk());
  EXPECT_THAT(database_->CheckIntegrity(), IsOk());
}

}  // namespace
}  // namespace zhengping::storage
