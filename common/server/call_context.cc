#include "common/server/call_context.h"

#include <grpc/grpc.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "common/server/server_call.h"
#include "common/status/check.h"
#include "common/status/refusal.h"

namespace zhengping::server {

bool CallContext::IsOver() const {
  return is_ended_ || grpc_context_->IsCancelled() || std::chrono::system_clock::now() >= deadline;
}

absl::Status CallContext::WhyOver() const {
  if (is_ended_) {
    std::lock_guard<std::mutex> lock(why_mutex_);
    return why_ended_;
  }
  if (std::chrono::system_clock::now() >= deadline) {
    return TooLate({"DEADLINE_EXCEEDED", "", ""}, "the deadline passed before the answer was ready: allow more time");
  }
  return absl::CancelledError("the caller left");
}

void CallContext::EndWith(const absl::Status& why) const {
  {
    std::lock_guard<std::mutex> lock(why_mutex_);
    if (is_ended_) return;
    why_ended_ = why;
    is_ended_ = true;
  }
  const std::optional<Refusal> refusal = RefusalOf(why);
  const std::string text = absl::StrCat(refusal ? absl::StrCat(refusal->reason, ": ") : "", why.message());
  // TryCancel would do the same, but the caller would read CANCELLED.
  grpc_call_cancel_with_status(grpc_context_->c_call(), static_cast<grpc_status_code>(why.code()), text.c_str(),
                               /*reserved=*/nullptr);
}

void CallContext::EndLate() const {
  EndWith(TooLate({"DEADLINE_EXCEEDED", "", ""}, "the server waited for the caller until the deadline"));
}

const CallContext& CallOf(const grpc::CallbackServerContext* context) {
  const auto* own = dynamic_cast<const ServerCall*>(context);
  ZP_CHECK(own != nullptr, "the context was made by RunningServer");
  return own->call;
}

const CallContext& LongCallOf(grpc::CallbackServerContext* context) {
  auto* own = dynamic_cast<ServerCall*>(context);
  ZP_CHECK(own != nullptr, "the context was made by RunningServer");
  own->call.deadline = own->call.callers_deadline;
  return own->call;
}

}  // namespace zhengping::server
