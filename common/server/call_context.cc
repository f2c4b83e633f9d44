#include "common/server/call_context.h"

#include "common/server/server_call.h"
#include "common/status/check.h"
#include "common/status/refusal.h"

namespace zhengping::server {

bool CallContext::IsOver() const {
  return grpc_context_->IsCancelled() || std::chrono::system_clock::now() >= deadline;
}

absl::Status CallContext::WhyOver() const {
  if (std::chrono::system_clock::now() >= deadline) {
    return TooLate({"DEADLINE_EXCEEDED", "", ""}, "the deadline passed before the answer was ready: allow more time");
  }
  return absl::CancelledError("the caller left");
}

const CallContext& CallOf(const grpc::CallbackServerContext* context) {
  const auto* own = dynamic_cast<const ServerCall*>(context);
  ZP_CHECK(own != nullptr, "the context was made by RunningServer");
  return own->call;
}

}  // namespace zhengping::server
