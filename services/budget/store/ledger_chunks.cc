#include "services/budget/store/ledger_chunks.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "common/storage/gathered_rows.h"
#include "services/budget/store/pending_years.h"
#include "services/budget/store/transaction_rows.h"

namespace zhengping::budget {
namespace {

constexpr storage::GatheredTable kChunks = {
    .insert =
        "INSERT INTO ledger_chunks (division, department, fiscal_year, last_revision, first_revision, reversals, "
        "caller, stored_ms, body)",
    .columns = 9};

#define ZP_CHUNK_COLUMNS                                                                         \
  "SELECT first_revision, last_revision, reversals, caller, stored_ms, body FROM ledger_chunks " \
  "WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND last_revision >= $4 "

constexpr char kSelectChunks[] = ZP_CHUNK_COLUMNS "AND first_revision <= $5 ORDER BY last_revision";
constexpr char kSelectReversing[] =
    ZP_CHUNK_COLUMNS "AND first_revision <= $5 AND reversals > 0 ORDER BY last_revision";
constexpr char kSelectChunk[] = ZP_CHUNK_COLUMNS "ORDER BY last_revision LIMIT 1";

#undef ZP_CHUNK_COLUMNS

absl::Status Located(const YearKey& key, const absl::Status& status) {
  if (status.code() != absl::StatusCode::kDataLoss) return status;
  return absl::DataLossError(
      absl::StrCat("the ledger of ", FormatName(key.department), ", ", key.fiscal_year, ": ", status.message()));
}

// A row whose body still belongs to the statement: for walks.
absl::StatusOr<ChunkReader> ReaderOf(const storage::Statement& row, const YearKey& key) {
  return ChunkReader::Open(row.Blob(5), key.fiscal_year, row.Int64(0), row.Int64(1));
}

absl::Status VisitChunk(const storage::Statement& row, const YearKey& key, int64_t first, int64_t last,
                        absl::FunctionRef<absl::StatusOr<Visit>(StoredRevision)> visit, Visit& visited) {
  ZP_ASSIGN_OR_RETURN(ChunkReader reader, ReaderOf(row, key));
  const std::string caller(row.Text(3));
  const int64_t stored_ms = row.Int64(4);
  while (true) {
    ZP_ASSIGN_OR_RETURN(const bool has_next, reader.Next());
    if (!has_next || reader.revision() > last) return absl::OkStatus();
    if (reader.revision() < first) continue;
    ZP_ASSIGN_OR_RETURN(PackedRevision packed, reader.Read());
    ZP_ASSIGN_OR_RETURN(visited, visit({.packed = std::move(packed), .caller = caller, .stored_ms = stored_ms}));
    if (visited == Visit::kStop) return absl::OkStatus();
  }
}

ChunkRow ChunkFromRow(const storage::Statement& row) {
  return {.first_revision = row.Int64(0),
          .last_revision = row.Int64(1),
          .reversals = row.Int64(2),
          .caller = std::string(row.Text(3)),
          .stored_ms = row.Int64(4),
          .body = std::string(row.Blob(5))};
}

}  // namespace

absl::Status InsertChunk(storage::Connection& connection, const YearKey& key, const ChunkRow& chunk) {
  return storage::GatherRow(connection, kChunks, key.division(), key.code(), key.fiscal_year, chunk.last_revision,
                            chunk.first_revision, chunk.reversals, chunk.caller, chunk.stored_ms,
                            storage::BlobView{chunk.body});
}

absl::Status VisitRevisions(storage::Connection& connection, const YearKey& key, int64_t first, int64_t last,
                            absl::FunctionRef<absl::StatusOr<Visit>(StoredRevision)> visit) {
  ZP_RETURN_IF_ERROR(StorePending(connection, key));
  ZP_ASSIGN_OR_RETURN(storage::Statement row, connection.Prepare(kSelectChunks));
  row.Bind(key.division(), key.code(), key.fiscal_year, first, last);
  int64_t expected = 0;  // 0: the first chunk may begin earlier
  Visit visited = Visit::kGoOn;
  while (visited == Visit::kGoOn) {
    ZP_ASSIGN_OR_RETURN(const bool has_row, row.Step());
    if (!has_row) break;
    const int64_t begins = row.Int64(0);
    if (expected == 0 ? begins > first : begins != expected) {
      return Located(key, absl::DataLossError(absl::StrCat("revision ", begins - 1, " is missing")));
    }
    expected = row.Int64(1) + 1;
    absl::Status status = VisitChunk(row, key, first, last, visit, visited);
    if (!status.ok()) return Located(key, status);
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> RevisionFinder::Seek(storage::Connection& connection, const YearKey& key, int64_t revision) {
  const bool is_kept = reader_.has_value() && chunk_.first_revision <= revision && revision <= chunk_.last_revision;
  if (!is_kept) {
    reader_.reset();
    ZP_RETURN_IF_ERROR(StorePending(connection, key));
    ZP_ASSIGN_OR_RETURN(std::optional<ChunkRow> chunk, FirstRow(connection, kSelectChunk, ChunkFromRow, key.division(),
                                                                key.code(), key.fiscal_year, revision));
    if (!chunk.has_value() || chunk->first_revision > revision) return false;
    chunk_ = *std::move(chunk);
  }
  if (!reader_.has_value() || reader_->revision() > revision) {
    absl::StatusOr<ChunkReader> reader =
        ChunkReader::Open(chunk_.body, key.fiscal_year, chunk_.first_revision, chunk_.last_revision);
    if (!reader.ok()) return Located(key, reader.status());
    reader_ = *std::move(reader);
  }
  ZP_RETURN_IF_ERROR(Located(key, reader_->Seek(revision)));
  return true;
}

absl::StatusOr<std::optional<StoredRevision>> RevisionFinder::Find(storage::Connection& connection, const YearKey& key,
                                                                   int64_t revision) {
  ZP_ASSIGN_OR_RETURN(const bool is_found, Seek(connection, key, revision));
  if (!is_found) return std::optional<StoredRevision>();
  absl::StatusOr<PackedRevision> packed = reader_->Read();
  if (!packed.ok()) return Located(key, packed.status());
  return std::optional<StoredRevision>(
      {.packed = *std::move(packed), .caller = chunk_.caller, .stored_ms = chunk_.stored_ms});
}

absl::StatusOr<std::optional<std::string>> RevisionFinder::FindDigest(storage::Connection& connection,
                                                                      const YearKey& key, int64_t revision) {
  ZP_ASSIGN_OR_RETURN(const bool is_found, Seek(connection, key, revision));
  if (!is_found) return std::optional<std::string>();
  return std::optional<std::string>(reader_->digest());
}

absl::StatusOr<std::vector<int64_t>> SelectReversed(storage::Connection& connection, const YearKey& key, int64_t first,
                                                    int64_t last) {
  ZP_RETURN_IF_ERROR(StorePending(connection, key));
  ZP_ASSIGN_OR_RETURN(storage::Statement row, connection.Prepare(kSelectReversing));
  row.Bind(key.division(), key.code(), key.fiscal_year, first, last);
  std::vector<int64_t> reversed;
  while (true) {
    ZP_ASSIGN_OR_RETURN(const bool has_row, row.Step());
    if (!has_row) break;
    absl::StatusOr<ChunkReader> reader = ReaderOf(row, key);
    if (!reader.ok()) return Located(key, reader.status());
    while (true) {
      const absl::StatusOr<bool> has_next = reader->Next();
      if (!has_next.ok()) return Located(key, has_next.status());
      if (!*has_next || reader->revision() > last) break;
      if (reader->revision() < first || !reader->reverses()) continue;
      const absl::StatusOr<PackedRevision> packed = reader->Read();
      if (!packed.ok()) return Located(key, packed.status());
      for (const std::optional<Transaction>* transaction : {&packed->reversal, &packed->own}) {
        if (!transaction->has_value() || (*transaction)->reverses.empty()) continue;
        const std::optional<TransactionKey> id = ParseTransactionId((*transaction)->reverses);
        if (id.has_value()) reversed.push_back(id->place.revision);
      }
    }
  }
  std::sort(reversed.begin(), reversed.end());
  return reversed;
}

}  // namespace zhengping::budget
