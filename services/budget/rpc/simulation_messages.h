// Changes of a replay (模拟变动) as messages.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_SIMULATION_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_SIMULATION_MESSAGES_H_

#include <set>
#include <vector>

#include "common/resource_name/resource_name.h"
#include "services/budget/domain/findings/finding.h"
#include "services/budget/domain/simulation/change.h"
#include "services/budget/rpc/message_issues.h"

namespace zhengping::budget::v1 {
class SimulateYearRequest;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

struct RequestedChanges {
  std::set<FindingKind> followed;  // recommendations
  std::vector<Change> changes;     // one a change of the request; nothing in the place of a recommendation
};

// Fields "changes[2].merge_quotas.quotas[0]". CHANGE_MISSING (none, or one that is not set),
// TOO_MANY_CHANGES (limits.h), RESOURCE_NAME_MALFORMED, NAME_DISAGREES (of another department), DATE_NOT_IN_CALENDAR,
// FIELD_MISSING (a day), AMOUNT_OUT_OF_RANGE, FINDING_UNKNOWN. What only the ledger can tell is the replay's to refuse.
RequestedChanges FromMessage(const DepartmentName& department, const v1::SimulateYearRequest& request,
                             const MessageIssues& issues);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_SIMULATION_MESSAGES_H_
