// Threads for work that blocks: an RPC that calls other services, renders a document or reads a large file runs here,
// so that gRPC's own threads never wait. Work on the database needs none of it (storage::Database has its own threads).
#ifndef ZHENGPING_COMMON_SERVER_WORKERS_H_
#define ZHENGPING_COMMON_SERVER_WORKERS_H_

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace zhengping::server {

class Workers {
 public:
  // At most `queue_limit` pieces of work wait; a longer queue would only answer callers that have given up.
  explicit Workers(int threads, int queue_limit = 256);

  // Finishes what was queued, then joins. Must outlive the server whose RPCs submit to it.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False, and `work` is dropped, when the queue is full.
  bool Submit(std::function<void()> work);

 private:
  void Loop();

  const size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_WORKERS_H_
