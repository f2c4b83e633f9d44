#include "services/budget/rpc/write_stamp.h"

#include <google/protobuf/message.h>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/digest/sm3.h"
#include "common/request_id/request_id.h"
#include "common/status/status_macros.h"

namespace zhengping::budget {

WriteStamp StampOf(const server::CallContext& call, const Clock& clock) {
  return {.caller = call.caller.who, .now_ms = absl::ToUnixMillis(clock.Now()), .request_id = "", .content_digest = ""};
}

absl::StatusOr<WriteStamp> StampOf(const server::CallContext& call, const Clock& clock, absl::string_view request_id,
                                   const google::protobuf::Message& request) {
  WriteStamp stamp = StampOf(call, clock);
  ZP_ASSIGN_OR_RETURN(stamp.request_id, ParseRequestId(request_id));
  if (!stamp.request_id.empty()) {
    stamp.content_digest = Sm3Hex(absl::StrCat(request.GetTypeName(), "\n", request.SerializeAsString()));
  }
  return stamp;
}

}  // namespace zhengping::budget
