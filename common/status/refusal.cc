#include "common/status/refusal.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"

namespace zhengping {
namespace {

// One payload a part: Status compares payloads byte by byte, so two equal refusals are equal statuses.
constexpr char kReasonUrl[] = "zhengping/refusal.reason";
constexpr char kFieldUrl[] = "zhengping/refusal.field";
constexpr char kServiceUrl[] = "zhengping/refusal.service";

void SetPart(absl::Status& status, const char* url, const std::string& part) {
  if (part.empty()) {
    status.ErasePayload(url);
  } else {
    status.SetPayload(url, absl::Cord(part));
  }
}

std::string PartOf(const absl::Status& status, const char* url) {
  const absl::optional<absl::Cord> payload = status.GetPayload(url);
  return payload ? std::string(*payload) : std::string();
}

absl::Status Refuse(absl::StatusCode code, const Refusal& refusal, absl::string_view what_would_be_right) {
  absl::Status status(code, what_would_be_right);
  SetPart(status, kReasonUrl, refusal.reason);
  SetPart(status, kFieldUrl, refusal.field);
  SetPart(status, kServiceUrl, refusal.service);
  return status;
}

}  // namespace

absl::Status Invalid(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kInvalidArgument, refusal, what_would_be_right);
}

absl::Status NotNow(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kFailedPrecondition, refusal, what_would_be_right);
}

absl::Status Absent(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kNotFound, refusal, what_would_be_right);
}

absl::Status Taken(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kAlreadyExists, refusal, what_would_be_right);
}

absl::Status Stale(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kAborted, refusal, what_would_be_right);
}

absl::Status Forbidden(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kPermissionDenied, refusal, what_would_be_right);
}

absl::Status Overloaded(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kResourceExhausted, refusal, what_would_be_right);
}

absl::Status Unreachable(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kUnavailable, refusal, what_would_be_right);
}

absl::Status TooLate(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kDeadlineExceeded, refusal, what_would_be_right);
}

absl::Status Unsupported(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kUnimplemented, refusal, what_would_be_right);
}

absl::Status Broken(Refusal refusal, absl::string_view what_would_be_right) {
  return Refuse(absl::StatusCode::kInternal, refusal, what_would_be_right);
}

std::optional<Refusal> RefusalOf(const absl::Status& status) {
  Refusal refusal{PartOf(status, kReasonUrl), PartOf(status, kFieldUrl), PartOf(status, kServiceUrl)};
  if (refusal.reason.empty()) return std::nullopt;
  return refusal;
}

absl::Status WithFieldPrefix(absl::Status status, absl::string_view prefix) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  if (!refusal) return status;
  // "entries[2]." in front of nothing names the entry itself.
  const std::string field =
      refusal->field.empty() ? std::string(absl::StripSuffix(prefix, ".")) : absl::StrCat(prefix, refusal->field);
  SetPart(status, kFieldUrl, field);
  return status;
}

}  // namespace zhengping
