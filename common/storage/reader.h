// The pool of read connections and the threads that serve ReadAsync. Part of Database.
//
// Thread rule: every function from any thread; Run blocks while all connections are busy.
#ifndef ZHENGPING_COMMON_STORAGE_READER_H_
#define ZHENGPING_COMMON_STORAGE_READER_H_

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "common/storage/backend.h"
#include "common/storage/config.h"
#include "common/storage/connection.h"

namespace zhengping::storage {

class Reader {
 public:
  using Body = absl::AnyInvocable<absl::Status(Connection&)>;
  using Done = absl::AnyInvocable<void(absl::Status)>;

  // One thread a session.
  Reader(std::vector<std::unique_ptr<Session>> sessions, const Config& config);
  // Finishes what is queued.
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  absl::Status Run(absl::FunctionRef<absl::Status(Session&)> body);

  // When the queue is full, `done` gets OVERLOADED before the return.
  void Queue(Body body, Done done);

 private:
  struct Job {
    Body body;
    Done done;
  };

  void Loop();
  std::unique_ptr<Session> Take();
  void GiveBack(std::unique_ptr<Session> session);

  const size_t queue_limit_;

  std::mutex mutex_;
  std::condition_variable has_work_;
  std::condition_variable has_idle_;
  std::vector<std::unique_ptr<Session>> idle_;  // guarded by mutex_
  std::deque<Job> queue_;                       // guarded by mutex_
  bool is_ending_ = false;                      // guarded by mutex_

  std::vector<std::thread> threads_;
};

}  // namespace zhengping::storage

#endif  // ZHENGPING_COMMON_STORAGE_READER_H_
