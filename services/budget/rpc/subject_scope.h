// Which entries of a department-year are looked at: a day, a unit, a project.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_SUBJECT_SCOPE_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_SUBJECT_SCOPE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/budget/domain/selector.h"

namespace zhengping::budget {

// `project` is a resource name of the department, `budget_unit` an agency_code; both may be empty. Refused:
// RESOURCE_NAME_MALFORMED, BUDGET_UNIT_MALFORMED.
absl::StatusOr<EntryScope> SubjectScope(const DepartmentName& department, std::optional<Date> as_of,
                                        const std::string& budget_unit, const std::string& project);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_SUBJECT_SCOPE_H_
