// Rows of streaming imports and of their chunks.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_ROWS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/storage/connection.h"
#include "services/budget/domain/record_import.h"
#include "services/budget/store/outcome_pack.h"

namespace zhengping::budget {

struct ImportName {
  std::string division;
  std::string import_id;
};

enum class ImportState { kOpen, kCompleted, kAbandoned };

// The outcomes that records of an import have, in the order in which they are counted.
inline constexpr std::array<RecordOutcome, 6> kImportOutcomes = {RecordOutcome::kAdded,   RecordOutcome::kUnchanged,
                                                                 RecordOutcome::kChanged, RecordOutcome::kOutdated,
                                                                 RecordOutcome::kDeleted, RecordOutcome::kRefused};

struct ImportRow {
  std::string source;
  OnViolation on_violation = OnViolation::kRecord;
  ImportState state = ImportState::kOpen;
  int64_t stored_chunk = 0;
  std::array<int64_t, kImportOutcomes.size()> counts = {};
  std::string caller;
  int64_t created_ms = 0;
  int64_t updated_ms = 0;
};

absl::StatusOr<std::optional<ImportRow>> SelectImport(storage::Connection& connection, const ImportName& name);
absl::Status InsertImport(storage::Connection& connection, const ImportName& name, const ImportRow& row);
// State, stored_chunk, counts and updated_ms.
absl::Status UpdateImport(storage::Connection& connection, const ImportName& name, const ImportRow& row);

absl::Status InsertImportChunk(storage::Connection& connection, const ImportName& name, int64_t chunk,
                               size_t record_count, const PackedOutcomes& outcomes);

enum class Further { kYes, kNo };
// The chunks from `first` on, in order, as long as `visit` says so. Without `plain`: only those that hold more than
// plain added records.
enum class PlainChunks { kVisit, kPassBy };
absl::Status VisitImportChunks(
    storage::Connection& connection, const ImportName& name, int64_t first, PlainChunks plain,
    absl::FunctionRef<absl::StatusOr<Further>(int64_t chunk, absl::string_view outcomes)> visit);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_ROWS_H_
