#include "services/budget/store/chunk_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "common/testing/matchers.h"
#include "services/budget/domain/ledger_builder.h"

namespace zhengping::budget {
namespace {

constexpr char kDigest[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

Transaction PaymentOf(const std::string& record_id) {
  Transaction transaction;
  transaction.source = "case";
  transaction.record_id = record_id;
  transaction.fiscal_year = 2023;
  transaction.document_number = "大财预〔2023〕5号";
  transaction.effective_date = *Date::FromYmd(2023, 12, 31);
  transaction.entries = {Of("2023-q1", EntryKind::kPayment, 10'000'000'000'000)};
  transaction.entries[0].note = "办公费";
  return transaction;
}

QuotaRow QuotaOf(const std::string& id) {
  QuotaRow row;
  row.record = {.id = id, .external_code = id + "_X", .classification = {.outlay = Outlay::kProject}};
  row.record.classification.function_code = "2010301";
  row.project_code = "P1";
  return row;
}

void ExpectEqual(const PackedRevision& a, const PackedRevision& b) {
  EXPECT_EQ(a.revision, b.revision);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.digest, b.digest);
  EXPECT_EQ(a.reason, b.reason);
  EXPECT_EQ(a.reversal, b.reversal);
  EXPECT_EQ(a.own, b.own);
  ASSERT_EQ(a.quotas.size(), b.quotas.size());
  for (size_t i = 0; i < a.quotas.size(); ++i) {
    EXPECT_EQ(a.quotas[i].record, b.quotas[i].record);
    EXPECT_EQ(a.quotas[i].project_code, b.quotas[i].project_code);
    EXPECT_EQ(a.quotas[i].revision, b.quotas[i].revision);
  }
}

std::string BodyOf(const std::vector<PackedRevision>& revisions) {
  ChunkWriter writer(2023);
  for (const PackedRevision& revision : revisions) {
    for (const QuotaRow& row : revision.quotas) writer.PutQuota(row);
    if (revision.reversal) {
      writer.PutTransaction(Step::kReversalOfOlder, *revision.reversal, revision.reversal->record_version);
    }
    if (revision.own) writer.PutTransaction(Step::kOwn, *revision.own, revision.own->record_version);
    writer.EndRevision(revision.kind, absl::HexStringToBytes(revision.digest), revision.reason);
  }
  return writer.Body();
}

absl::StatusOr<std::vector<PackedRevision>> ReadAll(absl::string_view body, int64_t first, int64_t last) {
  ZP_ASSIGN_OR_RETURN(ChunkReader reader, ChunkReader::Open(body, 2023, first, last));
  std::vector<PackedRevision> revisions;
  while (true) {
    ZP_ASSIGN_OR_RETURN(const bool has_next, reader.Next());
    if (!has_next) return revisions;
    ZP_ASSIGN_OR_RETURN(PackedRevision packed, reader.Read());
    revisions.push_back(std::move(packed));
  }
}

// One revision of every shape.
std::vector<PackedRevision> EveryShape() {
  std::vector<PackedRevision> revisions(5);
  for (size_t i = 0; i < revisions.size(); ++i) {
    revisions[i].revision = static_cast<int64_t>(i) + 7;
    revisions[i].digest = kDigest;
  }
  revisions[0].kind = ChangeKind::kQuotas;
  revisions[0].quotas = {QuotaOf("2023-q1"), QuotaOf("2023-q2")};
  for (PackedRevision& revision : revisions) {
    for (QuotaRow& row : revision.quotas) row.revision = revision.revision;
  }
  revisions[1].own = PaymentOf("pay-1");
  revisions[2].kind = ChangeKind::kStatement;
  revisions[3].own = PaymentOf("pay-1");
  revisions[3].own->record_version = 20230601;
  revisions[3].own->entries.push_back(For("2023-zx", From(Origin::kOwn, Of("2023-q2", EntryKind::kRefund, 1))));
  revisions[3].own->entries[1].recurring = Recurring::kNo;
  revisions[3].reversal = PaymentOf("reversal-of-2023-8");
  revisions[3].reversal->reverses = "2023-8";
  revisions[4].own = PaymentOf("reversal-of-2023-10");
  revisions[4].own->reverses = "2023-10";
  revisions[4].reason = "登记错误";
  return revisions;
}

TEST(ChunkBody, EveryShapeOfARevisionComesBack) {
  const std::vector<PackedRevision> revisions = EveryShape();
  const std::string body = BodyOf(revisions);
  const absl::StatusOr<std::vector<PackedRevision>> read = ReadAll(body, 7, 11);
  ASSERT_THAT(read, IsOk());
  ASSERT_EQ(read->size(), revisions.size());
  for (size_t i = 0; i < revisions.size(); ++i) ExpectEqual((*read)[i], revisions[i]);
}

TEST(ChunkBody, OneRevisionIsFoundWithoutTheOthers) {
  const std::vector<PackedRevision> revisions = EveryShape();
  const std::string body = BodyOf(revisions);
  for (const PackedRevision& wanted : revisions) {
    absl::StatusOr<ChunkReader> reader = ChunkReader::Open(body, 2023, 7, 11);
    ASSERT_THAT(reader, IsOk());
    ASSERT_THAT(reader->Seek(wanted.revision), IsOk());
    EXPECT_EQ(reader->digest(), kDigest);
    EXPECT_EQ(reader->reverses(), wanted.revision >= 10);
    const absl::StatusOr<PackedRevision> read = reader->Read();
    ASSERT_THAT(read, IsOk());
    ExpectEqual(*read, wanted);
  }
}

TEST(ChunkBody, RandomLedgersComeBack) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    const LedgerYear year = RandomLedger(seed, 60);
    std::vector<PackedRevision> revisions;
    for (const PostedTransaction& posted : year.transactions) {
      PackedRevision& revision = revisions.emplace_back();
      revision.revision = posted.revision;
      revision.digest = kDigest;
      revision.own = posted.transaction;
    }
    const std::string body = BodyOf(revisions);
    const absl::StatusOr<std::vector<PackedRevision>> read = ReadAll(body, 1, year.revision);
    ASSERT_THAT(read, IsOk());
    ASSERT_EQ(read->size(), revisions.size());
    for (size_t i = 0; i < revisions.size(); ++i) EXPECT_EQ((*read)[i].own, revisions[i].own);
  }
}

// A body that lost or gained anything is not read as something else: it is an error, or, where the byte lies in a text,
// a digest or an amount, the same number of revisions.
TEST(ChunkBody, DamageIsAnErrorAndNeverACrash) {
  const std::string body = BodyOf(EveryShape());
  for (size_t size = 0; size < body.size(); ++size) {
    EXPECT_THAT(ReadAll(absl::string_view(body).substr(0, size), 7, 11), StatusIs(absl::StatusCode::kDataLoss)) << size;
  }
  EXPECT_THAT(ReadAll(body + "x", 7, 11), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(ReadAll(body, 7, 12), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(ReadAll(body, 7, 10), StatusIs(absl::StatusCode::kDataLoss));
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    std::string damaged = body;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    const absl::StatusOr<std::vector<PackedRevision>> read = ReadAll(damaged, 7, 11);
    if (!read.ok()) {
      EXPECT_THAT(read, StatusIs(absl::StatusCode::kDataLoss));
    } else {
      EXPECT_EQ(BodyOf(*read), damaged) << "what is accepted is spelt as the writer spells it";
    }
  }
}

}  // namespace
}  // namespace zhengping::budget
