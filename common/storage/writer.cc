#include "common/storage/writer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "common/storage/refusals.h"

namespace zhengping::storage {
namespace {

using Clock = std::chrono::steady_clock;

// Callers who have just been answered often come again at once. While others wait already, a moment's patience puts all
// into one commit instead of two halves that take turns; it is worth a part of what a batch takes, and never long.
constexpr int kPatiencePart = 4;
constexpr Clock::duration kMostPatience = std::chrono::milliseconds(2);

}  // namespace

Writer::Writer(std::unique_ptr<Session> session, const Config& config)
    : session_(std::move(session)),
      queue_limit_(static_cast<size_t>(config.write_queue_limit)),
      batch_limit_(static_cast<size_t>(config.write_batch_limit)),
      thread_([this] { Loop(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    is_ending_ = true;
  }
  has_work_.notify_one();
  thread_.join();
}

void Writer::Queue(Body body, Done done) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (queue_.size() < queue_limit_) {
      queue_.push_back({std::move(body), std::move(done), absl::OkStatus()});
      has_work_.notify_one();
      return;
    }
  }
  done(QueueFull("写操作", static_cast<int>(queue_limit_)));
}

WriteCounts Writer::counts() const {
  return {.transactions_committed = transactions_committed_,
          .bodies_committed = bodies_committed_,
          .batches_rerun = batches_rerun_};
}

void Writer::SetCommitListener(std::function<void()> listener) {
  const std::lock_guard<std::mutex> lock(listener_mutex_);
  commit_listener_ = std::move(listener);
}

std::vector<Writer::Job> Writer::NextBatch() {
  std::unique_lock<std::mutex> lock(mutex_);
  has_work_.wait(lock, [this] { return is_ending_ || !queue_.empty(); });
  const auto size = static_cast<std::ptrdiff_t>(std::min(queue_.size(), batch_limit_));
  std::vector<Job> batch(std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.begin() + size));
  queue_.erase(queue_.begin(), queue_.begin() + size);
  return batch;
}

void Writer::Loop() {
  size_t awaited = 1;
  Clock::duration patience{0};
  while (true) {
    {
      std::unique_lock<std::mutex> lock(mutex_);
      has_work_.wait(lock, [this] { return is_ending_ || !queue_.empty(); });
      has_work_.wait_for(lock, patience, [&] { return is_ending_ || queue_.size() >= awaited; });
    }
    std::vector<Job> batch = NextBatch();
    if (batch.empty()) return;
    const Clock::time_point begin = Clock::now();
    RunBatch(absl::MakeSpan(batch));
    patience = std::min(kMostPatience, (Clock::now() - begin) / kPatiencePart);
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      awaited = std::min(queue_.size() + batch.size(), batch_limit_);
    }
    for (Job& job : batch) {
      // What the body holds may belong to the call that `done` ends.
      job.body = nullptr;
      job.done(std::move(job.outcome));
    }
  }
}

void Writer::RunBatch(absl::Span<Job> jobs) {
  if (RunTogether(jobs)) return;
  ++batches_rerun_;
  for (size_t i = 0; i < jobs.size(); ++i) RunTogether(jobs.subspan(i, 1));
}

bool Writer::RunTogether(absl::Span<Job> jobs) {
  const bool is_alone = jobs.size() == 1;
  const auto fail_all = [jobs](const absl::Status& status) {
    for (Job& job : jobs) job.outcome = status;
    return true;
  };
  if (const absl::Status begun = session_->Begin(); !begun.ok()) return fail_all(begun);
  for (Job& job : jobs) {
    if (RunBody(job)) continue;
    RollBack();
    return is_alone;
  }
  const absl::Status last = session_->RunLast();
  if (const absl::Status fault = session_->fault(); !last.ok() || !fault.ok()) {
    RollBack();
    return is_alone ? fail_all(fault.ok() ? last : fault) : false;
  }
  const absl::Status committed = session_->Commit();
  session_->DropLast();
  if (!committed.ok()) {
    session_->BeginGeneration();
    // INTERNAL at the commit: a constraint that waited until then, so one body is at fault and the others are not.
    if (committed.code() == absl::StatusCode::kInternal && !is_alone) return false;
    return fail_all(committed);
  }
  ++transactions_committed_;
  {
    const std::lock_guard<std::mutex> lock(listener_mutex_);
    if (commit_listener_) commit_listener_();
  }
  bodies_committed_ += std::count_if(jobs.begin(), jobs.end(), [](const Job& job) { return job.outcome.ok(); });
  return true;
}

void Writer::RollBack() {
  session_->DropLast();
  session_->BeginGeneration();
  session_->Rollback();
}

bool Writer::RunBody(Job& job) {
  const auto written = [this] { return session_->rows_written() + session_->noted_changes(); };
  const int64_t written_before = written();
  job.outcome = job.body(*session_);
  if (const absl::Status fault = session_->fault(); !fault.ok()) {
    job.outcome = fault;
    return false;
  }
  return job.outcome.ok() || written() == written_before;
}

}  // namespace zhengping::storage
