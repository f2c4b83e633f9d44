// The ledger on disk: chunks of consecutive revisions (chunk_body.h), one row a chunk, in the order of the revisions.
//
// A posting is a chunk of one revision, an import one of many. Every revision of a department-year stands in exactly
// one chunk, filings too, whose rows lie beside the ledger; so the chain of digests is in one place.
//
// A body that cannot be read is DATA_LOSS and names the department-year.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_CHUNKS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_CHUNKS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/store/chunk_body.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {

// A chunk is closed when its body has grown to this: some 900 transactions, a fraction of a department-year, so that
// one of them is found without reading much more.
inline constexpr size_t kChunkBytes = size_t{64} << 10;

struct StoredRevision {
  PackedRevision packed;
  std::string caller;
  int64_t stored_ms = 0;
};

struct ChunkRow {
  int64_t first_revision = 0;
  int64_t last_revision = 0;
  int64_t reversals = 0;  // reversing transactions in it
  std::string caller;
  int64_t stored_ms = 0;
  std::string body;
};
absl::Status InsertChunk(storage::Connection& connection, const YearKey& key, const ChunkRow& chunk);

enum class Visit { kGoOn, kStop };
// The revisions `first` to `last`, one after another.
absl::Status VisitRevisions(storage::Connection& connection, const YearKey& key, int64_t first, int64_t last,
                            absl::FunctionRef<absl::StatusOr<Visit>(StoredRevision)> visit);

// Finds single revisions; the chunk read last is kept, so that neighbours cost little.
class RevisionFinder {
 public:
  RevisionFinder() = default;
  RevisionFinder(const RevisionFinder&) = delete;
  RevisionFinder& operator=(const RevisionFinder&) = delete;

  // Empty where there is none.
  absl::StatusOr<std::optional<StoredRevision>> Find(storage::Connection& connection, const YearKey& key,
                                                     int64_t revision);
  // The digest of its head alone.
  absl::StatusOr<std::optional<std::string>> FindDigest(storage::Connection& connection, const YearKey& key,
                                                        int64_t revision);

 private:
  // False where there is no such revision.
  absl::StatusOr<bool> Seek(storage::Connection& connection, const YearKey& key, int64_t revision);

  ChunkRow chunk_;
  std::optional<ChunkReader> reader_;  // of chunk_.body
};

// The revisions, ascending, whose own transaction is reversed by one of the revisions `first` to `last`.
absl::StatusOr<std::vector<int64_t>> SelectReversed(storage::Connection& connection, const YearKey& key, int64_t first,
                                                    int64_t last);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_LEDGER_CHUNKS_H_
