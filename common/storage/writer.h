// The one thread that writes: takes waiting bodies in batches, as database.h describes. Part of Database.
//
// Thread rule: Queue and counts from any thread.
#ifndef ZHENGPING_COMMON_STORAGE_WRITER_H_
#define ZHENGPING_COMMON_STORAGE_WRITER_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "common/storage/backend.h"
#include "common/storage/config.h"
#include "common/storage/connection.h"

namespace zhengping::storage {

// Since the opening; for metrics and tests.
struct WriteCounts {
  int64_t transactions_committed = 0;  // each one sync to disk
  int64_t bodies_committed = 0;        // bodies that returned OK and were committed
  int64_t batches_rerun = 0;           // rolled back and run one by one
};

class Writer {
 public:
  using Body = absl::AnyInvocable<absl::Status(Connection&)>;
  using Done = absl::AnyInvocable<void(absl::Status)>;

  Writer(std::unique_ptr<Session> session, const Config& config);
  // Finishes what is queued.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // When the queue is full, `done` gets OVERLOADED before the return.
  void Queue(Body body, Done done);

  WriteCounts counts() const;

  // See Database::SetCommitListener.
  void SetCommitListener(std::function<void()> listener);

 private:
  struct Job {
    Body body;
    Done done;
    absl::Status outcome;
  };

  void Loop();
  std::vector<Job> NextBatch();  // waits for work; empty when all is done and the end has come
  void RunBatch(absl::Span<Job> jobs);
  // One transaction for all. True: it is over and every job has its outcome. False: rolled back, to be run one by one.
  bool RunTogether(absl::Span<Job> jobs);
  void RollBack();
  // True when the job leaves the transaction fit to be committed.
  bool RunBody(Job& job);

  const std::unique_ptr<Session> session_;
  const size_t queue_limit_;
  const size_t batch_limit_;

  std::mutex mutex_;
  std::condition_variable has_work_;
  std::deque<Job> queue_;   // guarded by mutex_
  bool is_ending_ = false;  // guarded by mutex_

  std::mutex listener_mutex_;              // held while the listener runs
  std::function<void()> commit_listener_;  // guarded by listener_mutex_

  std::atomic<int64_t> transactions_committed_ = 0;
  std::atomic<int64_t> bodies_committed_ = 0;
  std::atomic<int64_t> batches_rerun_ = 0;

  std::thread thread_;  // last: it uses what stands above
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_WRITER_H_
