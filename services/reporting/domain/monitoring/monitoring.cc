#include "services/reporting/domain/monitoring/monitoring.h"

#include <utility>

#include "services/reporting/domain/monitoring/execution.h"
#include "services/reporting/domain/monitoring/fund_watch.h"
#include "services/reporting/domain/monitoring/target_progress.h"

namespace zhengping::reporting {

std::vector<WatchedLine> Watch(const WatchedYear& year) {
  std::vector<WatchedLine> lines = ExecutionLines(year);
  for (const SpecialFund& fund : year.special_funds) {
    lines.push_back(FundLine(fund, year.day, year.thresholds.fund));
  }
  for (const WatchedTarget& target : year.targets) {
    lines.push_back(TargetLine(target, year.observations, year.day, year.thresholds.target));
  }
  return lines;
}

}  // namespace zhengping::reporting
