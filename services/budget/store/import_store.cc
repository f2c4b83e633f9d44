#include "services/budget/store/import_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/store/ledger_chunks.h"
#include "services/budget/store/record_import.h"
#include "services/budget/store/transaction_rows.h"

namespace zhengping::budget {
namespace {

constexpr int64_t kImportLifeMs = kImportDays * 24 * 3600 * 1000;

ImportState StateAt(const ImportRow& row, int64_t now_ms) {
  const bool is_left = row.state == ImportState::kOpen && now_ms - row.updated_ms > kImportLifeMs;
  return is_left ? ImportState::kAbandoned : row.state;
}

absl::Status NoSuchImport(const ImportName& name, absl::string_view field) {
  return Absent({"IMPORT_NOT_FOUND", std::string(field)},
                absl::StrCat("the division has no import ", name.import_id, ": it begins with its first stream"));
}

// The import that `head` begins or goes on with; empty: it is to be begun.
absl::StatusOr<std::optional<ImportRow>> FindOpen(storage::Connection& connection, const ImportHead& head,
                                                  int64_t now_ms) {
  ZP_ASSIGN_OR_RETURN(std::optional<ImportRow> row, SelectImport(connection, head.name));
  if (!row.has_value()) return row;
  if (row->source != head.source || row->on_violation != head.on_violation) {
    return Taken({"IMPORT_EXISTS", "head.import_id"},
                 absl::StrCat("import ", head.name.import_id, " is of source ", row->source,
                              ", or checks otherwise: another import has another id"));
  }
  switch (StateAt(*row, now_ms)) {
    case ImportState::kOpen:
      return row;
    case ImportState::kCompleted:
      return NotNow({"IMPORT_COMPLETED", "head.import_id"},
                    absl::StrCat("import ", head.name.import_id, " is complete with chunk ", row->stored_chunk,
                                 ": another import has another id"));
    case ImportState::kAbandoned:
      return NotNow({"IMPORT_ABANDONED", "head.import_id"},
                    absl::StrCat("import ", head.name.import_id, " was given up, or left for ", kImportDays,
                                 " days: begin another one; records that are stored come out unchanged"));
  }
  return absl::InternalError("an import in no state");
}

absl::StatusOr<ImportRow> OpenImport(storage::Connection& connection, const ImportHead& head, const WriteStamp& stamp) {
  ZP_ASSIGN_OR_RETURN(std::optional<ImportRow> found, FindOpen(connection, head, stamp.now_ms));
  if (found.has_value()) return *std::move(found);
  ImportRow row;
  row.source = head.source;
  row.on_violation = head.on_violation;
  row.caller = stamp.caller;
  row.created_ms = stamp.now_ms;
  row.updated_ms = stamp.now_ms;
  ZP_RETURN_IF_ERROR(InsertImport(connection, head.name, row));
  return row;
}

// Of an import that Open has begun.
absl::StatusOr<ImportRow> GoOn(storage::Connection& connection, const ImportHead& head, int64_t now_ms) {
  ZP_ASSIGN_OR_RETURN(std::optional<ImportRow> found, FindOpen(connection, head, now_ms));
  if (!found.has_value()) return NoSuchImport(head.name, "head.import_id");
  return *std::move(found);
}

absl::Status OutOfOrder(int64_t chunk, int64_t stored, absl::string_view field) {
  return Invalid({"CHUNK_OUT_OF_ORDER", std::string(field)},
                 absl::StrCat("chunk ", chunk, " was sent, the next one is ", stored + 1));
}

// Without the chunks that are stored.
absl::StatusOr<absl::Span<const SentChunk>> Unstored(absl::Span<const SentChunk> chunks, int64_t stored) {
  while (!chunks.empty() && chunks.front().number <= stored) chunks.remove_prefix(1);
  for (const SentChunk& chunk : chunks) {
    if (chunk.number != stored + 1) return OutOfOrder(chunk.number, stored, "chunk.chunk");
    ++stored;
  }
  return chunks;
}

void CountOutcomes(const std::vector<ImportedRecord>& imported, ImportRow& import) {
  for (const ImportedRecord& record : imported) {
    const auto place = std::find(kImportOutcomes.begin(), kImportOutcomes.end(), record.outcome);
    ++import.counts[static_cast<size_t>(place - kImportOutcomes.begin())];
  }
}

absl::Status StoreChunksBody(storage::Connection& connection, const ImportHead& head,
                             const std::vector<SentChunk>& sent, const WriteStamp& stamp,
                             const ImportStore::IsOver& is_over) {
  ZP_RETURN_IF_ERROR(is_over());
  ZP_ASSIGN_OR_RETURN(ImportRow import, GoOn(connection, head, stamp.now_ms));
  ZP_ASSIGN_OR_RETURN(const absl::Span<const SentChunk> chunks, Unstored(sent, import.stored_chunk));
  if (chunks.empty()) return absl::OkStatus();
  std::vector<absl::Span<const ImportRecord>> records;
  for (const SentChunk& chunk : chunks) records.push_back(*chunk.records);
  ZP_ASSIGN_OR_RETURN(const std::vector<std::vector<ImportedRecord>> imported,
                      ImportChunks(connection, records, head.on_violation, stamp));
  for (size_t i = 0; i < chunks.size(); ++i) {
    CountOutcomes(imported[i], import);
    ZP_RETURN_IF_ERROR(InsertImportChunk(connection, head.name, chunks[i].number, records[i].size(),
                                         PackOutcomes(records[i], imported[i])));
  }
  import.stored_chunk = chunks.back().number;
  import.updated_ms = stamp.now_ms;
  return UpdateImport(connection, head.name, import);
}

absl::Status EndBody(storage::Connection& connection, const ImportHead& head, std::optional<int64_t> chunks,
                     const WriteStamp& stamp) {
  ZP_ASSIGN_OR_RETURN(ImportRow import, GoOn(connection, head, stamp.now_ms));
  if (chunks.has_value() && *chunks != import.stored_chunk) {
    return OutOfOrder(*chunks, import.stored_chunk, "end.chunks");
  }
  import.state = chunks.has_value() ? ImportState::kCompleted : ImportState::kAbandoned;
  import.updated_ms = stamp.now_ms;
  return UpdateImport(connection, head.name, import);
}

// What the ledger knows of a plain record.
absl::Status FillFromLedger(storage::Connection& connection, RevisionFinder& finder, RecordResult& result) {
  ZP_ASSIGN_OR_RETURN(const std::optional<StoredRevision> found, finder.Find(connection, result.key, result.revision));
  if (!found.has_value() || !found->packed.own.has_value()) {
    return absl::DataLossError("an imported record's transaction is gone");
  }
  result.record_id = found->packed.own->record_id;
  result.record_version = found->packed.own->record_version;
  result.transaction_id =
      TransactionId(result.key.fiscal_year, TransactionPlace{.revision = result.revision, .step = Step::kOwn});
  return absl::OkStatus();
}

absl::StatusOr<std::vector<ListedOutcome>> ListBody(storage::Connection& connection, const OutcomeQuery& query) {
  ZP_ASSIGN_OR_RETURN(const std::optional<ImportRow> import, SelectImport(connection, query.name));
  if (!import.has_value()) return NoSuchImport(query.name, "parent");
  const OutcomePlace after = query.after.value_or(OutcomePlace{0, -1});
  const bool wants_added = query.outcomes.empty() || query.outcomes.count(RecordOutcome::kAdded) > 0;
  std::vector<ListedOutcome> listed;
  const auto visit = [&](int64_t chunk, absl::string_view packed) -> absl::StatusOr<Further> {
    ZP_ASSIGN_OR_RETURN(std::vector<RecordResult> results, UnpackOutcomes(packed, query.name.division));
    for (size_t i = 0; i < results.size(); ++i) {
      const int index = static_cast<int>(i);
      if (chunk == after.chunk && index <= after.index) continue;
      if (!query.outcomes.empty() && query.outcomes.count(results[i].outcome) == 0) continue;
      if (listed.size() == query.limit) return Further::kNo;
      listed.push_back({.chunk = chunk, .index = index, .result = std::move(results[i])});
    }
    return Further::kYes;
  };
  ZP_RETURN_IF_ERROR(VisitImportChunks(connection, query.name, after.chunk,
                                       wants_added ? PlainChunks::kVisit : PlainChunks::kPassBy, visit));
  // Department by department, since the finder keeps one chunk of the ledger.
  std::map<std::pair<std::string, int>, std::vector<RecordResult*>> plain;
  for (ListedOutcome& outcome : listed) {
    RecordResult& result = outcome.result;
    if (result.revision != 0) plain[{result.key.code(), result.key.fiscal_year}].push_back(&result);
  }
  for (const auto& [year, results] : plain) {
    RevisionFinder finder;
    for (RecordResult* result : results) ZP_RETURN_IF_ERROR(FillFromLedger(connection, finder, *result));
  }
  return listed;
}

}  // namespace

void ImportStore::Open(ImportHead head, WriteStamp stamp, absl::AnyInvocable<void(absl::Status)> done) {
  database_.Write([head = std::move(head), stamp = std::move(stamp)](
                      storage::Connection& connection) { return OpenImport(connection, head, stamp).status(); },
                  std::move(done));
}

void ImportStore::StoreChunks(ImportHead head, std::vector<SentChunk> chunks, WriteStamp stamp, IsOver is_over,
                              absl::AnyInvocable<void(absl::Status)> done) {
  database_.Write(
      [head = std::move(head), chunks = std::move(chunks), stamp = std::move(stamp), is_over = std::move(is_over)](
          storage::Connection& connection) { return StoreChunksBody(connection, head, chunks, stamp, is_over); },
      std::move(done));
}

void ImportStore::Complete(ImportHead head, int64_t chunks, WriteStamp stamp,
                           absl::AnyInvocable<void(absl::Status)> done) {
  database_.Write([head = std::move(head), chunks, stamp = std::move(stamp)](
                      storage::Connection& connection) { return EndBody(connection, head, chunks, stamp); },
                  std::move(done));
}

void ImportStore::GiveUp(ImportHead head, WriteStamp stamp, absl::AnyInvocable<void(absl::Status)> done) {
  database_.Write([head = std::move(head), stamp = std::move(stamp)](
                      storage::Connection& connection) { return EndBody(connection, head, std::nullopt, stamp); },
                  std::move(done));
}

void ImportStore::Get(ImportName name, int64_t now_ms, Done<ImportRow> done) {
  database_.ReadAsync(
      [name = std::move(name), now_ms](storage::Connection& connection) -> absl::StatusOr<ImportRow> {
        ZP_ASSIGN_OR_RETURN(std::optional<ImportRow> row, SelectImport(connection, name));
        if (!row.has_value()) return NoSuchImport(name, "name");
        row->state = StateAt(*row, now_ms);
        return *std::move(row);
      },
      std::move(done));
}

void ImportStore::ListOutcomes(OutcomeQuery query, Done<std::vector<ListedOutcome>> done) {
  database_.ReadAsync(
      [query = std::move(query)](storage::Connection& connection) { return ListBody(connection, query); },
      std::move(done));
}

}  // namespace zhengping::budget
