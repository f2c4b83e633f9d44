#include "common/testing/server_fixture.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/client/channel.h"
#include "common/log/log.h"
#include "common/status/check.h"

namespace zhengping {

ServerFixture::ServerFixture(const std::vector<grpc::Service*>& services, const server::ServerConfig& config,
                             server::Authenticator authenticator) {
  auto started = server::RunningServer::Start(config, services, std::move(authenticator));
  ZP_CHECK(started.ok(), started.status().ToString());
  server_ = *std::move(started);
  channel_ = client::NewChannel({.target = server_->address()});
}

CapturedLog::CapturedLog() {
  log::SetSink([this](const std::string& line) {
    std::lock_guard<std::mutex> lock(mutex_);
    lines_.push_back(line);
    changed_.notify_all();
  });
}

CapturedLog::~CapturedLog() { log::SetSink(nullptr); }

std::string CapturedLog::WaitFor(const std::vector<std::string>& texts) {
  std::unique_lock<std::mutex> lock(mutex_);
  auto found = lines_.cend();
  changed_.wait_for(lock, std::chrono::seconds(10), [&] { return (found = Find(texts)) != lines_.cend(); });
  return found == lines_.cend() ? "" : *found;
}

bool CapturedLog::Holds(const std::vector<std::string>& texts) {
  std::lock_guard<std::mutex> lock(mutex_);
  return Find(texts) != lines_.cend();
}

std::vector<std::string>::const_iterator CapturedLog::Find(const std::vector<std::string>& texts) const {
  return std::find_if(lines_.cbegin(), lines_.cend(), [&](const std::string& line) {
    return std::all_of(texts.begin(), texts.end(),
                       [&](const std::string& text) { return line.find(text) != std::string::npos; });
  });
}

void Gate::Pass() {
  std::unique_lock<std::mutex> lock(mutex_);
  ++arrivals_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return is_open_; });
}

void Gate::AwaitArrivals(int count) {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait(lock, [this, count] { return arrivals_ >= count; });
}

void Gate::Open() {
  std::lock_guard<std::mutex> lock(mutex_);
  is_open_ = true;
  changed_.notify_all();
}

}  // namespace zhengping
