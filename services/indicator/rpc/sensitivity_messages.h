// How the total answers to its inputs, for the wire.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_SENSITIVITY_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_SENSITIVITY_MESSAGES_H_

#include "services/indicator/domain/scorecard.h"
#include "services/indicator/domain/sensitivity/sensitivity.h"

namespace zhengping::indicator::v1 {
class AnalyzeSensitivityResponse;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

void ToMessage(const Sensitivity& sensitivity, v1::AnalyzeSensitivityResponse& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_SENSITIVITY_MESSAGES_H_
