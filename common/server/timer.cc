#include "common/server/timer.h"

#include <mutex>
#include <utility>

namespace zhengping::server {

struct Timer::Watch {
  std::mutex mutex;  // held while `on_time` runs
  std::function<void(int64_t)> on_time;
};

Timer::Timer(std::function<void(int64_t)> on_time) : watch_(std::make_shared<Watch>()) {
  watch_->on_time = std::move(on_time);
}

Timer::~Timer() {
  std::lock_guard<std::mutex> lock(watch_->mutex);
  watch_->on_time = nullptr;
}

void Timer::Set(std::chrono::milliseconds after) {
  alarm_ = std::make_unique<grpc::Alarm>();  // the end of the one before cancels it
  alarm_->Set(std::chrono::system_clock::now() + after, [watch = watch_, round = ++round_](bool has_expired) {
    if (!has_expired) return;
    std::lock_guard<std::mutex> lock(watch->mutex);
    if (watch->on_time) watch->on_time(round);
  });
}

void Timer::Cancel() {
  ++round_;
  alarm_ = nullptr;
}

}  // namespace zhengping::server
