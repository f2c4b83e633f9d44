// The change feed as messages.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_FEED_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_FEED_MESSAGES_H_

#include <chrono>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/budget/store/feed_reader.h"

namespace zhengping::budget::v1 {
class Change;
class WatchChangesRequest;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

struct Watch {
  FeedQuery query;
  std::chrono::seconds heartbeat{0};
};

// Refused: RESOURCE_NAME_MALFORMED, DEPARTMENT_NOT_IN_DIVISION, HEARTBEAT_OUT_OF_RANGE, POSITION_MALFORMED.
absl::StatusOr<Watch> FromMessage(const v1::WatchChangesRequest& message);

void ToMessage(const FeedChange& change, v1::Change& message);

std::string FormatPosition(const FeedPosition& position);
// Empty: the beginning. Refused: POSITION_MALFORMED, field "position".
absl::StatusOr<FeedPosition> ParsePosition(absl::string_view text);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_FEED_MESSAGES_H_
