// Department-years in requests and answers: their keys, marks and counts of changes.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_YEAR_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_YEAR_MESSAGES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/indicator/store/columns.h"
#include "services/indicator/store/year_head.h"

namespace zhengping::type {
class DepartmentYearMark;
}  // namespace zhengping::type

namespace zhengping::indicator {

// Refused: RESOURCE_NAME_MALFORMED at `field`, FISCAL_YEAR_OUT_OF_RANGE at "fiscal_year".
absl::StatusOr<YearKey> ParseYearKey(const std::string& department, int32_t fiscal_year, absl::string_view field);
// "divisions/430503000/departments/403/plans/2023". Refused: RESOURCE_NAME_MALFORMED, FISCAL_YEAR_OUT_OF_RANGE at
// `field`.
absl::StatusOr<YearKey> ParsePlanName(const std::string& name, absl::string_view field);
std::string PlanName(const YearKey& key);

void ToMessage(const YearKey& key, const YearMark& mark, type::DepartmentYearMark& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_YEAR_MESSAGES_H_
