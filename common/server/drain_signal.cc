#include "common/server/drain_signal.h"

#include <utility>

#include "common/status/refusal.h"

namespace zhengping::server {

int64_t DrainSignal::Add(std::function<void()> on_drain) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (has_begun_) {
    on_drain();
  } else {
    listeners_.emplace(last_key_ + 1, std::move(on_drain));
  }
  return ++last_key_;
}

void DrainSignal::Remove(int64_t key) {
  std::lock_guard<std::mutex> lock(mutex_);
  listeners_.erase(key);
}

void DrainSignal::Begin() {
  std::lock_guard<std::mutex> lock(mutex_);
  has_begun_ = true;
  for (const auto& [key, on_drain] : listeners_) on_drain();
  listeners_.clear();
}

absl::Status Draining() {
  return Unreachable({"SERVER_DRAINING", "", ""}, "the server is shutting down: resume in a moment");
}

}  // namespace zhengping::server
