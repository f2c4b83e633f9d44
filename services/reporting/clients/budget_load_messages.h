// One year of a case as the stream that budget takes, and its answer back as places, counts and a mark.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_LOAD_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_LOAD_MESSAGES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/clients/load_answer.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::budget::v1 {
class LoadDepartmentYearRequest;
class LoadDepartmentYearResponse;
}  // namespace zhengping::budget::v1

namespace zhengping::reporting {

// The head, then batches of at most 2,000 transactions and about 1 MiB. All lists in the case's own order.
std::vector<budget::v1::LoadDepartmentYearRequest> BudgetLoadMessages(const Case& contents, const CaseYear& year,
                                                                      const ImportOrder& order);

// Refused: DOWNSTREAM_CONTRACT_BROKEN.
absl::StatusOr<LoadAnswer> FromMessage(const budget::v1::LoadDepartmentYearResponse& message, const Case& contents,
                                       const CaseYear& year);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_BUDGET_LOAD_MESSAGES_H_
