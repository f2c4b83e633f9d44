// What the command line prints of findings (存在的问题) and of replays: figures, what is behind them, and what would
// have been.
#ifndef ZHENGPING_SERVICES_CLI_FINDING_PRINTING_H_
#define ZHENGPING_SERVICES_CLI_FINDING_PRINTING_H_

#include <iosfwd>
#include <string>

#include "zhengping/budget/v1/budget_service.pb.h"

namespace zhengping::cli {

// 未评价, 未触发, 一般, 较重, 严重.
std::string SeverityText(budget::v1::FindingSeverity severity);

// "若…，则追加率 57.54% → 8.31%，…": the first figures that change; empty where nothing is simulated.
std::string EffectLine(const budget::v1::Finding& finding);

// The whole finding: figures with their definition, thresholds, the largest details, the recommendation and its effect.
void PrintFinding(const budget::v1::Finding& finding, std::ostream& out);

// Facts and figures that a replay changes, before and after, and what its quotas could not bear.
void PrintSimulation(const budget::v1::SimulateYearResponse& response, std::ostream& out);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_FINDING_PRINTING_H_
