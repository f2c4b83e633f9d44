// Departments and the heads of their years as messages and back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_DEPARTMENT_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_DEPARTMENT_MESSAGES_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/budget/rpc/message_issues.h"
#include "services/budget/store/department_store.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget::v1 {
class Department;
class DepartmentYear;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

void ToMessage(const DepartmentRow& row, v1::Department& message);
void ToMessage(const YearKey& key, const YearHead& head, v1::DepartmentYear& message);

// The fields of `message` that `fields` names; its own name is the caller's to check.
DepartmentChange FromMessage(const DepartmentName& name, const v1::Department& message,
                             const std::set<std::string>& fields, const MessageIssues& issues);
// A DEPARTMENT_NOT_FOUND of the store, which knows no request, with the request's field that named the department.
// Every other status comes back unchanged.
absl::Status WithDepartmentField(const absl::Status& status, absl::string_view field);

// The changeable fields that are set.
std::set<std::string> PopulatedFields(const v1::Department& message);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_DEPARTMENT_MESSAGES_H_
