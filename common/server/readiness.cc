#include "common/server/readiness.h"

#include <chrono>
#include <utility>

#include "common/log/log.h"

namespace zhengping::server {
namespace {

constexpr std::chrono::milliseconds kInterval{500};

}  // namespace

ReadinessWatch::ReadinessWatch(RunningServer& server, ReadinessProbe probe)
    : server_(server), probe_(std::move(probe)), thread_([this] { Loop(); }) {}

ReadinessWatch::~ReadinessWatch() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_ending_ = true;
  }
  ending_.notify_one();
  thread_.join();
}

void ReadinessWatch::Loop() {
  bool is_ready = true;
  std::unique_lock<std::mutex> lock(mutex_);
  while (!ending_.wait_for(lock, kInterval, [this] { return is_ending_; })) {
    lock.unlock();
    const absl::Status status = probe_();
    lock.lock();
    if (absl::IsUnavailable(status) != is_ready) continue;
    is_ready = !is_ready;
    server_.SetServing(is_ready);
    log::Write(is_ready ? log::Level::kInfo : log::Level::kWarning, is_ready ? "ready again" : "not ready",
               {{"why", status.message()}});
  }
}

}  // namespace zhengping::server
