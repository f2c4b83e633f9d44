// Rows of plans between the wire and the domain.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_PLAN_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_PLAN_MESSAGES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/plan_history.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/rpc/field_path.h"
#include "services/indicator/store/plan_update.h"

namespace google::protobuf {
class Timestamp;
}  // namespace google::protobuf
namespace zhengping::indicator::v1 {
class Plan;
class PlanRow;
class PlanRowHistory;
class UpdatePlanRequest;
class YearGoal;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// `field` is the row's place in the request, "plan_rows[3]". Appends DIRECTION_UNKNOWN, TEXT_TOO_LONG and the reasons
// of numbers.
PlanRow FromMessage(const v1::PlanRow& message, const FieldPath& field, std::vector<Issue>& issues);
// The same into a row that was another before, whose memory is used again.
void ReadMessage(const v1::PlanRow& message, const FieldPath& field, std::vector<Issue>& issues, PlanRow& row);
void ToMessage(const PlanRow& row, v1::PlanRow& message);
void ToMessage(const PlanRowHistory& history, v1::PlanRowHistory& message);

// The same for goals, "goals[0]".
YearGoal FromMessage(const v1::YearGoal& message, const FieldPath& field, std::vector<Issue>& issues);
void ToMessage(const YearGoal& goal, v1::YearGoal& message);

// Name, rows, goals, framework, revisions and etag of a plan.
void ToMessage(const YearKey& key, const YearMark& mark, int64_t plan_revision, const YearContent& content,
               v1::Plan& message);

void ToMessage(int64_t milliseconds, google::protobuf::Timestamp& message);

// What an UpdatePlan changes; framework and compiled form are for the caller to fill in. Refused:
// RESOURCE_NAME_MALFORMED, FISCAL_YEAR_OUT_OF_RANGE, UPDATE_MASK_UNKNOWN_FIELD, ETAG_STALE for an etag that was never
// given, PLAN_INVALID with the place of the first value that could not be read.
struct PlanChange {
  PlanUpdate update;
  bool changes_framework = false;
};
absl::StatusOr<PlanChange> FromMessage(const v1::UpdatePlanRequest& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_PLAN_MESSAGES_H_
