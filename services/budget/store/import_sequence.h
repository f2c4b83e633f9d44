// The steps of one import stream on their way to the writer, in the order sent.
//
// While one step is being written, the chunks that come meanwhile gather, and then are stored as one (ImportStore::
// StoreChunks). So a stream that is faster than the disk is sorted over half of what it may have in memory, and one
// that is slower has each chunk stored as it comes.
//
// Every `done` is called exactly once, in the order of the steps, unless the writer's queue is full. The sequence must
// live until the last of them begins; that one may end it.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_SEQUENCE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_SEQUENCE_H_

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "services/budget/store/import_store.h"

namespace zhengping::budget {

class ImportSequence {
 public:
  using Done = absl::AnyInvocable<void(absl::Status)>;

  ImportSequence(ImportStore& imports, ImportHead head, ImportStore::IsOver is_over)
      : imports_(imports), head_(std::move(head)), is_over_(std::move(is_over)) {}

  void Open(WriteStamp stamp, Done done);
  void StoreChunk(SentChunk chunk, WriteStamp stamp, Done done);
  void Complete(int64_t chunks, WriteStamp stamp, Done done);
  void GiveUp(WriteStamp stamp, Done done);

 private:
  // A chunk, or something else that is written.
  struct Step {
    std::optional<SentChunk> chunk;
    absl::AnyInvocable<void(Done)> write;
    WriteStamp stamp;
    Done done;
  };

  void Add(Step step);
  // Writes what waits, unless something is being written.
  void GoOn();
  // The first one that waits, and where it is a chunk those that follow on it. Under mutex_.
  std::vector<Step> TakeSteps();
  void Write(std::vector<Step> steps);

  ImportStore& imports_;
  const ImportHead head_;
  const ImportStore::IsOver is_over_;
  std::mutex mutex_;
  std::deque<Step> waiting_;
  bool is_writing_ = false;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_IMPORT_SEQUENCE_H_
