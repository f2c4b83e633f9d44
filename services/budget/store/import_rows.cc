#include "services/budget/store/import_rows.h"

#include <cstdlib>

#include "common/status/status_macros.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectImport[] =
    "SELECT source, on_violation, state, stored_chunk, added, unchanged, changed, outdated, deleted, refused, caller, "
    "created_ms, updated_ms FROM imports WHERE division = $1 AND import_id = $2";

constexpr char kInsertImport[] =
    "INSERT INTO imports (division, import_id, source, on_violation, state, stored_chunk, added, unchanged, changed, "
    "outdated, deleted, refused, caller, created_ms, updated_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
    "$12, $13, $14, $15)";

constexpr char kUpdateImport[] =
    "UPDATE imports SET state = $3, stored_chunk = $4, added = $5, unchanged = $6, changed = $7, outdated = $8, "
    "deleted = $9, refused = $10, updated_ms = $11 WHERE division = $1 AND import_id = $2";

constexpr char kInsertChunk[] =
    "INSERT INTO import_chunks (division, import_id, chunk, record_count, plain_added, outcomes) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

constexpr char kSelectChunks[] =
    "SELECT chunk, outcomes FROM import_chunks WHERE division = $1 AND import_id = $2 AND chunk >= $3 ORDER BY chunk";

constexpr char kSelectRemarkableChunks[] =
    "SELECT chunk, outcomes FROM import_chunks WHERE division = $1 AND import_id = $2 AND chunk >= $3 "
    "AND plain_added < record_count ORDER BY chunk";

int64_t ColumnOf(ImportState state) {
  switch (state) {
    case ImportState::kOpen:
      return 1;
    case ImportState::kCompleted:
      return 2;
    case ImportState::kAbandoned:
      return 3;
  }
  std::abort();
}

absl::StatusOr<ImportState> StateFromColumn(int64_t number) {
  for (const ImportState state : {ImportState::kOpen, ImportState::kCompleted, ImportState::kAbandoned}) {
    if (ColumnOf(state) == number) return state;
  }
  return absl::InternalError("imports.state holds what is none");
}

int64_t ColumnOf(OnViolation on_violation) { return on_violation == OnViolation::kReject ? 1 : 2; }

absl::StatusOr<ImportRow> ImportFromRow(const storage::Statement& row) {
  ImportRow import;
  import.source = std::string(row.Text(0));
  import.on_violation = row.Int64(1) == ColumnOf(OnViolation::kReject) ? OnViolation::kReject : OnViolation::kRecord;
  ZP_ASSIGN_OR_RETURN(import.state, StateFromColumn(row.Int64(2)));
  import.stored_chunk = row.Int64(3);
  for (size_t i = 0; i < import.counts.size(); ++i) import.counts[i] = row.Int64(4 + static_cast<int>(i));
  import.caller = std::string(row.Text(10));
  import.created_ms = row.Int64(11);
  import.updated_ms = row.Int64(12);
  return import;
}

}  // namespace

absl::StatusOr<std::optional<ImportRow>> SelectImport(storage::Connection& connection, const ImportName& name) {
  return FirstRow(connection, kSelectImport, ImportFromRow, name.division, name.import_id);
}

absl::Status InsertImport(storage::Connection& connection, const ImportName& name, const ImportRow& row) {
  const auto& counts = row.counts;
  return connection.Execute(kInsertImport, name.division, name.import_id, row.source, ColumnOf(row.on_violation),
                            ColumnOf(row.state), row.stored_chunk, counts[0], counts[1], counts[2], counts[3],
                            counts[4], counts[5], row.caller, row.created_ms, row.updated_ms);
}

absl::Status UpdateImport(storage::Connection& connection, const ImportName& name, const ImportRow& row) {
  const auto& counts = row.counts;
  return connection.Execute(kUpdateImport, name.division, name.import_id, ColumnOf(row.state), row.stored_chunk,
                            counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], row.updated_ms);
}

absl::Status InsertImportChunk(storage::Connection& connection, const ImportName& name, int64_t chunk,
                               size_t record_count, const PackedOutcomes& outcomes) {
  return connection.Execute(kInsertChunk, name.division, name.import_id, chunk, static_cast<int64_t>(record_count),
                            outcomes.plain_added, storage::BlobView{outcomes.bytes});
}

absl::Status VisitImportChunks(storage::Connection& connection, const ImportName& name, int64_t first,
                               PlainChunks plain,
                               absl::FunctionRef<absl::StatusOr<Further>(int64_t, absl::string_view)> visit) {
  ZP_ASSIGN_OR_RETURN(storage::Statement chunks,
                      connection.Prepare(plain == PlainChunks::kVisit ? kSelectChunks : kSelectRemarkableChunks));
  chunks.Bind(name.division, name.import_id, first);
  while (true) {
    ZP_ASSIGN_OR_RETURN(const bool has_row, chunks.Step());
    if (!has_row) return absl::OkStatus();
    ZP_ASSIGN_OR_RETURN(const Further further, visit(chunks.Int64(0), chunks.Blob(1)));
    if (further == Further::kNo) return absl::OkStatus();
  }
}

}  // namespace zhengping::budget
