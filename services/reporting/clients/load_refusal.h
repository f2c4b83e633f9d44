// A refusal of a load as an issue: what a service refuses about a case's content is told beside all else that is wrong
// with the case, and is no error of the import's own call.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_REFUSAL_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_REFUSAL_H_

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/status/issue.h"

namespace zhengping::reporting {

// Empty when the content is not to blame: nobody answered, no time was left, an answer that breaks the contract.
std::optional<Issue> IssueOf(const absl::Status& status);

// What `service` refused at writing though it had found it good before: CASE_REFUSED_AT_WRITING, FAILED_PRECONDITION,
// with the first error at its place in the case. It is no issue of the answer, which would say that nothing was
// changed: what was written before it stands.
absl::Status RefusedAtWriting(absl::string_view service, const std::vector<Issue>& placed);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_LOAD_REFUSAL_H_
