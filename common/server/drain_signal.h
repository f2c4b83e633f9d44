// Tells the streams that last as long as their callers like that the server drains: they end at once, their callers
// resume elsewhere. Calls that end by themselves are waited for and hear nothing.
#ifndef ZHENGPING_COMMON_SERVER_DRAIN_SIGNAL_H_
#define ZHENGPING_COMMON_SERVER_DRAIN_SIGNAL_H_

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

#include "absl/status/status.h"

namespace zhengping::server {

// Every thread may use it.
class DrainSignal {
 public:
  // `on_drain` is called once, at Begin or at once when that is over; it must not block, nor add or remove.
  int64_t Add(std::function<void()> on_drain);
  // When it returns, `on_drain` is not running and will not be called.
  void Remove(int64_t key);

  void Begin();

 private:
  std::mutex mutex_;  // held while `on_drain` runs
  bool has_begun_ = false;
  int64_t last_key_ = 0;
  std::map<int64_t, std::function<void()>> listeners_;
};

// What a stream that is ended by the drain says: SERVER_DRAINING, UNAVAILABLE.
absl::Status Draining();

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_DRAIN_SIGNAL_H_
