#include "services/reporting/rpc/name_messages.h"

#include <optional>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "google/type/date.pb.h"
#include "services/reporting/limits.h"

namespace zhengping::reporting {
namespace {

bool IsFiscalYear(int year) { return kFirstFiscalYear <= year && year <= kLastFiscalYear; }

absl::Status Malformed(absl::string_view field, absl::string_view pattern) {
  return Invalid({"RESOURCE_NAME_MALFORMED", std::string(field)}, absl::StrCat("a name here reads ", pattern));
}

}  // namespace

absl::StatusOr<EvaluationKey> ParseEvaluationName(absl::string_view name) {
  ZP_ASSIGN_OR_RETURN(const ChildName child, ParseChildName(name, "evaluations", "name"));
  const std::optional<EvaluationKey> key = ParseEvaluationId(child.parent, child.id);
  if (!key.has_value()) return Malformed("name", "divisions/430503000/departments/403/evaluations/2023-1");
  return *key;
}

absl::StatusOr<YearKey> ParseNarrativeName(absl::string_view name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(const ChildName child, ParseChildName(name, "narratives", field));
  YearKey key{.department = child.parent};
  if (!absl::SimpleAtoi(child.id, &key.fiscal_year) || child.id != absl::StrCat(key.fiscal_year) ||
      !IsFiscalYear(key.fiscal_year)) {
    return Malformed(field, "divisions/430503000/departments/403/narratives/2023");
  }
  return key;
}

std::string FormatNarrativeName(const YearKey& key) {
  return FormatName(ChildName{.parent = key.department, .id = absl::StrCat(key.fiscal_year)}, "narratives");
}

absl::StatusOr<int> ParseFiscalYear(int fiscal_year) {
  if (IsFiscalYear(fiscal_year)) return fiscal_year;
  return Invalid({"FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"},
                 absl::StrCat("a fiscal year is from ", kFirstFiscalYear, " to ", kLastFiscalYear));
}

absl::StatusOr<Date> DateFrom(const google::type::Date& message, absl::string_view field) {
  const std::optional<Date> date = Date::FromYmd(message.year(), message.month(), message.day());
  if (date.has_value()) return *date;
  return Invalid({"DATE_NOT_IN_CALENDAR", std::string(field)},
                 absl::StrCat(message.year(), "-", message.month(), "-", message.day(), " is no day of the calendar"));
}

}  // namespace zhengping::reporting
