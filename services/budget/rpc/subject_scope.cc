#include "services/budget/rpc/subject_scope.h"

#include <algorithm>

#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"

namespace zhengping::budget {

absl::StatusOr<EntryScope> SubjectScope(const DepartmentName& department, std::optional<Date> as_of,
                                        const std::string& budget_unit, const std::string& project) {
  EntryScope scope;
  scope.as_of = as_of;
  if (!budget_unit.empty()) {
    // A star would be a prefix to the selector, and a code has none.
    if (budget_unit.size() > kMaxBudgetUnitCharacters || budget_unit.find('*') != std::string::npos) {
      return Invalid({"BUDGET_UNIT_MALFORMED", "budget_unit", ""}, "a unit's agency_code, for example 403001");
    }
    scope.conditions.push_back({.field = EntryField::kBudgetUnit, .values = {budget_unit}});
  }
  if (!project.empty()) {
    ZP_ASSIGN_OR_RETURN(const ChildName name, ParseChildName(project, "projects", "project"));
    if (!(name.parent == department)) {
      return Invalid({"RESOURCE_NAME_MALFORMED", "project", ""}, "a project of the department that is asked about");
    }
    scope.conditions.push_back({.field = EntryField::kProject, .values = {name.id}});
  }
  return scope;
}

}  // namespace zhengping::budget
