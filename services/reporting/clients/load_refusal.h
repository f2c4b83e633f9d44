// A refusal of a load as an issue: what a service refuses about a case's content is told beside all else that is wrong
// with the case, and is no error of the import's own call.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_REFUSAL_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_REFUSAL_H_

#include <optional>

#include "absl/status/status.h"
#include "common/status/issue.h"

namespace zhengping::reporting {

// Empty when the content is not to blame: nobody answered, no time was left, an answer that breaks the contract.
std::optional<Issue> IssueOf(const absl::Status& status);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_REFUSAL_H_
