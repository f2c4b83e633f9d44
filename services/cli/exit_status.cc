#include "services/cli/exit_status.h"

#include <iostream>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping::cli {

int ExitStatusOf(const absl::Status& status) {
  static const std::map<absl::StatusCode, int> kStatuses = {
      {absl::StatusCode::kOk, kDone},
      {absl::StatusCode::kInvalidArgument, kWrongUse},
      {absl::StatusCode::kOutOfRange, kWrongUse},
      {absl::StatusCode::kUnimplemented, kWrongUse},
      {absl::StatusCode::kUnauthenticated, kNotAllowed},
      {absl::StatusCode::kPermissionDenied, kNotAllowed},
      {absl::StatusCode::kNotFound, kNotFound},
      {absl::StatusCode::kAlreadyExists, kConflict},
      {absl::StatusCode::kAborted, kConflict},
      {absl::StatusCode::kFailedPrecondition, kConflict},
      {absl::StatusCode::kUnavailable, kUnreachable},
      {absl::StatusCode::kDeadlineExceeded, kUnreachable},
      {absl::StatusCode::kResourceExhausted, kUnreachable},
  };
  const auto found = kStatuses.find(status.code());
  return found == kStatuses.end() ? kFailed : found->second;
}

int Fail(const absl::Status& status) {
  std::string place;
  if (const std::optional<Refusal> refusal = RefusalOf(status)) {
    place = absl::StrCat("（", refusal->reason, refusal->field.empty() ? "" : absl::StrCat("，", refusal->field),
                         refusal->service.empty() ? "" : absl::StrCat("，", refusal->service), "）");
  }
  std::cerr << "错误：" << status.message() << place << "\n";
  return ExitStatusOf(status);
}

}  // namespace zhengping::cli
