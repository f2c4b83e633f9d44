// A refusal: an absl::Status that says which rule was broken (reason), where (field) and what would be right (message).
//
//   return Invalid({"AMOUNT_NOT_POSITIVE", "amount_fen"}, "an amount is above zero: the kind says the direction");
//
// Each layer on the way up prepends its own part of the field (WithFieldPrefix), so that the field reads as a path in
// the request's proto. common/server/grpc_status maps a refusal to the wire; a Status without one goes out as INTERNAL
// with an incident id only.
#ifndef ZHENGPING_COMMON_STATUS_REFUSAL_H_
#define ZHENGPING_COMMON_STATUS_REFUSAL_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping {

struct Refusal {
  std::string reason = "";   // UPPER_SNAKE, never renamed: clients switch on it
  std::string field = "";    // path inside the value that was refused; empty when no single field is to blame
  std::string service = "";  // the other service that was the cause ("budget", "indicator"); empty for our own
};

// One function a kind of refusal; the comment is the gRPC code that the wire shows.
absl::Status Invalid(Refusal refusal, absl::string_view what_would_be_right);  // INVALID_ARGUMENT: wrong in any state
absl::Status NotNow(Refusal refusal, absl::string_view what_would_be_right);   // FAILED_PRECONDITION: not in this state
absl::Status Absent(Refusal refusal, absl::string_view what_would_be_right);   // NOT_FOUND: absent, or out of scope
absl::Status Taken(Refusal refusal, absl::string_view what_would_be_right);    // ALREADY_EXISTS: same id, other content
absl::Status Stale(Refusal refusal, absl::string_view what_would_be_right);    // ABORTED: read again, then retry
absl::Status Forbidden(Refusal refusal, absl::string_view what_would_be_right);    // PERMISSION_DENIED
absl::Status Overloaded(Refusal refusal, absl::string_view what_would_be_right);   // RESOURCE_EXHAUSTED
absl::Status Unreachable(Refusal refusal, absl::string_view what_would_be_right);  // UNAVAILABLE: retry the call
absl::Status TooLate(Refusal refusal, absl::string_view what_would_be_right);      // DEADLINE_EXCEEDED
absl::Status Unsupported(Refusal refusal, absl::string_view what_would_be_right);  // UNIMPLEMENTED: not in this release
absl::Status Broken(Refusal refusal,
                    absl::string_view what_would_be_right);  // INTERNAL, told to the caller: a downstream's fault

// The refusal that a status carries; empty when it carries none.
std::optional<Refusal> RefusalOf(const absl::Status& status);

// The same status with `prefix` before its field. A status without a refusal, and OK, come back unchanged.
absl::Status WithFieldPrefix(absl::Status status, absl::string_view prefix);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_STATUS_REFUSAL_H_
