// Rows of plans between the wire and the domain.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_PLAN_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_PLAN_MESSAGES_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/rpc/field_path.h"

namespace zhengping::indicator::v1 {
class PlanRow;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// `field` is the row's place in the request, "plan_rows[3]". Appends DIRECTION_UNKNOWN, TEXT_TOO_LONG and the reasons
// of numbers.
PlanRow FromMessage(const v1::PlanRow& message, const FieldPath& field, std::vector<Issue>& issues);
void ToMessage(const PlanRow& row, v1::PlanRow& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_PLAN_MESSAGES_H_
