#include "common/server/grpc_status.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/server/messages.h"
#include "common/status/refusal.h"
#include "common/trace/trace.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "zhengping/error_info.pb.h"

namespace zhengping {
namespace {

// The published name of the type; our declaration of it has another one (error_info.proto says why).
void PackErrorInfo(const ErrorInfo& error, google::rpc::Status& wire) {
  google::protobuf::Any& any = *wire.add_details();
  any.set_type_url("type.googleapis.com/google.rpc.ErrorInfo");
  any.set_value(error.SerializeAsString());
}

void PackReasonByCode(const Refusal& refusal, const std::string& message, google::rpc::Status& wire) {
  const auto code = static_cast<grpc::StatusCode>(wire.code());
  if (code == grpc::StatusCode::INVALID_ARGUMENT && !refusal.field.empty()) {
    google::rpc::BadRequest bad_request;
    auto& violation = *bad_request.add_field_violations();
    violation.set_field(refusal.field);
    violation.set_description(message);
    wire.add_details()->PackFrom(bad_request);
  } else if (code == grpc::StatusCode::FAILED_PRECONDITION) {
    google::rpc::PreconditionFailure failure;
    auto& violation = *failure.add_violations();
    violation.set_type(refusal.reason);
    violation.set_subject(refusal.field);
    violation.set_description(message);
    wire.add_details()->PackFrom(failure);
  } else if (code == grpc::StatusCode::RESOURCE_EXHAUSTED) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(std::chrono::nanoseconds(kRetryAfter).count()));
    wire.add_details()->PackFrom(retry);
  }
}

void PackChinese(const std::string& reason, const std::string& message, google::rpc::Status& wire) {
  google::rpc::LocalizedMessage localized;
  localized.set_locale("zh-CN");
  const absl::string_view chinese = server::ChineseMessageOf(reason);
  localized.set_message(chinese.empty() ? message : std::string(chinese));
  wire.add_details()->PackFrom(localized);
}

// gRPC's own limit on a message in a header is 8 KiB for all of them; a sentence needs far less.
std::string Shortened(absl::string_view message) {
  constexpr size_t kLimitBytes = 1000;
  if (message.size() <= kLimitBytes) return std::string(message);
  size_t end = kLimitBytes;
  while (end > 0 && (message[end] & 0xC0) == 0x80) --end;  // not inside a UTF-8 character
  return absl::StrCat(message.substr(0, end), "…");
}

grpc::Status OurFault(const absl::Status& status) {
  const std::string incident = trace::RandomHex(16);
  log::Write(log::Level::kError, "a status without a refusal",
             {{"incident", incident}, {"status", status.ToString(absl::StatusToStringMode::kWithNoExtraData)}});
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(grpc::StatusCode::INTERNAL));
  wire.set_message(absl::StrCat("internal error, incident ", incident));
  ErrorInfo error;
  error.set_reason("INTERNAL");
  error.set_domain("zhengping");
  (*error.mutable_metadata())["incident"] = incident;
  PackErrorInfo(error, wire);
  PackChinese("INTERNAL", wire.message(), wire);
  return grpc::Status(grpc::StatusCode::INTERNAL, wire.message(), wire.SerializeAsString());
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status, absl::string_view field_prefix) {
  if (status.ok()) return grpc::Status::OK;
  if (absl::IsCancelled(status)) return grpc::Status(grpc::StatusCode::CANCELLED, std::string(status.message()));
  const absl::Status placed = field_prefix.empty() ? status : WithFieldPrefix(status, field_prefix);
  const std::optional<Refusal> refusal = RefusalOf(placed);
  if (!refusal) return OurFault(status);
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));  // the two enumerations share their numbers
  wire.set_message(Shortened(status.message()));
  ErrorInfo error;
  error.set_reason(refusal->reason);
  error.set_domain("zhengping");
  if (!refusal->service.empty()) (*error.mutable_metadata())["service"] = refusal->service;
  if (!refusal->field.empty()) (*error.mutable_metadata())["field"] = refusal->field;
  PackErrorInfo(error, wire);
  PackReasonByCode(*refusal, wire.message(), wire);
  PackChinese(refusal->reason, wire.message(), wire);
  return grpc::Status(static_cast<grpc::StatusCode>(wire.code()), wire.message(), wire.SerializeAsString());
}

}  // namespace zhengping
