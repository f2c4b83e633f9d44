// The year's watch made of what the other services answer. Nothing is stored.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_YEAR_WATCH_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_YEAR_WATCH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/clients/watch_client.h"
#include "services/reporting/domain/monitoring/monitoring.h"
#include "services/reporting/rpc/computation.h"

namespace zhengping::reporting {

struct ScoredForecast {
  Forecast forecast;
  bool is_scored = false;
  Rational low;       // nothing further achieved after the day
  Rational high;      // every open target met
  std::string grade;  // of both; empty: open
};

struct YearWatch {
  std::string department_display_name;
  std::vector<WatchedLine> lines;
  std::vector<ScoredForecast> forecasts;
  std::vector<std::string> open_targets;
  std::vector<std::string> notes;
  std::vector<DepartmentYearMark> marks;
};

// `subject.as_of` is the day. `framework` empty: the one that the case named; without either there is no score, and a
// note. Blocks. Refused: what the clients refuse.
absl::StatusOr<YearWatch> WatchYear(const Sources& sources, WatchClient& client, const Subject& subject,
                                    std::string framework, const MonitoringThresholds& thresholds,
                                    const client::Outgoing& outgoing);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_YEAR_WATCH_H_
