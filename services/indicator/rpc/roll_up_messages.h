// The projects that a request rolls up.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_ROLL_UP_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_ROLL_UP_MESSAGES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/indicator/domain/roll_up.h"

namespace zhengping::indicator::v1 {
class ScoreRequest;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// Empty: the request rolls nothing up. Refused: ROLL_UP_MALFORMED.
absl::StatusOr<std::vector<RollUpPart>> RollUpFrom(const v1::ScoreRequest& request);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_ROLL_UP_MESSAGES_H_
