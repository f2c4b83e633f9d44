#include "services/budget/store/import_sequence.h"

#include "services/budget/store/digest_chain.h"
#include "services/budget/store/ledger_fixture.h"

namespace zhengping::budget {
namespace {

using testing::ElementsAre;
using testing::Lt;

constexpr char kSource[] = "platform:430000";
const ImportHead kHead = {.name = {.division = "430503000", .import_id = "june"}, .source = kSource};

// Keeps the writing thread until it goes.
class HeldWriter {
 public:
  explicit HeldWriter(storage::Database& database) {
    std::promise<void> begun;
    database.Write(
        [&begun, is_told = false, free = free_.get_future().share()](storage::Connection&) mutable {
          if (!is_told) begun.set_value();
          is_told = true;
          free.wait();
          return absl::OkStatus();
        },
        [](const absl::Status&) {});
    begun.get_future().wait();
  }
  ~HeldWriter() { free_.set_value(); }
  HeldWriter(const HeldWriter&) = delete;
  HeldWriter& operator=(const HeldWriter&) = delete;

 private:
  std::promise<void> free_;
};

class ImportSequenceTest : public LedgerStoreFixture {
 protected:
  // The `number`th of a year's records: the initial budget, then payments of a fen.
  static ImportRecord RecordOf(int64_t number) {
    ImportRecord record;
    record.key = Year();
    const bool is_first = number == 1;
    record.transaction =
        TransactionOf(absl::StrCat("r", number), is_first ? 1 : 6, 5,
                      {Of("2023-q1", is_first ? EntryKind::kInitial : EntryKind::kPayment, is_first ? 100000 : 1)});
    record.transaction.source = kSource;
    record.transaction.record_version = 1;
    if (is_first) record.quotas = {QuotaOf("q1")};
    return record;
  }

  // Chunk n holds record n.
  void StoreChunk(int64_t number) {
    auto records = std::make_shared<const std::vector<ImportRecord>>(1, RecordOf(number));
    sequence_.StoreChunk({.number = number, .records = std::move(records)}, Stamp(), Noted());
  }

  // Adds what it is called with to the outcomes, in the order of the calls.
  ImportSequence::Done Noted() {
    ++expected_;
    return [this](const absl::Status& status) {
      const std::lock_guard<std::mutex> lock(mutex_);
      const std::optional<Refusal> refusal = RefusalOf(status);
      outcomes_.push_back(status.ok() ? "OK" : refusal ? refusal->reason : std::string(status.message()));
      if (outcomes_.size() == expected_) all_.set_value();
    };
  }
  const std::vector<std::string>& Outcomes() {
    all_.get_future().wait();
    return outcomes_;
  }

  int64_t ChunkRows() {
    const absl::StatusOr<std::vector<int64_t>> rows = database().Read([](storage::Connection& connection) {
      return storage::Rows(connection, "SELECT COUNT(*) FROM ledger_chunks",
                           [](const storage::Statement& row) { return row.Int64(0); });
    });
    EXPECT_THAT(rows, IsOk());
    return rows->front();
  }

  ImportRow Import() {
    absl::StatusOr<ImportRow> row =
        Await<ImportRow>([&](auto done) { imports_.Get(kHead.name, 1700000000000, std::move(done)); });
    EXPECT_THAT(row, IsOk());
    return *std::move(row);
  }

  ImportStore imports_{database()};
  absl::Status over_ = absl::OkStatus();
  ImportSequence sequence_{imports_, kHead, [this] { return over_; }};

 private:
  std::mutex mutex_;
  std::vector<std::string> outcomes_;
  size_t expected_ = 0;
  std::promise<void> all_;
};

INSTANTIATE_TEST_SUITE_P(Backends, ImportSequenceTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(ImportSequenceTest, ChunksThatGatherAreStoredTogetherAndTheEndComesAfterThem) {
  int64_t written_before = 0;
  {
    const HeldWriter held(database());
    written_before = database().write_counts().bodies_committed;
    sequence_.Open(Stamp(), Noted());
    for (int64_t number = 1; number <= 9; ++number) StoreChunk(number);
    sequence_.Complete(9, Stamp(), Noted());
  }
  EXPECT_EQ(Outcomes(), std::vector<std::string>(11, "OK"));
  // The held one, the opening, the chunks as one, the end.
  EXPECT_EQ(database().write_counts().bodies_committed - written_before, 4);
  EXPECT_EQ(ChunkRows(), 1);
  EXPECT_EQ(Import().stored_chunk, 9);
  EXPECT_EQ(Import().state, ImportState::kCompleted);
  EXPECT_EQ(Import().counts[0], 9);
  EXPECT_EQ(ReadYear().head.revision, 9);
}

TEST_P(ImportSequenceTest, AChunkOutOfTurnIsRefusedAndThoseBeforeItStay) {
  {
    const HeldWriter held(database());
    sequence_.Open(Stamp(), Noted());
    for (const int64_t number : {1, 2, 4, 5}) StoreChunk(number);
  }
  EXPECT_THAT(Outcomes(), ElementsAre("OK", "OK", "OK", "CHUNK_OUT_OF_ORDER", "CHUNK_OUT_OF_ORDER"));
  EXPECT_EQ(Import().stored_chunk, 2);
  EXPECT_EQ(ReadYear().head.revision, 2);
}

TEST_P(ImportSequenceTest, ChunksThatAreStoredAreLeftOutOfTheirGroup) {
  {
    const HeldWriter held(database());
    sequence_.Open(Stamp(), Noted());
    for (const int64_t number : {1, 2}) StoreChunk(number);
    for (const int64_t number : {2, 3}) StoreChunk(number);
  }
  EXPECT_EQ(Outcomes(), std::vector<std::string>(5, "OK"));
  EXPECT_EQ(Import().stored_chunk, 3);
  EXPECT_EQ(Import().counts[0], 3);
  EXPECT_EQ(ReadYear().head.revision, 3);
}

TEST_P(ImportSequenceTest, WhatNobodyWaitsForAnyMoreIsNotStored) {
  over_ = absl::CancelledError("gone");
  {
    const HeldWriter held(database());
    sequence_.Open(Stamp(), Noted());
    StoreChunk(1);
  }
  EXPECT_THAT(Outcomes(), ElementsAre("OK", "gone"));
  EXPECT_EQ(Import().stored_chunk, 0);
  EXPECT_EQ(ReadYear().head.revision, 0);
}

// However the writes of a batch cut a year's records, the year is written once for all of them, and is the same.
TEST_P(ImportSequenceTest, WritesOfOneBatchLeaveOneRowOfAYear) {
  constexpr int64_t kRecords = 30;
  {
    const HeldWriter held(database());
    for (int64_t number = 1; number <= kRecords; ++number) {
      database().Write(
          [record = RecordOf(number), stamp = Stamp()](storage::Connection& connection) {
            return ImportRecords(connection, absl::MakeConstSpan(&record, 1), OnViolation::kReject, stamp).status();
          },
          Noted());
    }
  }
  EXPECT_EQ(Outcomes(), std::vector<std::string>(kRecords, "OK"));
  EXPECT_EQ(ReadYear().head.revision, kRecords);
  EXPECT_THAT(ChunkRows(), Lt(kRecords));
  const absl::StatusOr<ChainCheck> chain =
      database().Read([](storage::Connection& connection) { return CheckChain(connection, Year()); });
  ASSERT_THAT(chain, IsOk());
  EXPECT_EQ(chain->revisions, kRecords);
  EXPECT_EQ(chain->first_bad_revision, 0);
}

}  // namespace
}  // namespace zhengping::budget
