// Who writes, when, and under which request id, for the store.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_WRITE_STAMP_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_WRITE_STAMP_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "services/budget/store/request_rows.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace zhengping::budget {

// Caller and time alone, for writes without request ids.
WriteStamp StampOf(const server::CallContext& call, const Clock& clock);
// Refused: REQUEST_ID_MALFORMED.
absl::StatusOr<WriteStamp> StampOf(const server::CallContext& call, const Clock& clock, absl::string_view request_id,
                                   const google::protobuf::Message& request);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_WRITE_STAMP_H_
