// Streaming imports on disk: their chunks, each whole with its records, its checkpoint and its outcomes in one database
// transaction, and what became of the records. Chunks that wait together are stored together: their records are sorted
// by department-year across all of them, so that each one is taken up once.
//
// Thread rule: as storage::Database; every `done` is called exactly once.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_STORE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/budget/store/import_rows.h"
#include "services/budget/store/request_rows.h"

namespace zhengping::budget {

struct ImportHead {
  ImportName name;
  std::string source;
  OnViolation on_violation = OnViolation::kRecord;
};

// A chunk on its way to the writer.
struct SentChunk {
  int64_t number = 0;  // in its import, from 1
  std::shared_ptr<const std::vector<ImportRecord>> records;
};

// One record of a list of outcomes.
struct ListedOutcome {
  int64_t chunk = 0;
  int index = 0;  // in the chunk, from 0
  RecordResult result;
};
struct OutcomePlace {
  int64_t chunk = 0;
  int index = 0;
};
struct OutcomeQuery {
  ImportName name;
  std::optional<OutcomePlace> after;
  std::set<RecordOutcome> outcomes;  // empty: all
  size_t limit = 0;
};

class ImportStore {
 public:
  explicit ImportStore(storage::Database& database) : database_(database) {}

  template <typename T>
  using Done = absl::AnyInvocable<void(absl::StatusOr<T>)>;

  // Begins the import, or finds the open one that it goes on with. Refused: IMPORT_EXISTS (another source or way of
  // checking), IMPORT_COMPLETED, IMPORT_ABANDONED.
  void Open(ImportHead head, WriteStamp stamp, absl::AnyInvocable<void(absl::Status)> done);

  // Stores chunks of the import that follow one another, all or none; those that are stored already are left out.
  // `is_over` is asked before the first write whether anybody still wants them: not OK refuses. Refused: what Open
  // refuses, and CHUNK_OUT_OF_ORDER; a refused record is an outcome.
  using IsOver = std::function<absl::Status()>;
  void StoreChunks(ImportHead head, std::vector<SentChunk> chunks, WriteStamp stamp, IsOver is_over,
                   absl::AnyInvocable<void(absl::Status)> done);

  // After chunk `chunks` the import is complete. Refused: what Open refuses, and CHUNK_OUT_OF_ORDER when another chunk
  // is the last one stored.
  void Complete(ImportHead head, int64_t chunks, WriteStamp stamp, absl::AnyInvocable<void(absl::Status)> done);
  void GiveUp(ImportHead head, WriteStamp stamp, absl::AnyInvocable<void(absl::Status)> done);

  // At `now_ms` one that was left for kImportDays is abandoned. Refused: IMPORT_NOT_FOUND.
  void Get(ImportName name, int64_t now_ms, Done<ImportRow> done);
  // In the order in which the records came. Refused: IMPORT_NOT_FOUND.
  void ListOutcomes(OutcomeQuery query, Done<std::vector<ListedOutcome>> done);

 private:
  storage::Database& database_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_STORE_H_
