#include "common/storage/reader.h"

#include <utility>

#include "common/storage/refusals.h"

namespace zhengping::storage {

Reader::Reader(std::vector<std::unique_ptr<Session>> sessions, const Config& config)
    : queue_limit_(static_cast<size_t>(config.read_queue_limit)), idle_(std::move(sessions)) {
  const size_t count = idle_.size();
  for (size_t i = 0; i < count; ++i) threads_.emplace_back([this] { Loop(); });
}

Reader::~Reader() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_ending_ = true;
  }
  has_work_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

std::unique_ptr<Session> Reader::Take() {
  std::unique_lock<std::mutex> lock(mutex_);
  has_idle_.wait(lock, [this] { return !idle_.empty(); });
  std::unique_ptr<Session> session = std::move(idle_.back());
  idle_.pop_back();
  return session;
}

void Reader::GiveBack(std::unique_ptr<Session> session) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(std::move(session));
  }
  has_idle_.notify_one();
}

absl::Status Reader::Run(absl::FunctionRef<absl::Status(Session&)> body) {
  std::unique_ptr<Session> session = Take();
  absl::Status status = session->Begin();
  if (status.ok()) {
    status = body(*session);
    if (const absl::Status fault = session->fault(); !fault.ok()) status = fault;
    session->Rollback();
  }
  GiveBack(std::move(session));
  return status;
}

void Reader::Queue(Body body, Done done) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (queue_.size() < queue_limit_) {
      queue_.push_back({std::move(body), std::move(done)});
      has_work_.notify_one();
      return;
    }
  }
  done(QueueFull("读操作", static_cast<int>(queue_limit_)));
}

void Reader::Loop() {
  while (true) {
    Job job;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      has_work_.wait(lock, [this] { return is_ending_ || !queue_.empty(); });
      if (queue_.empty()) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    absl::Status status = Run([&job](Session& session) { return job.body(session); });
    // What the body holds may belong to the call that `done` ends.
    job.body = nullptr;
    job.done(std::move(status));
  }
}

}  // namespace zhengping::storage
