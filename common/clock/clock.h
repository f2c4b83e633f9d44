// The only place that asks for the time. A service's class holds a `const Clock&`; its main passes SystemClock(), its
// tests a FakeClock (common/testing/fake_clock.h). The domain never sees a clock: the day is an argument there.
#ifndef ZHENGPING_COMMON_CLOCK_CLOCK_H_
#define ZHENGPING_COMMON_CLOCK_CLOCK_H_

#include "absl/time/time.h"
#include "common/date/date.h"

namespace zhengping {

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;

  // The wall clock. It may jump: for stamps, not for durations.
  virtual absl::Time Now() const = 0;
  // Counts up from an unknown start and never jumps: for durations.
  virtual absl::Duration Elapsed() const = 0;

  // The calendar day in China (UTC+8, no summer time), which is the day of fiscal acts wherever the machine stands.
  Date Today() const { return DayInChina(Now()); }

  // Times outside 1900 to 2199 are taken as the nearest day of that range.
  static Date DayInChina(absl::Time time);
};

// The machine's own clocks.
const Clock& SystemClock();

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_CLOCK_CLOCK_H_
