#include "services/budget/store/outcome_pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"

namespace zhengping::budget {
namespace {

using testing::Lt;

constexpr char kDivision[] = "430503000";

ImportRecord SentOf(const std::string& department, const std::string& record_id, int year = 2023) {
  ImportRecord sent;
  sent.key = {.department = {.division = kDivision, .department = department}, .fiscal_year = year};
  sent.transaction.record_id = record_id;
  sent.transaction.record_version = 20230531093000000;
  return sent;
}

ImportedRecord PlainOf(RecordOutcome outcome, int64_t revision) {
  return {.outcome = outcome, .revision = revision, .issues = {}};
}

struct Chunk {
  std::vector<ImportRecord> sent;
  std::vector<ImportedRecord> imported;

  void Add(ImportRecord record, ImportedRecord result) {
    sent.push_back(std::move(record));
    imported.push_back(std::move(result));
  }
};

// What is read back says the same as what was packed.
void ExpectReadBack(const Chunk& chunk) {
  const PackedOutcomes packed = PackOutcomes(chunk.sent, chunk.imported);
  const auto results = UnpackOutcomes(packed.bytes, kDivision);
  ASSERT_THAT(results, IsOk());
  ASSERT_EQ(results->size(), chunk.sent.size());
  for (size_t i = 0; i < results->size(); ++i) {
    SCOPED_TRACE(i);
    const RecordResult& result = (*results)[i];
    EXPECT_EQ(result.outcome, chunk.imported[i].outcome);
    EXPECT_EQ(result.key.division(), kDivision);
    EXPECT_EQ(result.key.code(), chunk.sent[i].key.code());
    EXPECT_EQ(result.key.fiscal_year, chunk.sent[i].key.fiscal_year);
    if (result.revision != 0) {
      EXPECT_EQ(result.revision, chunk.imported[i].revision);
      EXPECT_TRUE(chunk.imported[i].issues.empty());
      continue;
    }
    EXPECT_EQ(result.record_id, chunk.sent[i].transaction.record_id);
    EXPECT_EQ(result.record_version, chunk.sent[i].transaction.record_version);
    EXPECT_EQ(result.transaction_id, TransactionIdOf(chunk.sent[i], chunk.imported[i]));
    ASSERT_EQ(result.issues.size(), std::min(chunk.imported[i].issues.size(), kMostIssuesPerRecord));
    for (size_t j = 0; j < result.issues.size(); ++j) {
      EXPECT_EQ(FormatIssue(result.issues[j]), FormatIssue(chunk.imported[i].issues[j]));
      EXPECT_EQ(result.issues[j].severity, chunk.imported[i].issues[j].severity);
      EXPECT_EQ(result.issues[j].reason, chunk.imported[i].issues[j].reason);
    }
  }
}

TEST(OutcomePack, AChunkOfOneDepartmentIsAFewBytes) {
  Chunk chunk;
  for (int64_t i = 0; i < 2000; ++i) {
    chunk.Add(SentOf("403", absl::StrCat("r", i)), PlainOf(RecordOutcome::kAdded, 17 + i));
  }
  const PackedOutcomes packed = PackOutcomes(chunk.sent, chunk.imported);
  // Version, the department-year (token, "403", year, revision), the row (token and count).
  EXPECT_THAT(packed.bytes.size(), Lt(15u));
  EXPECT_EQ(packed.plain_added, 2000);
  ExpectReadBack(chunk);
}

TEST(OutcomePack, InterleavedDepartmentsCostOneByteARecord) {
  Chunk chunk;
  for (int64_t i = 0; i < 2000; ++i) {
    chunk.Add(SentOf(absl::StrCat("40", i % 7), "r"), PlainOf(RecordOutcome::kAdded, 1 + i / 7));
  }
  EXPECT_THAT(PackOutcomes(chunk.sent, chunk.imported).bytes.size(), Lt(2000u + 7 * 10));
  ExpectReadBack(chunk);
}

TEST(OutcomePack, RecordsThatAreNotPlainAreWrittenOut) {
  Chunk chunk;
  chunk.Add(SentOf("403", "plain"), PlainOf(RecordOutcome::kAdded, 5));
  chunk.Add(SentOf("403", "changed"), PlainOf(RecordOutcome::kChanged, 6));
  chunk.Add(SentOf("403", "deleted"), PlainOf(RecordOutcome::kDeleted, 7));
  chunk.Add(SentOf("403", "plain again"), PlainOf(RecordOutcome::kAdded, 8));
  chunk.Add(SentOf("404", "refused"), {.outcome = RecordOutcome::kRefused,
                                       .revision = 0,
                                       .issues = {{.severity = Severity::kError,
                                                   .place = {.field = "entries[0].quota"},
                                                   .reason = "QUOTA_NOT_FOUND",
                                                   .found = "2023-q9",
                                                   .remedy = "没有这个指标。"}}});
  ImportedRecord noted = PlainOf(RecordOutcome::kAdded, 9);
  noted.issues.push_back({.severity = Severity::kWarning, .reason = "QUOTA_OVERDRAWN"});
  chunk.Add(SentOf("403", "noted"), noted);
  chunk.Add(SentOf("403", "quotas alone"), {.outcome = RecordOutcome::kAdded, .revision = 0, .issues = {}});
  chunk.Add(SentOf("403", "unchanged"), PlainOf(RecordOutcome::kUnchanged, 2));
  chunk.Add(SentOf("403", "unchanged too"), PlainOf(RecordOutcome::kUnchanged, 3));
  chunk.Add(SentOf("403", "outdated"), {.outcome = RecordOutcome::kOutdated, .revision = 4, .issues = {}});
  chunk.Add(SentOf("", "no department", -5), {.outcome = RecordOutcome::kRefused, .revision = 0, .issues = {}});
  EXPECT_EQ(PackOutcomes(chunk.sent, chunk.imported).plain_added, 2);
  ExpectReadBack(chunk);
}

TEST(OutcomePack, IssuesBeyondTheLimitAreLeftOut) {
  Chunk chunk;
  ImportedRecord refused;
  refused.issues.resize(500);
  chunk.Add(SentOf("403", "r"), refused);
  ExpectReadBack(chunk);
}

TEST(OutcomePack, AnyMixtureIsReadBack) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    Chunk chunk;
    std::vector<int64_t> next(5, 1);
    const size_t records = random() % 60;
    for (size_t i = 0; i < records; ++i) {
      const size_t department = random() % (1 + random() % 5);
      const int year = random() % 4 == 0 ? 2022 : 2023;
      ImportRecord sent = SentOf(absl::StrCat("d", department), absl::StrCat("r", i), year);
      if (random() % 10 == 0) next[department] += static_cast<int64_t>(random() % 300);
      const RecordOutcome outcomes[] = {RecordOutcome::kAdded, RecordOutcome::kAdded, RecordOutcome::kAdded,
                                        RecordOutcome::kUnchanged, RecordOutcome::kChanged};
      ImportedRecord imported = PlainOf(outcomes[random() % 5], next[department]++);
      if (random() % 15 == 0) imported.issues.resize(random() % 3);
      chunk.Add(std::move(sent), std::move(imported));
    }
    ExpectReadBack(chunk);
  }
}

TEST(OutcomePack, DamagedBytesAreAnErrorAndNoMore) {
  Chunk chunk;
  for (int64_t i = 0; i < 20; ++i) {
    chunk.Add(SentOf(absl::StrCat("40", i % 2), "r"), PlainOf(RecordOutcome::kAdded, 1 + i / 2));
  }
  chunk.Add(SentOf("403", "refused"), {.outcome = RecordOutcome::kRefused, .revision = 0, .issues = {{}}});
  const std::string whole = PackOutcomes(chunk.sent, chunk.imported).bytes;
  EXPECT_FALSE(UnpackOutcomes("", kDivision).ok());
  EXPECT_FALSE(UnpackOutcomes(whole.substr(0, whole.size() - 1), kDivision).ok());
  EXPECT_FALSE(UnpackOutcomes(std::string("\x01\xf8\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11), kDivision).ok());
  for (size_t i = 0; i < whole.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = whole;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      const auto results = UnpackOutcomes(damaged, kDivision);
      EXPECT_THAT(results.ok() ? results->size() : 0, Lt(2001u));
    }
  }
}

}  // namespace
}  // namespace zhengping::budget
