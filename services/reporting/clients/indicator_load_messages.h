// Plan, observations and checks of a case as the request that indicator takes, and its answer back.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_MESSAGES_H_

#include "absl/status/statusor.h"
#include "services/reporting/clients/load_answer.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::indicator::v1 {
class LoadDepartmentYearRequest;
class LoadDepartmentYearResponse;
class Observation;
class PlanRow;
}  // namespace zhengping::indicator::v1

namespace zhengping::reporting {

void ToMessage(const CasePlanRow& row, indicator::v1::PlanRow& message);
void ToMessage(const CaseObservation& row, indicator::v1::Observation& message);

// All lists in the case's own order.
void ToMessage(const Case& contents, const ImportOrder& order, indicator::v1::LoadDepartmentYearRequest& message);

// Refused: DOWNSTREAM_CONTRACT_BROKEN.
absl::StatusOr<LoadAnswer> FromMessage(const indicator::v1::LoadDepartmentYearResponse& message, const Case& contents);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_MESSAGES_H_
