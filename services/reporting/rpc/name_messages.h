// Names, years and days of requests, checked and typed.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_NAME_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_NAME_MESSAGES_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/date/date.h"
#include "services/reporting/store/keys.h"

namespace google::type {
class Date;
}  // namespace google::type

namespace zhengping::reporting {

// "divisions/430503000/departments/403/evaluations/2023-1". Refused: RESOURCE_NAME_MALFORMED, field "name".
absl::StatusOr<EvaluationKey> ParseEvaluationName(absl::string_view name);

// "divisions/430503000/departments/403/narratives/2023". Refused: RESOURCE_NAME_MALFORMED.
absl::StatusOr<YearKey> ParseNarrativeName(absl::string_view name, absl::string_view field);
std::string FormatNarrativeName(const YearKey& key);

// Refused: FISCAL_YEAR_OUT_OF_RANGE, field "fiscal_year".
absl::StatusOr<int> ParseFiscalYear(int fiscal_year);

// Refused: DATE_NOT_IN_CALENDAR.
absl::StatusOr<Date> DateFrom(const google::type::Date& message, absl::string_view field);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_NAME_MESSAGES_H_
