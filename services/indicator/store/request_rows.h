// Request ids that were answered (AIP-155): a repeated request gets the first one's answer.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_REQUEST_ROWS_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_REQUEST_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/indicator/domain/load.h"
#include "services/indicator/store/columns.h"

namespace zhengping::indicator {

// Who asks, when, and under which id; an empty id is not kept.
struct RequestStamp {
  std::string caller;
  std::string request_id;  // UUID, lower case
  int64_t now_ms = 0;      // since 1970-01-01 UTC
};

struct AnsweredRequest {
  int64_t revision = 0;
  TableChanges plan;
  TableChanges observations;
  TableChanges checks;
};

// Empty when the id is empty or new. Refused: REQUEST_ID_REUSED (ALREADY_EXISTS), field "request_id", when it stands
// for another content.
absl::StatusOr<std::optional<AnsweredRequest>> SelectRequest(storage::Connection& connection, const YearKey& key,
                                                             const RequestStamp& stamp,
                                                             const std::string& content_digest);
absl::Status InsertRequest(storage::Connection& connection, const YearKey& key, const RequestStamp& stamp,
                           const std::string& content_digest, const AnsweredRequest& answer);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_REQUEST_ROWS_H_
