// Sends many records to budget.ImportTransactions and sees the import through: cuts them into chunks, sends the chunks
// that were not stored again after a broken stream, says at the end that all have come.
//
//   BulkImporter importer(stub, {.division = "divisions/430503000", .import_id = "2023-06-01-full",
//                                   .source = "platform:430000"});
//   while (…) {
//     budget::v1::ImportRecord* record = importer.AddRecord();   // null: the import has failed
//     if (record == nullptr) break;
//     …fill it…
//   }
//   const absl::StatusOr<budget::v1::Import> import = importer.Finish();   // COMPLETED, with its outcome counts
//
// What was refused is not an error of the import: see outcome_counts, and Refused() for the records.
//
// An importer that starts under the id of an import that is open goes on with it: the chunks that are stored are
// skipped, so the caller gives the same records again, from the first one on and in the same order.
//
// Memory: the chunks that are sent and not known to be stored, at most `window` of them. AddRecord and Finish block
// while the service stores. Used by one thread at a time.
#ifndef ZHENGPING_SERVICES_CLI_BULK_IMPORTER_H_
#define ZHENGPING_SERVICES_CLI_BULK_IMPORTER_H_

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "zhengping/budget/v1/budget_service.grpc.pb.h"

namespace zhengping::cli {

struct BulkImport {
  std::string division;   // resource name
  std::string import_id;  // [a-z0-9-]
  std::string source;     // of the records that name none
  budget::v1::OnViolation on_violation = budget::v1::ON_VIOLATION_UNSPECIFIED;

  // A chunk is sealed at either of these.
  int records_per_chunk = 2000;
  size_t bytes_per_chunk = 3 << 20;
  size_t window = 32;  // chunks; at least 2

  // How often it is tried again in a row without one more chunk stored, and how long it waits before: doubled each
  // time, up to `longest_wait`.
  int attempts = 10;
  std::chrono::milliseconds first_wait{100};
  std::chrono::milliseconds longest_wait{5000};

  // Told after each look at the service, and at the end: how many chunks are stored. May be empty.
  std::function<void(int64_t stored_chunks)> on_progress;
};

class BulkImporter {
 public:
  // `budget` outlives it.
  BulkImporter(budget::v1::BudgetService::Stub& budget, BulkImport import);
  // Without Finish the import stays open, and the chunks on their way may or may not be stored.
  ~BulkImporter();
  BulkImporter(const BulkImporter&) = delete;
  BulkImporter& operator=(const BulkImporter&) = delete;

  // A record of the current chunk, to be filled before the next call. Null once the import has failed: Finish says why.
  budget::v1::ImportRecord* AddRecord();

  // Sends what is left and the end. Tried again: UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, and RESOURCE_EXHAUSTED but
  // for DISK_FULL; every other error ends the import as it stands.
  absl::StatusOr<budget::v1::Import> Finish();

  // The first `limit` records that were refused, with their issues. After Finish.
  absl::StatusOr<std::vector<budget::v1::ImportOutcome>> Refused(int limit);

  // How often a stream was opened again.
  int resumed_count() const { return resumed_; }

 private:
  using Request = budget::v1::ImportTransactionsRequest;

  // Seals the current chunk, if it has records, and sends what can be sent.
  void SealChunk();
  // Lets go of what is stored until at most `most` chunks are not known to be.
  void Shrink(size_t most);
  // Sends what the window holds from next_chunk_ on, on a new stream where there is none; false when it broke.
  bool SendWindow();
  bool OpenStream();
  // Ends the stream and tries the import again from where it stands, or gives up with status_.
  void Recover();
  // Asks how far the service is.
  absl::Status Look();
  bool CloseWithEnd();  // true when the import is complete

  budget::v1::BudgetService::Stub& budget_;
  const BulkImport import_;
  const std::string name_;
  absl::Status status_;  // why the import has failed
  budget::v1::Import result_;
  bool is_looked_up_ = false;  // whether an earlier importer has left chunks behind

  std::unique_ptr<Request> filling_;
  budget::v1::ImportRecord* last_ = nullptr;  // of filling_, not counted in filling_bytes_ yet
  size_t filling_bytes_ = 0;
  int64_t last_chunk_ = 0;  // sealed

  std::deque<std::unique_ptr<Request>> window_;  // sealed and not known to be stored, in order
  int64_t stored_chunk_ = 0;                     // as the service said last
  int64_t next_chunk_ = 1;                       // to be sent on the stream that is open

  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientWriter<Request>> stream_;
  int failures_ = 0;  // in a row
  int resumed_ = 0;
};

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_BULK_IMPORTER_H_
