// A load in, its outcome out.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_LOAD_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_LOAD_MESSAGES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "common/status/issue.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/store/indicator_store.h"

namespace zhengping::indicator::v1 {
class LoadDepartmentYearRequest;
class LoadDepartmentYearResponse;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// What cannot be read in the rows goes to `issues`. Refused, for the whole request: RESOURCE_NAME_MALFORMED,
// FISCAL_YEAR_OUT_OF_RANGE, FIELD_MISSING and TEXT_TOO_LONG (source), LOAD_TOO_LARGE, FRAMEWORK_NOT_FOUND; of its own
// framework FRAMEWORK_CHOICE (the load writes), FRAMEWORK_INVALID.
absl::StatusOr<YearLoad> FromMessage(const v1::LoadDepartmentYearRequest& message, const FrameworkCatalogue& catalogue,
                                     std::vector<Issue>& issues);

// `unread` are the issues of FromMessage. At most kMostIssues are told: errors before warnings before notes,
// each in the order found, so that no error is cut off behind what only informs.
void ToMessage(const YearKey& key, const Loaded& loaded, std::vector<Issue> unread,
               v1::LoadDepartmentYearResponse& message);

// LOAD_HAS_ERRORS with the place of the first error; OK when there is none.
absl::Status RefusalOfUnread(const std::vector<Issue>& issues);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_LOAD_MESSAGES_H_
