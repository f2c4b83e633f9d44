#include "common/storage/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DatabaseTest : public testing::TestWithParam<BackendKind> {
 protected:
  static Config Limits() {
    Config limits;
    limits.read_connections = 1;
    limits.read_queue_limit = 2;
    return limits;
  }

  TempDatabase database_{GetParam(), common::Migrations()};
};

INSTANTIATE_TEST_SUITE_P(Backends, DatabaseTest, testing::ValuesIn(Backends()), BackendName);

TEST_P(DatabaseTest, ReadSeesOnlyWhatIsCommittedAndDoesNotWait) {
  std::promise<void> has_written;
  std::promise<void> release;
  std::promise<absl::Status> done;
  database_->Write(
      [&](Connection& connection) {
        absl::Status status = InsertQuota(connection, 1);
        has_written.set_value();
        release.get_future().wait();
        return status;
      },
      [&](absl::Status status) { done.set_value(std::move(status)); });
  has_written.get_future().wait();
  EXPECT_THAT(QuotaIds(*database_), IsEmpty());  // returns while the writer is inside its transaction
  release.set_value();
  EXPECT_THAT(done.get_future().get(), IsOk());
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1));
}

TEST_P(DatabaseTest, ReadKeepsOneStateToItsEnd) {
  const absl::Status read = database_->Read([&](Connection& connection) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const std::vector<int64_t> before, QuotaIds(connection));
    EXPECT_THAT(before, IsEmpty());
    EXPECT_THAT(database_->WriteAndWait([](Connection& writer) { return InsertQuota(writer, 1); }), IsOk());
    ZP_ASSIGN_OR_RETURN(const std::vector<int64_t> after, QuotaIds(connection));
    EXPECT_THAT(after, IsEmpty());
    return absl::OkStatus();
  });
  EXPECT_THAT(read, IsOk());
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1));
}

TEST_P(DatabaseTest, ReadCannotWrite) {
  EXPECT_THAT(database_->Read([](Connection& connection) { return InsertQuota(connection, 1); }),
              StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(QuotaIds(*database_), IsEmpty());
}

TEST_P(DatabaseTest, AsynchronousReadAnswersOnAThreadOfItsOwn) {
  ASSERT_THAT(database_->WriteAndWait([](Connection& connection) { return InsertQuota(connection, 5); }), IsOk());
  std::promise<absl::StatusOr<std::vector<int64_t>>> read;
  std::thread::id thread;
  database_->ReadAsync([](Connection& connection) { return QuotaIds(connection); },
                       [&](absl::StatusOr<std::vector<int64_t>> ids) {
                         thread = std::this_thread::get_id();
                         read.set_value(std::move(ids));
                       });
  EXPECT_THAT(read.get_future().get(), IsOkAndHolds(ElementsAre(5)));
  EXPECT_NE(thread, std::this_thread::get_id());
}

TEST_P(DatabaseTest, ReadsBeyondTheQueueAreRefusedAtOnceAndThoseInItAnsweredAtTheEnd) {
  TempDatabase narrow(GetParam(), common::Migrations(), Limits());
  std::promise<void> is_held;
  std::promise<void> release;
  std::vector<absl::Status> outcomes;
  const auto record = [&](absl::Status status) { outcomes.push_back(std::move(status)); };
  narrow->ReadAsync(
      [&](Connection&) {
        is_held.set_value();
        release.get_future().wait();
        return absl::OkStatus();
      },
      record);
  is_held.get_future().wait();
  const auto read = [](Connection& connection) { return QuotaIds(connection).status(); };
  narrow->ReadAsync(read, record);
  narrow->ReadAsync(read, record);
  absl::Status refused;
  narrow->ReadAsync(read, [&](absl::Status status) { refused = std::move(status); });
  EXPECT_THAT(refused, IsRefusal("OVERLOADED"));
  release.set_value();
  narrow.Close();
  EXPECT_THAT(outcomes, ElementsAre(IsOk(), IsOk(), IsOk()));
}

TEST_P(DatabaseTest, IsInUseWhileItIsOpen) {
  EXPECT_THAT(Database::Open(database_.config(), common::Migrations()), IsRefusal("DATABASE_IN_USE"));
  database_.Close();
  EXPECT_THAT(Database::Open(database_.config(), common::Migrations()), IsOk());
}

TEST_P(DatabaseTest, LimitsBelowOneAreRefusedByName) {
  database_.Close();
  const std::pair<const char*, int Config::*> cases[] = {{"read_connections", &Config::read_connections},
                                                         {"read_queue_limit", &Config::read_queue_limit},
                                                         {"write_queue_limit", &Config::write_queue_limit},
                                                         {"write_batch_limit", &Config::write_batch_limit}};
  for (const auto& [name, limit] : cases) {
    SCOPED_TRACE(name);
    Config config = database_.config();
    config.*limit = 0;
    EXPECT_THAT(Database::Open(config, common::Migrations()), IsRefusal("LIMIT_OUT_OF_RANGE", name));
    config.*limit = 1;
    EXPECT_THAT(Database::Open(config, common::Migrations()), IsOk());
  }
}

TEST(OpenOrExit, SaysWhyAndExits) {
  EXPECT_EXIT(OpenOrExit({.path = "/absent/x.db"}, common::Migrations()), testing::ExitedWithCode(1), "/absent/x.db");
}

TEST_P(DatabaseTest, CommitListenerHearsOfEachCommitBeforeItsCallerDoes) {
  int commits = 0;
  const auto insert = [this](int id) {
    return database_->WriteAndWait([id](Connection& connection) { return InsertQuota(connection, id); });
  };
  database_->SetCommitListener([&commits] { ++commits; });
  ASSERT_THAT(insert(5), IsOk());
  EXPECT_EQ(commits, 1);
  EXPECT_FALSE(insert(5).ok());
  EXPECT_EQ(commits, 1) << "nothing was committed";
  database_->SetCommitListener(nullptr);
  ASSERT_THAT(insert(6), IsOk());
  EXPECT_EQ(commits, 1);
}

TEST_P(DatabaseTest, SoundDatabaseIsFoundSound) {
  ASSERT_THAT(database_->WriteAndWait([](Connection& connection) { return InsertQuota(connection, 5); }), IsOk());
  EXPECT_THAT(database_->CheckIntegrity(), IsOk());
}

}  // namespace
}  // namespace zhengping::storage
