// A load's stream as the store's request, and its answer back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_LOAD_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_LOAD_MESSAGES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/budget/store/year_load.h"

namespace zhengping::budget::v1 {
class LoadDepartmentYearRequest;
class LoadDepartmentYearResponse;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

// What is wrong with the head's own fields refuses the call; everything else goes into LoadRequest::issues, at most
// kMostIssues. Refused: LOAD_HEAD_MISSING, LOAD_HEAD_REPEATED, RESOURCE_NAME_MALFORMED, FISCAL_YEAR_OUT_OF_RANGE,
// SOURCE_MISSING, REQUEST_ID_MALFORMED, ENUM_UNKNOWN (on_violation), TOO_MANY_TRANSACTIONS. The stamp has the request
// id and the content digest; caller and time are the RPC's.
absl::StatusOr<LoadRequest> FromMessages(const std::vector<v1::LoadDepartmentYearRequest>& messages);

// At most kMostIssues issues: errors before warnings before notes, each in the order found, so that no error is cut off
// behind what only informs.
void ToMessage(const YearKey& key, const LoadAnswer& answer, v1::LoadDepartmentYearResponse& message);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_LOAD_MESSAGES_H_
