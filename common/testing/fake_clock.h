// A clock that a test sets. Starts at 2023-12-31 12:00:00 in China.
#ifndef ZHENGPING_COMMON_TESTING_FAKE_CLOCK_H_
#define ZHENGPING_COMMON_TESTING_FAKE_CLOCK_H_

#include <mutex>

#include "absl/time/time.h"
#include "common/clock/clock.h"

namespace zhengping {

// Thread-safe.
class FakeClock final : public Clock {
 public:
  absl::Time Now() const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return now_;
  }
  absl::Duration Elapsed() const override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return elapsed_;
  }

  // Time passes: both clocks move.
  void Advance(absl::Duration duration) {
    const std::lock_guard<std::mutex> lock(mutex_);
    now_ += duration;
    elapsed_ += duration;
  }
  // Somebody sets the wall clock: only Now() jumps.
  void Set(absl::Time now) {
    const std::lock_guard<std::mutex> lock(mutex_);
    now_ = now;
  }

 private:
  mutable std::mutex mutex_;
  absl::Time now_ = absl::FromUnixSeconds(1703995200);
  absl::Duration elapsed_ = absl::ZeroDuration();
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_FAKE_CLOCK_H_
