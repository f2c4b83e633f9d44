// Tells by health whether a server can do its work: asks a probe twice a second, and says NOT_SERVING while its answer
// is UNAVAILABLE. Other errors are no reason to send callers elsewhere. The log says when it changes, and why. Part of
// Run.
#ifndef ZHENGPING_COMMON_SERVER_READINESS_H_
#define ZHENGPING_COMMON_SERVER_READINESS_H_

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "absl/status/status.h"
#include "common/server/running_server.h"

namespace zhengping::server {

// May block, and is called from a thread of its own; storage::Database::Probe is one.
using ReadinessProbe = std::function<absl::Status()>;

class ReadinessWatch {
 public:
  // `server` must outlive it.
  ReadinessWatch(RunningServer& server, ReadinessProbe probe);
  // Waits for a probe that is under way.
  ~ReadinessWatch();
  ReadinessWatch(const ReadinessWatch&) = delete;
  ReadinessWatch& operator=(const ReadinessWatch&) = delete;

 private:
  void Loop();

  RunningServer& server_;
  const ReadinessProbe probe_;
  std::mutex mutex_;
  std::condition_variable ending_;
  bool is_ending_ = false;  // guarded by mutex_
  std::thread thread_;      // last: it uses what stands above
};

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_READINESS_H_
