#include "common/server/answer.h"

#include <atomic>

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

absl::Status WorkersBusy() {
  return Overloaded({"TOO_MANY_CALLS", "", ""}, "all workers are busy and the queue is full: come again shortly");
}

}  // namespace zhengping::server
