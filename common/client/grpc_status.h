// The way in: what a downstream service answered, as a status of our own. The way out is common/server/grpc_status.h.
//
// A refusal keeps its meaning, reason and field, and names the service; so NOT_FOUND from budget about the caller's
// department stays NOT_FOUND. What the downstream did wrong or did not do becomes a refusal of ours:
//   SERVICE_UNREACHABLE  UNAVAILABLE        nobody answered
//   DEADLINE_EXCEEDED    DEADLINE_EXCEEDED  no answer in time
//   SERVICE_OVERLOADED   RESOURCE_EXHAUSTED without a reason of its own
//   SERVICE_BROKEN       INTERNAL           an answer that breaks the contract: an internal error, or a code without a
//   reason
// CANCELLED stays CANCELLED, without a refusal.
#ifndef ZHENGPING_COMMON_CLIENT_GRPC_STATUS_H_
#define ZHENGPING_COMMON_CLIENT_GRPC_STATUS_H_

#include <grpcpp/grpcpp.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping {

// `service` is the word that users know: "budget", "indicator", "reporting".
absl::Status FromGrpcStatus(const grpc::Status& status, absl::string_view service);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_CLIENT_GRPC_STATUS_H_
