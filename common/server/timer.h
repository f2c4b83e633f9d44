// One alarm at a time for a stream's reactor: a heartbeat, a limit on a wait. Setting it again takes the place of what
// was set before.
//
//   Timer idle_{[this](int64_t round) {
//     std::lock_guard<std::mutex> lock(mutex_);
//     if (round == idle_.round() && is_reading_) …;
//   }};
//   idle_.Set(limit);   // under mutex_, as Cancel
//
// A call that is on its way when the timer is set anew or cancelled still comes: it knows itself by its round. Set and
// Cancel belong under the reactor's own lock; the destructor must not run under it, since it waits for a call that
// runs.
#ifndef ZHENGPING_COMMON_SERVER_TIMER_H_
#define ZHENGPING_COMMON_SERVER_TIMER_H_

#include <grpcpp/alarm.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace zhengping::server {

class Timer {
 public:
  explicit Timer(std::function<void(int64_t round)> on_time);
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void Set(std::chrono::milliseconds after);
  void Cancel();
  int64_t round() const { return round_; }

 private:
  struct Watch;
  const std::shared_ptr<Watch> watch_;  // outlives the timer in calls on their way
  std::unique_ptr<grpc::Alarm> alarm_;
  int64_t round_ = 0;
};

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_TIMER_H_
