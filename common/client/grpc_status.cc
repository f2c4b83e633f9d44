#include "common/client/grpc_status.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "google/rpc/status.pb.h"
#include "zhengping/error_info.pb.h"

namespace zhengping {
namespace {

constexpr absl::string_view kErrorInfoType = "type.googleapis.com/google.rpc.ErrorInfo";

struct Details {
  std::string reason;
  std::string field;
  std::string service;
  std::string incident;
};

std::string TextOf(const ErrorInfo& error, const std::string& key) {
  const auto found = error.metadata().find(key);
  return found == error.metadata().end() ? "" : found->second;
}

// Bytes that are not ours, or no google.rpc.Status at all, give empty details.
Details DetailsOf(const grpc::Status& status) {
  Details details;
  google::rpc::Status wire;
  if (!wire.ParseFromString(status.error_details())) return details;
  for (const google::protobuf::Any& any : wire.details()) {
    ErrorInfo error;
    if (any.type_url() != kErrorInfoType || !error.ParseFromString(any.value())) continue;
    if (error.domain() != "zhengping") continue;
    details.reason = error.reason();
    details.field = TextOf(error, "field");
    details.service = TextOf(error, "service");
    details.incident = TextOf(error, "incident");
  }
  return details;
}

// Codes that say something about the request, with our own reason: handed on as they are.
absl::Status HandOn(const grpc::Status& status, const Details& details, absl::string_view service) {
  const Refusal refusal = {details.reason, details.field,
                           details.service.empty() ? std::string(service) : details.service};
  switch (status.error_code()) {
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::OUT_OF_RANGE:
      return Invalid(refusal, status.error_message());
    case grpc::StatusCode::FAILED_PRECONDITION:
      return NotNow(refusal, status.error_message());
    case grpc::StatusCode::NOT_FOUND:
      return Absent(refusal, status.error_message());
    case grpc::StatusCode::ALREADY_EXISTS:
      return Taken(refusal, status.error_message());
    case grpc::StatusCode::ABORTED:
      return Stale(refusal, status.error_message());
    case grpc::StatusCode::PERMISSION_DENIED:
    case grpc::StatusCode::UNAUTHENTICATED:
      return Forbidden(refusal, status.error_message());
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return Overloaded(refusal, status.error_message());
    case grpc::StatusCode::UNAVAILABLE:
      return Unreachable(refusal, status.error_message());
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return TooLate(refusal, status.error_message());
    case grpc::StatusCode::UNIMPLEMENTED:
      return Unsupported(refusal, status.error_message());
    case grpc::StatusCode::OK:
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::INTERNAL:
    case grpc::StatusCode::DATA_LOSS:
    case grpc::StatusCode::DO_NOT_USE:
      break;
  }
  return Broken(refusal, status.error_message());
}

// gRPC itself refuses a message above the receiver's limit with this code and "Received message larger than max (…)";
// trying again later would not help.
bool IsAboutMessageSize(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED &&
         absl::StrContains(status.error_message(), "larger than max");
}

}  // namespace

absl::Status FromGrpcStatus(const grpc::Status& status, absl::string_view service) {
  if (status.ok()) return absl::OkStatus();
  if (status.error_code() == grpc::StatusCode::CANCELLED) return absl::CancelledError(status.error_message());
  const Details details = DetailsOf(status);
  const bool is_its_own_fault = status.error_code() == grpc::StatusCode::INTERNAL && details.service.empty();
  if (!details.reason.empty() && !is_its_own_fault) return HandOn(status, details, service);
  const std::string name(service);
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) {
    return Unreachable({"SERVICE_UNREACHABLE", "", name}, absl::StrCat(service, " does not answer: try again later"));
  }
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
    return TooLate({"DEADLINE_EXCEEDED", "", name}, absl::StrCat(service, " did not answer in time"));
  }
  if (IsAboutMessageSize(status)) {
    return Invalid({"MESSAGE_TOO_LARGE", "", name},
                   absl::StrCat("a message to or from ", service,
                                " is too large, send or ask for less at once: ", status.error_message()));
  }
  if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) {
    return Overloaded({"SERVICE_OVERLOADED", "", name}, absl::StrCat(service, ": ", status.error_message()));
  }
  const std::string incident = details.incident.empty() ? "" : absl::StrCat(" (incident ", details.incident, ")");
  return Broken({"SERVICE_BROKEN", "", name},
                absl::StrCat(service, " answered with an error that its contract does not know: ",
                             status.error_message(), incident));
}

}  // namespace zhengping
