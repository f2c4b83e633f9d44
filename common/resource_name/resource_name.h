// Resource names (AIP-122): parsed once in rpc/, typed inward.
//
//   ZP_ASSIGN_OR_RETURN(DepartmentName department, ParseDepartmentName(request.parent(), "parent"));
//   FormatName(department);   // "divisions/430503000/departments/403"
#ifndef ZHENGPING_COMMON_RESOURCE_NAME_RESOURCE_NAME_H_
#define ZHENGPING_COMMON_RESOURCE_NAME_RESOURCE_NAME_H_

#include <compare>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

// A department (部门), the subject of evaluation. Every key of every store starts with it.
struct DepartmentName {
  std::string division;    // 财政区划, 9 digits: "430503000"
  std::string department;  // 部门代码, as agency_code's first part: "403"; [a-z0-9-], at most 21 characters

  friend auto operator<=>(const DepartmentName&, const DepartmentName&) = default;
};

// Something of a department: a quota, a project, a special fund, an evaluation.
struct ChildName {
  DepartmentName parent;
  std::string id;

  friend auto operator<=>(const ChildName&, const ChildName&) = default;
};

// Refused with RESOURCE_NAME_MALFORMED, field = `field`: the message shows the pattern. A division of 6 digits is
// completed with 000.
absl::StatusOr<DepartmentName> ParseDepartmentName(absl::string_view name, absl::string_view field);
// `collection` is for example "quotas".
absl::StatusOr<ChildName> ParseChildName(absl::string_view name, absl::string_view collection, absl::string_view field);
// "divisions/430503000" → "430503000".
absl::StatusOr<std::string> ParseDivisionName(absl::string_view name, absl::string_view field);
// The parts of `name` that stand at the stars of `pattern`, for example "frameworks/*".
absl::StatusOr<std::vector<std::string>> MatchName(absl::string_view pattern, absl::string_view name,
                                                   absl::string_view field);

std::string FormatName(const DepartmentName& name);
std::string FormatName(const ChildName& name, absl::string_view collection);

// A platform id (38 characters, any case, underscores) as an AIP id: lower case, every character outside [a-z0-9-] as
// "-", none at either end, at most 63 characters. A code that is longer or not ASCII gets the first 16 hex digits of
// its SM3 at the end, because two of them ("指标1", "项目1") would become one id. Empty when nothing is left. The
// platform's own spelling stays in a field beside it.
std::string IdFromExternalCode(absl::string_view code);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_RESOURCE_NAME_RESOURCE_NAME_H_
