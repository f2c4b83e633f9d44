// The one way from a refusal to the wire; nothing else in the tree builds a grpc::Status. The way in stands in
// common/client/grpc_status.h.
//
// Every error carries exactly one google.rpc.ErrorInfo {reason, domain "zhengping", metadata}
// (metadata: trace_id; service, when another service was the cause; field, the path in the request), and besides
//   BadRequest           INVALID_ARGUMENT with a field     the field's path in the request
//   PreconditionFailure  FAILED_PRECONDITION               type = reason, subject = field
//   RetryInfo            RESOURCE_EXHAUSTED                when to come again
//   LocalizedMessage     where messages.zh.txt has a line  zh-CN, for people; otherwise the message in English
// A status that carries no refusal is our own fault: it goes out as INTERNAL, reason INTERNAL, with an incident id in
// the metadata; its text goes to the log under that id and never to the wire. CANCELLED stays CANCELLED.
//
// The interceptor adds the trace id to the metadata of whatever goes out.
#ifndef ZHENGPING_COMMON_SERVER_GRPC_STATUS_H_
#define ZHENGPING_COMMON_SERVER_GRPC_STATUS_H_

#include <grpcpp/grpcpp.h>

#include <chrono>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping {

// A caller that we were too busy for may come again after this long.
constexpr std::chrono::milliseconds kRetryAfter = std::chrono::milliseconds(500);

// `field_prefix` is what the rpc layer adds to the refusal's field so that it reads as a path in the request:
// "transaction.", or "" when the field is complete.
grpc::Status ToGrpcStatus(const absl::Status& status, absl::string_view field_prefix);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SERVER_GRPC_STATUS_H_
