// Request ids that were answered, per caller and department: a retry gets the first answer, another request under the
// same id is refused.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_REQUEST_ROWS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_REQUEST_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/budget/store/columns.h"

namespace zhengping::budget {

// Who writes, when, and under which request id.
struct WriteStamp {
  std::string caller;          // CallContext::caller.who
  int64_t now_ms = 0;          // milliseconds since 1970-01-01 UTC
  std::string request_id;      // empty: the caller did not ask for safe retries
  std::string content_digest;  // SM3 of method and request
};

struct AnsweredRequest {
  int fiscal_year = 0;
  int64_t revision = 0;
  std::string answer;
};

// The answer that this request was given before; empty when it is new or has no id. Refused: REQUEST_ID_REUSED.
absl::StatusOr<std::optional<AnsweredRequest>> FindAnswer(storage::Connection& connection,
                                                          const DepartmentName& department, const WriteStamp& stamp);
// Does nothing without a request id.
absl::Status InsertAnswer(storage::Connection& connection, const DepartmentName& department, const WriteStamp& stamp,
                          const AnsweredRequest& answer);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_REQUEST_ROWS_H_
