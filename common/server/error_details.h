// The google.rpc.Status that travels in a status's details, as the interceptor needs it.
#ifndef ZHENGPING_COMMON_SERVER_ERROR_DETAILS_H_
#define ZHENGPING_COMMON_SERVER_ERROR_DETAILS_H_

#include <grpcpp/grpcpp.h>

#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::server {

struct ErrorSummary {
  std::string reason;
  std::string incident;
};

// The same status with the trace id in its ErrorInfo. An error that carries none (gRPC's own, such as CANCELLED) gets
// one with the code's name as its reason, so that every error has exactly one. `summary` receives what the log says of
// it.
grpc::Status WithTraceId(const grpc::Status& status, absl::string_view trace_id, ErrorSummary& summary);

// "OK", "INVALID_ARGUMENT", …
absl::string_view NameOf(grpc::StatusCode code);

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_ERROR_DETAILS_H_
