#include "common/storage/writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/status/refusal.h"
#include "common/storage/batch_fixture.h"
#include "common/storage/trial_schema.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_database.h"

namespace zhengping::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using WriterTest = BatchFixture;

INSTANTIATE_TEST_SUITE_P(Backends, WriterTest, testing::ValuesIn(Backends()), BackendName);

TEST_P(WriterTest, WaitingWritesShareOneCommitAndKeepTheirOrder) {
  std::vector<Body> bodies;
  auto order = std::make_shared<std::vector<int64_t>>();
  for (int64_t id = 1; id <= 100; ++id) {
    bodies.push_back([id, order](Connection& connection) {
      order->push_back(id);
      return InsertQuota(connection, id);
    });
  }
  const std::vector<absl::Status> outcomes = RunAsOneBatch(bodies);
  for (const absl::Status& outcome : outcomes) EXPECT_THAT(outcome, IsOk());
  const std::vector<int64_t> stored = QuotaIds(*database_);
  EXPECT_EQ(stored.size(), 100u);
  EXPECT_EQ(*order, stored);
  // The one that held, 64, and the other 36.
  EXPECT_EQ(database_->write_counts().transactions_committed, 3);
  EXPECT_EQ(database_->write_counts().bodies_committed, 101);
}

TEST_P(WriterTest, WritesOfManyThreadsAllLand) {
  constexpr int kThreads = 8;
  constexpr int kWrites = 40;
  std::vector<std::thread> threads;
  for (int64_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this, thread] {
      for (int64_t i = 1; i <= kWrites; ++i) {
        const int64_t id = thread * 1000 + i;
        EXPECT_THAT(database_->WriteAndWait([id](Connection& connection) { return InsertQuota(connection, id); }),
                    IsOk());
        // A read that begins after the answer sees the write.
        const std::vector<int64_t> seen = QuotaIds(*database_);
        EXPECT_THAT(seen, testing::Contains(id));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(QuotaIds(*database_).size(), size_t{kThreads * kWrites});
}

TEST_P(WriterTest, RefusedBodyLeavesItsNeighboursInTheSameCommit) {
  const std::vector<absl::Status> outcomes = RunAsOneBatch({Insert(1), Refuse, Insert(2)});
  EXPECT_THAT(outcomes, ElementsAre(IsOk(), IsRefusal("BALANCE_INSUFFICIENT"), IsOk()));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
  EXPECT_EQ(database_->write_counts().batches_rerun, 0);
  EXPECT_EQ(database_->write_counts().transactions_committed, 2);
}

TEST_P(WriterTest, ErrorAfterAWriteLeavesNoTraceAndSpoilsNobody) {
  const Body writes_then_refuses = [](Connection& connection) -> absl::Status {
    ZP_RETURN_IF_ERROR(InsertQuota(connection, 99));
    return Refuse(connection);
  };
  const std::vector<absl::Status> outcomes = RunAsOneBatch({Insert(1), writes_then_refuses, Insert(2)});
  EXPECT_THAT(outcomes, ElementsAre(IsOk(), IsRefusal("BALANCE_INSUFFICIENT"), IsOk()));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
  EXPECT_EQ(database_->write_counts().batches_rerun, 1);
  // Alone it fares the same.
  EXPECT_THAT(database_->WriteAndWait(writes_then_refuses), IsRefusal("BALANCE_INSUFFICIENT"));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
}

TEST_P(WriterTest, DatabaseErrorSpoilsNobodyEvenWhenItsBodyIgnoresIt) {
  const Body ignores_error = [](Connection& connection) {
    InsertQuota(connection, 50).IgnoreError();
    connection.Execute("INSERT INTO payments (quota_id, amount_fen) VALUES ($1, $2)", 50, 0).IgnoreError();
    return absl::OkStatus();
  };
  const std::vector<absl::Status> outcomes = RunAsOneBatch({Insert(1), ignores_error, Insert(1), Insert(2)});
  EXPECT_THAT(outcomes, ElementsAre(IsOk(), StatusIs(absl::StatusCode::kInternal),
                                    StatusIs(absl::StatusCode::kInternal), IsOk()));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
}

TEST_P(WriterTest, ConstraintThatWaitsForTheCommitSpoilsNobody) {
  const Body orphan = [](Connection& connection) {
    return connection.Execute("INSERT INTO payments (quota_id, amount_fen) VALUES ($1, $2)", 77, 1);
  };
  const std::vector<absl::Status> outcomes = RunAsOneBatch({Insert(1), orphan, Insert(2)});
  EXPECT_THAT(outcomes, ElementsAre(IsOk(), StatusIs(absl::StatusCode::kInternal), IsOk()));
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
  EXPECT_THAT(database_->CheckIntegrity(), IsOk());
}

TEST_P(WriterTest, ValueOfTheRunThatWasCommittedIsHandedOver) {
  // The second body fails, so the third runs twice: first after it, then without it.
  std::promise<absl::StatusOr<size_t>> counted;
  Hold();
  database_->Write(Insert(1), [](const absl::Status&) {});
  database_->Write(
      [](Connection& connection) -> absl::Status {
        ZP_RETURN_IF_ERROR(InsertQuota(connection, 2));
        return Refuse(connection);
      },
      [](const absl::Status&) {});
  database_->Write(
      [runs = 0](Connection& connection) mutable -> absl::StatusOr<size_t> {
        ++runs;
        ZP_RETURN_IF_ERROR(InsertQuota(connection, 3));
        ZP_ASSIGN_OR_RETURN(const std::vector<int64_t> ids, QuotaIds(connection));
        return ids.size() * 10 + static_cast<size_t>(runs);
      },
      [&counted](absl::StatusOr<size_t> count) { counted.set_value(std::move(count)); });
  Release();
  // Two quotas at its only run: the batch broke off before it.
  EXPECT_THAT(counted.get_future().get(), IsOkAndHolds(21u));
}

TEST_P(WriterTest, BodyEndsBeforeItsAnswerIsTold) {
  auto owned_by_call = std::make_shared<int>(0);
  const std::weak_ptr<int> watch = owned_by_call;
  std::promise<bool> was_gone;
  database_->Write([held = std::move(owned_by_call)](Connection&) -> absl::StatusOr<int> { return *held; },
                   [&](const absl::StatusOr<int>&) { was_gone.set_value(watch.expired()); });
  EXPECT_TRUE(was_gone.get_future().get());
}

TEST_P(WriterTest, AnswerMayQueueTheNextWrite) {
  std::promise<absl::Status> second;
  database_->Write(Insert(1), [&](const absl::Status&) {
    database_->Write(Insert(2), [&](absl::Status outcome) { second.set_value(std::move(outcome)); });
  });
  EXPECT_THAT(second.get_future().get(), IsOk());
  EXPECT_THAT(QuotaIds(*database_), ElementsAre(1, 2));
}

TEST_P(WriterTest, EndFinishesWhatIsQueued) {
  std::vector<absl::Status> outcomes;
  Hold();
  for (int64_t id = 1; id <= 200; ++id) {
    database_->Write(Insert(id), [&](absl::Status outcome) { outcomes.push_back(std::move(outcome)); });
  }
  Release();
  database_.Close();
  EXPECT_EQ(outcomes.size(), 200u);
  EXPECT_THAT(outcomes, testing::Each(IsOk()));
  database_.Reopen();
  EXPECT_EQ(QuotaIds(*database_).size(), 200u);
}

class NarrowWriterTest : public WriterTest {
 protected:
  void SetUp() override { narrow_ = std::make_unique<TempDatabase>(GetParam(), common::Migrations(), Limits()); }

  static Config Limits() {
    Config limits;
    limits.write_queue_limit = 2;
    return limits;
  }

  std::unique_ptr<TempDatabase> narrow_;
};

INSTANTIATE_TEST_SUITE_P(Backends, NarrowWriterTest, testing::ValuesIn(Backends()), BackendName);

TEST_P(NarrowWriterTest, OneMoreThanTheQueueHoldsIsRefusedAtOnce) {
  Database& database = **narrow_;
  std::promise<void> is_held;
  std::promise<void> release;
  std::vector<absl::Status> outcomes;
  database.Write(
      [&](Connection&) {
        is_held.set_value();
        release.get_future().wait();
        return absl::OkStatus();
      },
      [](const absl::Status&) {});
  is_held.get_future().wait();
  std::promise<absl::Status> last;
  database.Write(Insert(1), [](const absl::Status&) {});
  database.Write(Insert(2), [&](absl::Status outcome) { last.set_value(std::move(outcome)); });
  absl::StatusOr<int> refused = 0;
  database.Write([](Connection&) -> absl::StatusOr<int> { return 3; },
                 [&](absl::StatusOr<int> outcome) { refused = std::move(outcome); });
  EXPECT_THAT(refused, IsRefusal("OVERLOADED"));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted));
  release.set_value();
  EXPECT_THAT(last.get_future().get(), IsOk());
  EXPECT_THAT(QuotaIds(database), ElementsAre(1, 2));
}

}  // namespace
}  // namespace zhengping::storage
