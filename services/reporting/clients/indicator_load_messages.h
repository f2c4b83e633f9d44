// Plan, observations and checks of a case as the request that indicator takes, and its answer back.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_MESSAGES_H_

#include "absl/status/statusor.h"
#include "services/reporting/clients/indicator_load.h"
#include "services/reporting/clients/load_answer.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/case_import.h"

namespace zhengping::indicator::v1 {
class ImportFrameworkRequest;
class ImportFrameworkResponse;
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

// The case has a framework of its own.
void ToMessage(const Case& contents, const ImportOrder& order, indicator::v1::ImportFrameworkRequest& message);
TakenFramework FromMessage(const indicator::v1::ImportFrameworkResponse& message, const Case& contents);

// Names the framework, and carries it while it is not published; no framework at all where it has errors.
void UseFramework(const TakenFramework& own, indicator::v1::LoadDepartmentYearRequest& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_LOAD_MESSAGES_H_
