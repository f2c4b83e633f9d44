// The year's watch as the command line prints it.
#ifndef ZHENGPING_SERVICES_CLI_MONITORING_TABLES_H_
#define ZHENGPING_SERVICES_CLI_MONITORING_TABLES_H_

#include <string>
#include <vector>

#include "zhengping/reporting/v1/reporting_service.pb.h"

namespace zhengping::cli {

// One day: money, special funds, targets, forecast, what is to be done, thresholds and notes.
std::string MonitoringText(const reporting::v1::Monitoring& monitoring);

// A row a day: execution, lights counted, forecast.
std::string MonthsTable(const std::vector<reporting::v1::Monitoring>& months);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_MONITORING_TABLES_H_
