#include "common/clock/clock.h"

#include <algorithm>
#include <chrono>

#include "absl/time/clock.h"

namespace zhengping {
namespace {

class MachineClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
  absl::Duration Elapsed() const override {
    return absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
  }
};

}  // namespace

Date Clock::DayInChina(absl::Time time) {
  constexpr int64_t kSecondsOfDay = 24 * 60 * 60;
  const int64_t seconds = absl::ToUnixSeconds(time + absl::Hours(8));  // rounds down, before 1970 too
  const int64_t days = seconds / kSecondsOfDay - (seconds % kSecondsOfDay < 0 ? 1 : 0);
  const int64_t first = Date::FromYmd(1900, 1, 1)->days();
  const int64_t last = Date::FromYmd(2199, 12, 31)->days();
  return Date::FromDays(static_cast<int32_t>(std::clamp(days, first, last)));
}

const Clock& SystemClock() {
  static const MachineClock clock;
  return clock;
}

}  // namespace zhengping
