// Values of an evaluation as runs of a report: text for people, with the exact value and its origin bound to it.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_PRINTED_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_PRINTED_H_

#include <string>

#include "absl/strings/string_view.h"
#include "services/reporting/documents/document.h"
#include "services/reporting/domain/binding.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// How money prints in a table.
enum class MoneyUnit { kYuan, kWanyuan };

// nullptr when the evaluation has no fact of this name.
const Fact* FindFact(const EvaluationContent& content, absl::string_view name);

// The value alone ("2,030.12" in the money unit, "44", "95.65%"), bound to `origin`.
Run PrintQuantity(const Quantity& value, const std::string& unit, std::string origin, MoneyUnit money);

// A fact's value; "缺失" and "不适用" where it has none, "—" when there is no such fact.
Run PrintFact(const EvaluationContent& content, absl::string_view name, MoneyUnit money);

// numerator ÷ denominator in percent; "—" when either is missing or the denominator is 0. Bound to `origin`.
Run PrintRate(const EvaluationContent& content, absl::string_view numerator, absl::string_view denominator,
              std::string origin);

// Points: "9.47", "10". Bound to "scores/<path>".
Run PrintPoints(const Rational& points, const std::string& path);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_PRINTED_H_
