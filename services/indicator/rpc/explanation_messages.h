// How a leaf came to its points, for the wire: the structure and its one sentence of Chinese.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_EXPLANATION_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_EXPLANATION_MESSAGES_H_

#include "services/indicator/domain/explanation.h"

namespace zhengping::indicator::v1 {
class Explanation;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

void ToMessage(const Explanation& explanation, v1::Explanation& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_EXPLANATION_MESSAGES_H_
