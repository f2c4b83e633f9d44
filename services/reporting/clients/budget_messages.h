// What the budget service answers, for the domain.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_MESSAGES_H_

#include "absl/status/statusor.h"
#include "services/reporting/domain/evaluate.h"

namespace zhengping::budget::v1 {
class AnalyzeYearRequest;
class AnalyzeYearResponse;
}  // namespace zhengping::budget::v1

namespace zhengping::reporting {

void ToMessage(const Subject& subject, budget::v1::AnalyzeYearRequest& message);

// DOWNSTREAM_CONTRACT_BROKEN (INTERNAL), with the place in the answer, for one of another department or year, a fact or
// finding that stands twice, a value that its state forbids or lacks, a number or day that is none, a selector or
// special fund of what was not read, no mark of the year, no hash of the settings.
absl::StatusOr<YearAnalysis> FromMessage(const budget::v1::AnalyzeYearResponse& message, const Subject& subject);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_MESSAGES_H_
