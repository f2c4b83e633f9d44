#include "services/budget/store/year_cache.h"

#include <future>
#include <random>

#include "services/budget/store/ledger_fixture.h"
#include "services/budget/store/record_import.h"
#include "services/budget/store/year_writer.h"

namespace zhengping::budget {
namespace {

YearKey KeyOf(int year) { return {.department = kCuiyuan, .fiscal_year = year}; }

std::unique_ptr<CachedYear> YearOf(int64_t revision) {
  auto year = std::make_unique<CachedYear>();
  year->head.revision = revision;
  return year;
}

TEST(YearCache, WhatWasPutLongestAgoGoesFirst) {
  const size_t bytes = sizeof(CachedYear) + YearState().memory_bytes();
  YearCache cache(2 * bytes);
  cache.Put(KeyOf(2021), YearOf(1));
  cache.Put(KeyOf(2022), YearOf(2));
  cache.Put(KeyOf(2021), YearOf(3));
  cache.Put(KeyOf(2023), YearOf(4));
  EXPECT_EQ(cache.Take(KeyOf(2022)), nullptr);
  ASSERT_NE(cache.Take(KeyOf(2023)), nullptr);
  const std::unique_ptr<CachedYear> first = cache.Take(KeyOf(2021));
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->head.revision, 3);
  EXPECT_EQ(cache.bytes(), 0u);
  EXPECT_EQ(cache.Take(KeyOf(2021)), nullptr) << "what is taken is gone";
}

TEST(YearCache, YearAboveTheBoundIsNotKept) {
  YearCache cache(1);
  cache.Put(KeyOf(2023), YearOf(1));
  EXPECT_EQ(cache.size(), 0u);
  EXPECT_EQ(cache.bytes(), 0u);
}

// Random postings, imports, reversals and filings, some refused, some in a batch that a neighbour's fault rolls back:
// whatever the cache holds with the stored head's revision and digest is what a fresh reading gives.
class YearCacheCoherenceTest : public LedgerStoreFixture {
 protected:
  void ExpectCoherent() {
    const absl::Status status = database().WriteAndWait([&](storage::Connection& connection) -> absl::Status {
      ZP_ASSIGN_OR_RETURN(const YearHead head, SelectHead(connection, Year()));
      ZP_ASSIGN_OR_RETURN(const YearState state, SelectState(connection, Year(), head.revision));
      ZP_ASSIGN_OR_RETURN(const YearSnapshot year, SelectYear(connection, Year(), /*revision=*/0));
      EXPECT_EQ(state.DebugText(), StateOf(year.ledger).DebugText());
      EXPECT_EQ(head.fold, Fold(year.ledger, {}));
      ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, Year(), Stamp()));
      ZP_ASSIGN_OR_RETURN(const YearState* known, writer.State());
      EXPECT_EQ(known->DebugText(), state.DebugText());
      EXPECT_EQ(writer.head().fold, head.fold);
      EXPECT_EQ(writer.head().entry_count, head.entry_count);
      EXPECT_EQ(writer.head().transaction_count, head.transaction_count);
      return absl::OkStatus();
    });
    EXPECT_THAT(status, IsOk());
  }

  bool IsCached() {
    bool is_cached = false;
    EXPECT_THAT(database().WriteAndWait([&](storage::Connection& connection) {
      std::unique_ptr<CachedYear> year = connection.Kept<YearCache>().Take(Year());
      is_cached = year != nullptr;
      if (is_cached) connection.Kept<YearCache>().Put(Year(), std::move(year));
      return absl::OkStatus();
    }),
                IsOk());
    return is_cached;
  }

  PostRequest RandomPost() {
    const std::string quota = absl::StrCat("q", random_() % 4);
    const EntryKind kinds[] = {EntryKind::kInitial, EntryKind::kSupplement, EntryKind::kPayment,
                               EntryKind::kPayment, EntryKind::kRefund,     EntryKind::kReduction};
    Transaction transaction =
        TransactionOf(absl::StrCat("r", random_() % 30), 1 + static_cast<int>(random_() % 12), 1,
                      {Of("2023-" + quota, kinds[random_() % 6], 1 + static_cast<int64_t>(random_() % 5000))});
    transaction.record_version = random_() % 3 == 0 ? static_cast<int64_t>(random_() % 4) : 0;
    PostRequest request = PostOf(transaction, {QuotaOf(quota, random_() % 9 == 0 ? "2080801" : "2010301")});
    return request;
  }

  std::mt19937 random_{20231231};
};

INSTANTIATE_TEST_SUITE_P(Backends, YearCacheCoherenceTest, testing::ValuesIn(storage::Backends()),
                         storage::BackendName);

TEST_P(YearCacheCoherenceTest, AfterRandomWritesAndRefusals) {
  PostInitial();
  int posted = 0;
  int refused = 0;
  for (int i = 0; i < 150; ++i) {
    if (random_() % 5 == 0) {
      const int64_t revision = ReadYear().head.revision;
      const std::string id = absl::StrCat("2023-", 1 + random_() % static_cast<uint64_t>(revision));
      ++(Reverse(id).ok() ? posted : refused);
    } else {
      ++(Post(RandomPost()).ok() ? posted : refused);
    }
    if (i % 10 == 0) ExpectCoherent();
  }
  ExpectCoherent();
  EXPECT_GT(posted, 40);
  EXPECT_GT(refused, 20);
  EXPECT_TRUE(IsCached());
}

TEST_P(YearCacheCoherenceTest, AfterABatchThatIsRolledBackAndRunOneByOne) {
  PostInitial();
  for (int round = 0; round < 10; ++round) {
    std::promise<void> go;
    std::shared_future<void> may_go(go.get_future());
    std::vector<std::future<absl::Status>> outcomes;
    const auto write = [&](auto body) {
      auto promise = std::make_shared<std::promise<absl::Status>>();
      outcomes.push_back(promise->get_future());
      database().Write(std::move(body), [promise](absl::Status status) { promise->set_value(status); });
    };
    // Holds the writer, so that what follows waits and becomes one batch.
    write([may_go](storage::Connection&) {
      may_go.wait();
      return absl::OkStatus();
    });
    std::vector<std::future<absl::StatusOr<StoredTransaction>>> posts;
    for (int i = 0; i < 6; ++i) {
      auto promise = std::make_shared<std::promise<absl::StatusOr<StoredTransaction>>>();
      posts.push_back(promise->get_future());
      ledger().Post(RandomPost(), [promise](auto result) { promise->set_value(std::move(result)); });
      if (i != 3) continue;
      write([](storage::Connection& connection) -> absl::Status {
        ZP_RETURN_IF_ERROR(connection.Execute("DELETE FROM feed WHERE position > $1", 0));
        return absl::InternalError("a fault after a write");
      });
    }
    go.set_value();
    for (auto& post : posts) post.wait();
    EXPECT_THAT(outcomes[0].get(), IsOk());
    EXPECT_THAT(outcomes[1].get(), StatusIs(absl::StatusCode::kInternal));
    ExpectCoherent();
  }
  EXPECT_GE(database().write_counts().batches_rerun, 1);
}

// Imports of one batch gather their changes; one that fails after them takes only its own along.
TEST_P(YearCacheCoherenceTest, AfterImportsOfOneBatchAmongPostingsAndAFault) {
  PostInitial();
  const auto import = [this](const std::string& record_id, int64_t fen, bool fails) {
    ImportRecord record;
    record.key = Year();
    record.transaction = TransactionOf(record_id, 3, 1, {Of("2023-q1", EntryKind::kSupplement, fen)});
    const WriteStamp stamp = Stamp();
    auto promise = std::make_shared<std::promise<absl::Status>>();
    std::future<absl::Status> outcome = promise->get_future();
    database().Write(
        [record, stamp, fails](storage::Connection& connection) -> absl::Status {
          ZP_RETURN_IF_ERROR(ImportRecords(connection, {record}, OnViolation::kReject, stamp).status());
          return fails ? absl::CancelledError("nobody wants it any more") : absl::OkStatus();
        },
        [promise](absl::Status status) { promise->set_value(status); });
    return outcome;
  };
  for (const bool fails : {false, true}) {
    const YearSnapshot before = ReadYear();
    std::promise<void> go;
    std::shared_future<void> may_go(go.get_future());
    database().Write(
        [may_go](storage::Connection&) {
          may_go.wait();
          return absl::OkStatus();
        },
        [](absl::Status) {});
    std::vector<std::future<absl::Status>> outcomes;
    outcomes.push_back(import(absl::StrCat("a", fails), 1, false));
    outcomes.push_back(import(absl::StrCat("b", fails), 10, fails));
    auto promise = std::make_shared<std::promise<absl::StatusOr<StoredTransaction>>>();
    auto post = promise->get_future();
    ledger().Post(PostOf(TransactionOf(absl::StrCat("p", fails), 4, 1, {Of("2023-q1", EntryKind::kSupplement, 100)})),
                  [promise](auto result) { promise->set_value(std::move(result)); });
    outcomes.push_back(import(absl::StrCat("c", fails), 1000, false));
    go.set_value();
    EXPECT_THAT(outcomes[0].get(), IsOk());
    EXPECT_EQ(outcomes[1].get().ok(), !fails);
    EXPECT_THAT(post.get(), IsOk());
    EXPECT_THAT(outcomes[2].get(), IsOk());
    const YearSnapshot after = ReadYear();
    EXPECT_EQ(after.head.revision, before.head.revision + (fails ? 3 : 4));
    Money added;
    for (size_t i = before.ledger.transactions.size(); i < after.ledger.transactions.size(); ++i) {
      added += after.ledger.transactions[i].transaction.entries[0].entry.amount;
    }
    EXPECT_EQ(added, Money::Fen(fails ? 1101 : 1111));
    ExpectCoherent();
  }
}

// A statement moves the head and knows nothing of the year's quotas.
TEST_P(YearCacheCoherenceTest, AfterAWriteBesideTheLedger) {
  PostInitial();
  ASSERT_TRUE(IsCached());
  EXPECT_THAT(database().WriteAndWait([&](storage::Connection& connection) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, Year(), Stamp()));
    writer.BeginRevision();
    FiledSpecialFunds filed;
    filed.funds.push_back({.fund = {.id = "2023-zx", .display_name = "专项"}, .external_code = "zx"});
    ZP_RETURN_IF_ERROR(writer.PutSpecialFunds(filed));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kSpecialFunds, ""));
    return writer.Finish();
  }),
              IsOk());
  ExpectCoherent();
}

}  // namespace
}  // namespace zhengping::budget
