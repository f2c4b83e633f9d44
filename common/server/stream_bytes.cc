#include "common/server/stream_bytes.h"

#include "absl/strings/str_cat.h"
#include "common/server/call_context.h"
#include "common/status/check.h"
#include "common/status/refusal.h"

namespace zhengping::server {

bool StreamBudget::Take(size_t bytes) {
  size_t used = used_bytes_.load();
  do {
    if (bytes > limit_bytes_ - used) return false;
  } while (!used_bytes_.compare_exchange_weak(used, used + bytes));
  return true;
}

StreamBytes::~StreamBytes() {
  if (bytes_ > 0) call_.stream_budget->GiveBack(bytes_);
}

absl::Status StreamBytes::Add(size_t bytes) {
  ZP_CHECK(call_.stream_budget != nullptr, "the interceptor gave the call its budget");
  if (bytes_ + bytes > static_cast<size_t>(call_.stream_limit_bytes)) {
    return Invalid({"STREAM_TOO_LARGE", "", ""},
                   absl::StrCat("a stream holds at most ", call_.stream_limit_bytes,
                                " bytes of memory, several times what it has on the wire: send it in parts"));
  }
  if (!call_.stream_budget->Take(bytes)) {
    return Overloaded({"TOO_MANY_CALLS", "", ""}, "the streams being read fill their memory: come again shortly");
  }
  bytes_ += bytes;
  return absl::OkStatus();
}

}  // namespace zhengping::server
