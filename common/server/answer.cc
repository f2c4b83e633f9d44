#include "common/server/answer.h"

#include <atomic>
#include <mutex>

#include "common/status/check.h"
#include "common/status/refusal.h"

namespace zhengping::server {

struct Done::Ending {
  explicit Ending(std::function<void(const absl::Status&)> finish) : finish(std::move(finish)) {}
  ~Ending() {
    if (!called) finish(absl::InternalError("an RPC's body let go of its call without an answer"));
  }

  const std::function<void(const absl::Status&)> finish;
  std::atomic<bool> called{false};
};

Done::Done(std::function<void(const absl::Status&)> finish) : ending_(std::make_shared<Ending>(std::move(finish))) {}

void Done::operator()(const absl::Status& status) const {
  ZP_CHECK(!ending_->called.exchange(true), "an RPC's body answers once");
  ending_->finish(status);
}

struct WaitLimit::Watch {
  std::mutex mutex;
  const CallContext* call = nullptr;  // null once the call is done
  bool is_waiting = false;
  bool is_late = false;

  void OnDeadline() {
    std::lock_guard<std::mutex> lock(mutex);  // held while it ends the call, so that `call` cannot go meanwhile
    is_late = true;
    if (call != nullptr && is_waiting) call->EndLate();
  }
};

WaitLimit::WaitLimit(const CallContext& call) : call_(call), watch_(std::make_shared<Watch>()) {
  watch_->call = &call;
  alarm_.Set(call.deadline, [watch = watch_](bool expired) {
    if (expired) watch->OnDeadline();
  });
}

WaitLimit::~WaitLimit() {
  std::lock_guard<std::mutex> lock(watch_->mutex);
  watch_->call = nullptr;
}

void WaitLimit::Begin() {
  bool is_late = false;
  {
    std::lock_guard<std::mutex> lock(watch_->mutex);
    watch_->is_waiting = true;
    is_late = watch_->is_late;
  }
  if (is_late) call_.EndLate();
}

void WaitLimit::End() {
  std::lock_guard<std::mutex> lock(watch_->mutex);
  watch_->is_waiting = false;
}

absl::Status WorkersBusy() {
  return Overloaded({"TOO_MANY_CALLS", "", ""}, "all workers are busy and the queue is full: come again shortly");
}

}  // namespace zhengping::server
