#include "services/indicator/rpc/year_messages.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::indicator {
namespace {

absl::Status CheckYear(int32_t fiscal_year, absl::string_view field) {
  if (fiscal_year >= kFirstFiscalYear && fiscal_year <= kLastFiscalYear) return absl::OkStatus();
  return Invalid({"FISCAL_YEAR_OUT_OF_RANGE", std::string(field)},
                 absl::StrCat("a fiscal year is from ", kFirstFiscalYear, " to ", kLastFiscalYear));
}

}  // namespace

absl::StatusOr<YearKey> ParseYearKey(const std::string& department, int32_t fiscal_year, absl::string_view field) {
  YearKey key;
  ZP_ASSIGN_OR_RETURN(key.department, ParseDepartmentName(department, field));
  ZP_RETURN_IF_ERROR(CheckYear(fiscal_year, "fiscal_year"));
  key.fiscal_year = fiscal_year;
  return key;
}

absl::StatusOr<YearKey> ParsePlanName(const std::string& name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(ChildName plan, ParseChildName(name, "plans", field));
  int32_t fiscal_year = 0;
  if (!absl::SimpleAtoi(plan.id, &fiscal_year)) {
    return Invalid({"RESOURCE_NAME_MALFORMED", std::string(field)}, "the id of a plan is its fiscal year: plans/2023");
  }
  ZP_RETURN_IF_ERROR(CheckYear(fiscal_year, field));
  return YearKey{std::move(plan.parent), fiscal_year};
}

std::string PlanName(const YearKey& key) {
  return FormatName(ChildName{key.department, absl::StrCat(key.fiscal_year)}, "plans");
}

void ToMessage(const YearKey& key, const YearMark& mark, type::DepartmentYearMark& message) {
  message.set_service("indicator");
  message.set_department(FormatName(key.department));
  message.set_fiscal_year(key.fiscal_year);
  message.set_revision(mark.revision);
  message.set_digest(mark.digest);
}

}  // namespace zhengping::indicator
