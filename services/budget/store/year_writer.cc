#include "services/budget/store/year_writer.h"

#include <algorithm>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/status/status_macros.h"
#include "common/storage/gathered_rows.h"
#include "services/budget/domain/canonical.h"
#include "services/budget/domain/facts.h"
#include "services/budget/store/pending_years.h"
#include "services/budget/store/year_reader.h"

namespace zhengping::budget {
namespace {

constexpr storage::GatheredTable kFeed = {
    .insert = "INSERT INTO feed (position, division, department, fiscal_year, first_revision, last_revision)",
    .columns = 6};
constexpr char kSelectFeedEnd[] = "SELECT COALESCE(MAX(position), 0) FROM feed";

// The last position of the feed, with the connection that writes.
struct FeedEnd {
  int64_t generation = -1;
  int64_t position = 0;
};

absl::StatusOr<int64_t> NextFeedPosition(storage::Connection& connection) {
  FeedEnd& end = connection.Kept<FeedEnd>();
  if (end.generation != connection.generation()) {
    ZP_RETURN_IF_ERROR(storage::StoreGathered(connection));
    ZP_ASSIGN_OR_RETURN(
        const std::optional<int64_t> last,
        FirstRow(connection, kSelectFeedEnd, [](const storage::Statement& row) { return row.Int64(0); }));
    end = {.generation = connection.generation(), .position = last.value_or(0)};
  }
  return ++end.position;
}

// Texts are digested when so much of a year waits: a load of the largest size holds little of itself twice.
constexpr size_t kMostUndigestedBytes = size_t{4} << 20;

absl::string_view BytesOf(const Sm3Digest& digest) { return absl::string_view(digest.data(), digest.size()); }

}  // namespace

YearWriter::YearWriter(storage::Connection& connection, YearKey key, WriteStamp stamp, Mode mode)
    : connection_(&connection), key_(std::move(key)), stamp_(std::move(stamp)), mode_(mode), chunk_(key_.fiscal_year) {}

absl::StatusOr<YearWriter> YearWriter::Open(storage::Connection& connection, const YearKey& key,
                                            const WriteStamp& stamp, Mode mode) {
  YearWriter writer(connection, key, stamp, mode);
  ZP_RETURN_IF_ERROR(FinishPending(connection, key));
  if (mode == Mode::kWrite) writer.year_ = connection.Kept<YearCache>().Take(key);
  writer.has_state_ = writer.year_ != nullptr;
  if (!writer.has_state_ || writer.year_->generation != connection.generation()) {
    ZP_RETURN_IF_ERROR(writer.ReadHead());
  }
  const YearHead& head = writer.head();
  const std::string bytes = absl::HexStringToBytes(head.digest);
  Sm3Digest digest;
  if (bytes.size() == digest.size()) {
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    writer.chain_ = Sm3Chain(digest);
  }
  writer.first_revision_ = head.revision;
  writer.stored_revision_ = head.revision;
  writer.closed_revision_ = head.revision;
  return writer;
}

// What is remembered holds when it has the stored head's revision and digest.
absl::Status YearWriter::ReadHead() {
  ZP_RETURN_IF_ERROR(storage::StoreGathered(*connection_));
  if (has_state_) {
    ZP_ASSIGN_OR_RETURN(const YearMark mark, SelectMark(*connection_, key_));
    has_state_ = head().revision == mark.revision && head().digest == mark.digest;
  }
  if (has_state_) return absl::OkStatus();
  year_ = std::make_unique<CachedYear>();
  ZP_ASSIGN_OR_RETURN(year_->head, SelectHead(*connection_, key_));
  return absl::OkStatus();
}

YearWriter::~YearWriter() {
  if (year_ == nullptr || !has_state_ || !is_clean_ || mode_ != Mode::kWrite) return;
  year_->generation = connection_->generation();
  connection_->Kept<YearCache>().Put(key_, std::move(year_));
}

absl::StatusOr<const YearState*> YearWriter::State() {
  if (!has_state_) {
    ZP_ASSIGN_OR_RETURN(year_->state, SelectState(*connection_, key_, first_revision_));
    if (filed_funds_.has_value()) year_->state.SetFunds(*filed_funds_);
    has_state_ = true;
  }
  return &year_->state;
}

absl::StatusOr<std::optional<StoredTransaction>> YearWriter::PostingOf(int64_t revision) {
  StoredRevision stored;
  if (revision > stored_revision_) {
    ZP_ASSIGN_OR_RETURN(stored.packed, ReadUnstored(revision));
    stored.caller = stamp_.caller;
    stored.stored_ms = stamp_.now_ms;
  } else {
    ZP_ASSIGN_OR_RETURN(std::optional<StoredRevision> found, finder_->Find(*connection_, key_, revision));
    if (!found.has_value()) return std::optional<StoredTransaction>();
    stored = *std::move(found);
  }
  std::vector<StoredTransaction> transactions = TransactionsOf(std::move(stored), key_.fiscal_year);
  if (transactions.empty() || transactions.back().place.step != Step::kOwn) return std::optional<StoredTransaction>();
  return std::optional<StoredTransaction>(std::move(transactions.back()));
}

void YearWriter::BeginRevision() {
  is_clean_ = false;
  ++year_->head.revision;
}

absl::Status YearWriter::PutQuotas(std::vector<QuotaRow> quotas) {
  if (quotas.empty()) return absl::OkStatus();
  ZP_RETURN_IF_ERROR(State().status());
  std::sort(quotas.begin(), quotas.end(),
            [](const QuotaRow& a, const QuotaRow& b) { return a.record.id < b.record.id; });
  for (QuotaRow& row : quotas) {
    row.revision = head().revision;
    const QuotaState* known = year_->state.FindQuota(row.record.id);
    must_fold_anew_ |= known != nullptr && known->entries > 0;
    chunk_.PutQuota(row);
    chain_.Add(CanonicalText(row.record));
    year_->state.PutQuota(row.record);
  }
  return absl::OkStatus();
}

absl::Status YearWriter::PutSpecialFunds(FiledSpecialFunds filed) {
  filed.revision = head().revision;
  filed.filed_ms = stamp_.now_ms;
  std::sort(filed.funds.begin(), filed.funds.end(),
            [](const SpecialFundRow& a, const SpecialFundRow& b) { return a.fund.id < b.fund.id; });
  for (const SpecialFundRow& row : filed.funds) chain_.Add(CanonicalText(row.fund));
  filed_funds_ = IdsOf(filed);
  if (has_state_) year_->state.SetFunds(*filed_funds_);
  if (mode_ != Mode::kWrite) return absl::OkStatus();
  return InsertSpecialFunds(*connection_, key_, filed);
}

absl::Status YearWriter::PutStatement(FiledStatement filed) {
  filed.revision = head().revision;
  filed.filed_ms = stamp_.now_ms;
  chain_.Add(CanonicalText(filed));
  if (mode_ != Mode::kWrite) return absl::OkStatus();
  return InsertStatement(*connection_, key_, filed);
}

absl::Status YearWriter::PutReportedFacts(FiledFacts filed) {
  filed.revision = head().revision;
  filed.filed_ms = stamp_.now_ms;
  chain_.Add(CanonicalText(filed.facts));
  if (mode_ != Mode::kWrite) return absl::OkStatus();
  return InsertReportedFacts(*connection_, key_, filed);
}

// What a reversal on its own takes back has nobody in force afterwards.
absl::Status YearWriter::Withdraw(const Transaction& reversal, int64_t version) {
  const std::optional<TransactionKey> original = ParseTransactionId(reversal.reverses);
  if (!original.has_value()) return absl::OkStatus();
  ZP_ASSIGN_OR_RETURN(const std::optional<StoredTransaction> posting, PostingOf(original->place.revision));
  if (!posting.has_value()) return absl::InternalError(absl::StrCat("no transaction ", reversal.reverses));
  const Transaction& reversed = posting->posted.transaction;
  year_->state.Withdraw(reversed.source, reversed.record_id, original->place.revision, version);
  return absl::OkStatus();
}

absl::Status YearWriter::PutTransaction(Step step, const Transaction& transaction, int64_t version) {
  ZP_RETURN_IF_ERROR(State().status());
  YearHead& head = year_->head;
  absl::InlinedVector<const QuotaRecord*, 4> quotas;
  for (const LedgerEntry& entry : transaction.entries) {
    const QuotaState* quota = year_->state.FindQuota(entry.quota);
    ZP_CHECK(quota != nullptr, absl::StrCat("decided without the quota ", entry.quota));
    quotas.push_back(&quota->record);
  }
  ZP_RETURN_IF_ERROR(head.fold.Apply(transaction, quotas, year_->state.live()));
  const bool is_reversal_alone = step == Step::kOwn && !transaction.reverses.empty();
  if (is_reversal_alone) ZP_RETURN_IF_ERROR(Withdraw(transaction, version));
  chunk_.PutTransaction(step, transaction, version);
  WriteCanonicalText(transaction, version, canonical_);
  chain_.Add(canonical_);
  year_->state.Apply(transaction, version, head.revision);
  ++head.transaction_count;
  head.entry_count += static_cast<int64_t>(transaction.entries.size());
  return absl::OkStatus();
}

absl::Status YearWriter::EndRevision(ChangeKind kind, const std::string& reason) {
  chunk_.EndRevision(kind, reason);
  texts_.push_back(chain_.text_count());
  if (chunk_.size_bytes() >= kChunkBytes) CloseChunk();
  if (chain_.undigested_bytes() < kMostUndigestedBytes || mode_ != Mode::kWrite) return absl::OkStatus();
  return StoreChunks();
}

void YearWriter::CloseChunk() {
  if (chunk_.empty()) return;
  closed_.push_back({std::exchange(chunk_, ChunkWriter(key_.fiscal_year)), closed_revision_ + 1, stamp_});
  closed_revision_ = head().revision;
}

absl::StatusOr<PackedRevision> YearWriter::ReadUnstored(int64_t revision) const {
  const ChunkWriter* chunk = &chunk_;
  int64_t first_revision = closed_revision_ + 1;
  for (auto closed = closed_.rbegin(); closed != closed_.rend() && revision < first_revision; ++closed) {
    chunk = &closed->chunk;
    first_revision = closed->first_revision;
  }
  const std::string body = chunk->Body();
  ZP_ASSIGN_OR_RETURN(ChunkReader reader, ChunkReader::Open(body, key_.fiscal_year, first_revision,
                                                            first_revision + chunk->revisions() - 1));
  ZP_RETURN_IF_ERROR(reader.Seek(revision));
  return reader.Read();
}

absl::Status YearWriter::StoreChunks() {
  CloseChunk();
  DigestChains({&chain_});
  auto texts = texts_.begin();
  for (ClosedChunk& closed : closed_) {
    const int64_t revisions = closed.chunk.revisions();
    for (size_t i = 0; i < static_cast<size_t>(revisions); ++i) {
      ZP_CHECK(*texts > 0, "a revision says something");
      closed.chunk.SetDigest(i, BytesOf(chain_.digests()[*texts++ - 1]));
    }
    ZP_RETURN_IF_ERROR(InsertChunk(*connection_, key_,
                                   {.first_revision = closed.first_revision,
                                    .last_revision = closed.first_revision + revisions - 1,
                                    .reversals = closed.chunk.reversals(),
                                    .caller = closed.stamp.caller,
                                    .stored_ms = closed.stamp.now_ms,
                                    .body = closed.chunk.Body()}));
  }
  closed_.clear();
  texts_.clear();
  stored_revision_ = closed_revision_;
  return absl::OkStatus();
}

absl::Status YearWriter::GoOn(const WriteStamp& stamp) {
  if (stamp.caller != stamp_.caller) {
    CloseChunk();
    stamp_ = stamp;
  }
  return absl::OkStatus();
}

absl::Status YearWriter::Finish() {
  if (head().revision == first_revision_ || mode_ != Mode::kWrite) return absl::OkStatus();
  ZP_RETURN_IF_ERROR(StoreChunks());
  year_->head.digest = absl::BytesToHexString(BytesOf(*chain_.head()));
  year_->head.updated_ms = stamp_.now_ms;
  if (must_fold_anew_) {
    ZP_ASSIGN_OR_RETURN(const YearSnapshot year, SelectYear(*connection_, key_, head()));
    year_->head.fold = Fold(year.ledger, EntryScope());
  }
  ZP_RETURN_IF_ERROR(SaveHead(*connection_, key_, head()));
  ZP_ASSIGN_OR_RETURN(const int64_t position, NextFeedPosition(*connection_));
  ZP_RETURN_IF_ERROR(storage::GatherRow(*connection_, kFeed, position, key_.division(), key_.code(), key_.fiscal_year,
                                        first_revision_ + 1, head().revision));
  is_clean_ = true;
  return absl::OkStatus();
}

}  // namespace zhengping::budget
