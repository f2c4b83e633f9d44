// The year's watch for the wire.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_MONITORING_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_MONITORING_MESSAGES_H_

#include "absl/status/statusor.h"
#include "services/reporting/domain/evaluate.h"
#include "services/reporting/domain/monitoring/monitoring.h"

namespace zhengping::reporting::v1 {
class MonitorDepartmentRequest;
class Monitoring_Forecast;
class Monitoring_Line;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

// What is watched. Refused: RESOURCE_NAME_MALFORMED, FISCAL_YEAR_OUT_OF_RANGE, DATE_MISSING, DATE_NOT_IN_CALENDAR,
// DATE_OUTSIDE_YEAR.
absl::StatusOr<Subject> SubjectFrom(const v1::MonitorDepartmentRequest& request);
// The default ones, and in their place what the request sets. Refused: NUMBER_MALFORMED, NUMBER_TOO_LONG,
// THRESHOLD_OUT_OF_RANGE, THRESHOLD_SOURCE_MISSING.
absl::StatusOr<MonitoringThresholds> ThresholdsFrom(const v1::MonitorDepartmentRequest& request);

void ToMessage(const WatchedLine& line, v1::Monitoring_Line& message);
// Without the score.
void ToMessage(const Forecast& forecast, v1::Monitoring_Forecast& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_MONITORING_MESSAGES_H_
