// A scored sheet for the wire. Points are decimal strings with the framework's decimals where they are exact in them.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_SCORECARD_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_SCORECARD_MESSAGES_H_

#include "services/indicator/domain/framework.h"
#include "services/indicator/domain/scorecard.h"

namespace zhengping::indicator::v1 {
class Scorecard;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// All but checks, observations and marks, which are not the scorecard's.
void ToMessage(const Scorecard& scorecard, const CompiledFramework& framework, v1::Scorecard& message);
// The same without nodes.
void TotalToMessage(const Scorecard& scorecard, const CompiledFramework& framework, v1::Scorecard& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_SCORECARD_MESSAGES_H_
