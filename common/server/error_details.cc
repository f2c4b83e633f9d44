#include "common/server/error_details.h"

#include <algorithm>
#include <array>

#include "google/rpc/status.pb.h"
#include "zhengping/error_info.pb.h"

namespace zhengping::server {
namespace {

constexpr absl::string_view kErrorInfoType = "type.googleapis.com/google.rpc.ErrorInfo";

}  // namespace

absl::string_view NameOf(grpc::StatusCode code) {
  constexpr std::array<absl::string_view, 17> kNames = {
      "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
      "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
      "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
      "DATA_LOSS", "UNAUTHENTICATED"};
  const auto index = static_cast<size_t>(code);
  return index < kNames.size() ? kNames[index] : "UNKNOWN";
}

grpc::Status WithTraceId(const grpc::Status& status, absl::string_view trace_id, ErrorSummary& summary) {
  if (status.ok()) return status;
  google::rpc::Status wire;
  if (!wire.ParseFromString(status.error_details()) || wire.code() != static_cast<int>(status.error_code())) {
    wire.Clear();
    wire.set_code(static_cast<int>(status.error_code()));
    wire.set_message(status.error_message());
  }
  const auto found = std::find_if(wire.details().begin(), wire.details().end(),
                                  [](const google::protobuf::Any& any) { return any.type_url() == kErrorInfoType; });
  google::protobuf::Any& any = found == wire.details().end()
                                   ? *wire.add_details()
                                   : *wire.mutable_details(static_cast<int>(found - wire.details().begin()));
  ErrorInfo error;
  if (any.type_url() != kErrorInfoType || !error.ParseFromString(any.value())) {
    error.Clear();
    error.set_reason(std::string(NameOf(status.error_code())));
    error.set_domain("zhengping");
  }
  (*error.mutable_metadata())["trace_id"] = std::string(trace_id);
  any.set_type_url(std::string(kErrorInfoType));
  any.set_value(error.SerializeAsString());
  summary.reason = error.reason();
  const auto incident = error.metadata().find("incident");
  summary.incident = incident == error.metadata().end() ? "" : incident->second;
  return grpc::Status(status.error_code(), status.error_message(), wire.SerializeAsString());
}

}  // namespace zhengping::server
