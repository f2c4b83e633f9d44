#include "common/server/call_context.h"

#include <grpc/grpc.h>

#include "common/server/server_call.h"
#include "common/status/check.h"
#include "common/status/refusal.h"

namespace zhengping::server {

bool CallContext::IsOver() const {
  return ended_late_ || grpc_context_->IsCancelled() || std::chrono::system_clock::now() >= deadline;
}

absl::Status CallContext::WhyOver() const {
  if (ended_late_ || std::chrono::system_clock::now() >= deadline) {
    return TooLate({"DEADLINE_EXCEEDED", "", ""}, "the deadline passed before the answer was ready: allow more time");
  }
  return absl::CancelledError("the caller left");
}

void CallContext::EndLate() const {
  ended_late_ = true;
  // TryCancel would do the same, but the caller would read CANCELLED.
  grpc_call_cancel_with_status(grpc_context_->c_call(), GRPC_STATUS_DEADLINE_EXCEEDED,
                               "the server waited for the caller until the deadline", /*reserved=*/nullptr);
}

const CallContext& CallOf(const grpc::CallbackServerContext* context) {
  const auto* own = dynamic_cast<const ServerCall*>(context);
  ZP_CHECK(own != nullptr, "the context was made by RunningServer");
  return own->call;
}

}  // namespace zhengping::server
