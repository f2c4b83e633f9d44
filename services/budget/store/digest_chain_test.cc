#include "services/budget/store/digest_chain.h"

#include <functional>

#include "absl/strings/escaping.h"
#include "services/budget/domain/canonical.h"
#include "services/budget/domain/facts_audit.h"
#include "services/budget/store/chunk_body.h"
#include "services/budget/store/ledger_fixture.h"
#include "services/budget/store/special_fund_store.h"

namespace zhengping::budget {
namespace {

struct StoredChunk {
  int64_t first = 0;
  int64_t last = 0;
  std::string body;
};

class DigestChainTest : public LedgerStoreFixture {
 protected:
  // 1 initial · 2 payment · 3 a special fund · 4 a statement · 5 a newer payment, with the reversal of 2 · 6 a payment
  void SetUp() override {
    LedgerStoreFixture::SetUp();
    PostInitial();
    ASSERT_THAT(Post(PostOf(TransactionOf("p1", 2, 1, {Of("2023-q1", EntryKind::kPayment, 4000)}))), IsOk());
    SpecialFundUpdate fund;
    fund.key = Year();
    fund.id = "2023-zx01";
    fund.external_code = "ZX01";
    fund.display_name = "防汛专项";
    fund.amount = Money::Fen(900);
    fund.on_missing = OnMissing::kCreate;
    fund.stamp = Stamp();
    ASSERT_THAT(Await<UpdatedSpecialFund>([&](auto done) { funds_.Update(fund, std::move(done)); }), IsOk());
    StatementUpdate statement;
    statement.key = Year();
    StatementRow row;
    row.item = "actual_headcount";
    row.cell(StatementColumn::kActual) = {.state = CellState::kValue, .value = int64_t{46}, .source = ""};
    statement.rows = {row};
    statement.stamp = Stamp();
    ASSERT_THAT(Await<FiledStatement>([&](auto done) { statements_.Update(statement, std::move(done)); }), IsOk());
    Transaction newer = TransactionOf("p1", 2, 1, {Of("2023-q1", EntryKind::kPayment, 4500)});
    newer.record_version = 2;
    ASSERT_THAT(Post(PostOf(newer)), IsOk());
    ASSERT_THAT(Post(PostOf(TransactionOf("p2", 3, 1, {Of("2023-q1", EntryKind::kPayment, 70)}))), IsOk());
  }

  ChainCheck Check() {
    absl::StatusOr<ChainCheck> check =
        Await<ChainCheck>([&](auto done) { ledger().VerifyDigests(Year(), std::move(done)); });
    EXPECT_THAT(check, IsOk());
    return *std::move(check);
  }

  // "bad revision, its transaction"; "" where all fit.
  std::string FirstBad() {
    const ChainCheck check = Check();
    if (check.first_bad_revision == 0) return "";
    return absl::StrCat(check.first_bad_revision, " ", check.first_bad_transaction);
  }

  // Changes the file behind the service's back.
  void Damage(const std::function<absl::Status(storage::Connection&)>& change) {
    const absl::StatusOr<int> done = Await<int>([&](auto finished) {
      database().Write(
          [change](storage::Connection& connection) -> absl::StatusOr<int> {
            ZP_RETURN_IF_ERROR(change(connection));
            return 0;
          },
          std::move(finished));
    });
    ASSERT_THAT(done, IsOk());
  }
  void Damage(const std::string& sql) {
    Damage([sql](storage::Connection& connection) { return connection.Execute(sql); });
  }

  std::vector<StoredChunk> Chunks() {
    absl::StatusOr<std::vector<StoredChunk>> chunks = Await<std::vector<StoredChunk>>([&](auto done) {
      database().ReadAsync(
          [](storage::Connection& connection) {
            return Rows(connection, "SELECT first_revision, last_revision, body FROM ledger_chunks ORDER BY 1",
                        [](const storage::Statement& row) {
                          return StoredChunk{row.Int64(0), row.Int64(1), std::string(row.Blob(2))};
                        });
          },
          std::move(done));
    });
    EXPECT_THAT(chunks, IsOk());
    return *std::move(chunks);
  }

  void PutBody(int64_t last_revision, const std::string& body) {
    Damage([last_revision, body](storage::Connection& connection) {
      return connection.Execute("UPDATE ledger_chunks SET body = $1 WHERE last_revision = $2", storage::BlobView{body},
                                last_revision);
    });
  }

  // The chunk of one revision with its content changed and its digest left as it is.
  void Repack(int64_t revision, const std::function<void(PackedRevision&)>& change) {
    for (const StoredChunk& chunk : Chunks()) {
      if (chunk.last != revision) continue;
      absl::StatusOr<ChunkReader> reader = ChunkReader::Open(chunk.body, 2023, chunk.first, chunk.last);
      ASSERT_THAT(reader, IsOk());
      ASSERT_THAT(reader->Next(), IsOk());
      absl::StatusOr<PackedRevision> packed = reader->Read();
      ASSERT_THAT(packed, IsOk());
      change(*packed);
      ChunkWriter writer(2023);
      for (const QuotaRow& row : packed->quotas) writer.PutQuota(row);
      if (packed->reversal) {
        writer.PutTransaction(Step::kReversalOfOlder, *packed->reversal, packed->reversal->record_version);
      }
      if (packed->own) writer.PutTransaction(Step::kOwn, *packed->own, packed->own->record_version);
      writer.EndRevision(packed->kind, absl::HexStringToBytes(packed->digest), packed->reason);
      PutBody(revision, writer.Body());
      return;
    }
    FAIL() << "no chunk ends with " << revision;
  }

  SpecialFundStore funds_{database()};
  StatementStore statements_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, DigestChainTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(DigestChainTest, WhatTheServiceWroteFits) {
  const ChainCheck check = Check();
  EXPECT_EQ(check.first_bad_revision, 0);
  EXPECT_EQ(check.revisions, 6);
  EXPECT_EQ(check.mark.revision, 6);
  EXPECT_EQ(check.mark.digest, ReadYear().head.digest);
  ASSERT_THAT(Reverse("2023-6"), IsOk());
  EXPECT_EQ(FirstBad(), "");
  EXPECT_EQ(Check().revisions, 7);
}

TEST_P(DigestChainTest, AYearThatHoldsNothingFits) {
  YearKey other = Year();
  other.fiscal_year = 2019;
  const absl::StatusOr<ChainCheck> check =
      Await<ChainCheck>([&](auto done) { ledger().VerifyDigests(other, std::move(done)); });
  ASSERT_THAT(check, IsOk());
  EXPECT_EQ(check->revisions, 0);
  EXPECT_EQ(check->first_bad_revision, 0);
}

TEST_P(DigestChainTest, ChangedAmountIsNamedByItsTransaction) {
  Repack(2, [](PackedRevision& packed) { packed.own->entries[0].entry.amount = Money::Fen(4001); });
  EXPECT_EQ(FirstBad(), "2 2023-2");
}

TEST_P(DigestChainTest, ChangedQuotaDayReversalAndNoteAreSeen) {
  Repack(6, [](PackedRevision& packed) { packed.own->entries[0].note = "另有说明"; });
  EXPECT_EQ(FirstBad(), "6 2023-6");
  Repack(5, [](PackedRevision& packed) { packed.reversal->entries[0].entry.amount = Money::Fen(3999); });
  EXPECT_EQ(FirstBad(), "5 2023-5");
  Repack(1, [](PackedRevision& packed) { packed.quotas[0].record.classification.function_code = "2080208"; });
  EXPECT_EQ(FirstBad(), "1 2023-1");
}

TEST_P(DigestChainTest, ChangedFilingsAreNamedByTheirRevision) {
  Damage("UPDATE statement_cells SET value_number = 47");
  EXPECT_EQ(FirstBad(), "4 ");
  Damage("UPDATE special_funds SET amount_fen = 901");
  EXPECT_EQ(FirstBad(), "3 ");
  Damage("DELETE FROM filings WHERE kind = 3");
  EXPECT_EQ(FirstBad(), "3 ");
}

TEST_P(DigestChainTest, LostChunksAndOtherHeadsAreSeen) {
  Damage("UPDATE department_years SET digest = '00' || substr(digest, 3)");
  EXPECT_EQ(FirstBad(), "6 2023-6");
  Damage("DELETE FROM ledger_chunks WHERE last_revision = 6");
  EXPECT_EQ(FirstBad(), "6 ");
  Damage("DELETE FROM ledger_chunks WHERE last_revision = 2");
  EXPECT_EQ(FirstBad(), "2 ");
}

// Goal: no byte of the ledger can be changed so that the chain still fits and the ledger says something else. Method:
// each byte of each chunk is changed, one at a time.
TEST_P(DigestChainTest, AnyChangedByteIsSeenOrChangesNothing) {
  if (GetParam() != storage::BackendKind::kSqlite) return;  // the bytes are the same
  const std::vector<StoredChunk> chunks = Chunks();
  std::string before;
  for (const PostedTransaction& posted : ReadYear().ledger.transactions) before += CanonicalText(posted.transaction);
  int seen = 0;
  int silent = 0;
  for (const StoredChunk& chunk : chunks) {
    for (size_t i = 0; i < chunk.body.size(); ++i) {
      std::string changed = chunk.body;
      changed[i] = static_cast<char>(changed[i] ^ 0x01);
      PutBody(chunk.last, changed);
      const ChainCheck check = Check();
      if (check.first_bad_revision > 0) {
        EXPECT_GE(check.first_bad_revision, chunk.first);
        EXPECT_LE(check.first_bad_revision, chunk.last) << "the revision that was changed, not a later one";
        ++seen;
        continue;
      }
      ++silent;
      std::string after;
      for (const PostedTransaction& posted : ReadYear().ledger.transactions) after += CanonicalText(posted.transaction);
      EXPECT_EQ(after, before) << "byte " << i << " of the chunk that ends with " << chunk.last;
    }
    PutBody(chunk.last, chunk.body);
  }
  EXPECT_GT(seen, 300);
  EXPECT_LT(silent, 40) << "spellings that the chain does not say";
  EXPECT_EQ(FirstBad(), "");
}

// The audit of facts sees what the chain does not: a head whose folded facts are not those of the entries.
TEST_P(DigestChainTest, AuditSeesAHeadOfOtherFacts) {
  EXPECT_TRUE(AuditFacts(ReadYear().head.fold, ReadYear().ledger).differences.empty());
  ASSERT_THAT(Post(PostOf(TransactionOf("s1", 4, 1, {Of("2023-q1", EntryKind::kSupplement, 5)}))), IsOk());
  const std::string later = ReadYear().head.fold.Serialize();
  ASSERT_THAT(Reverse("2023-7"), IsOk());
  Damage([later](storage::Connection& connection) {
    return connection.Execute("UPDATE department_years SET facts = $1", storage::BlobView{later});
  });
  EXPECT_EQ(FirstBad(), "");
  const FactsAudit audit = AuditFacts(ReadYear().head.fold, ReadYear().ledger);
  ASSERT_FALSE(audit.differences.empty());
  EXPECT_EQ(audit.differences[0].name, "supplements");
  EXPECT_EQ(std::get<Money>(*audit.differences[0].kept->value), Money::Fen(5));
  EXPECT_EQ(std::get<Money>(*audit.differences[0].recomputed->value), Money());
}

}  // namespace
}  // namespace zhengping::budget
