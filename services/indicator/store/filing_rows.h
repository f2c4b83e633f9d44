// What sources filed as a whole: rows of plans, checks and goals, each set under the revision that stored it.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_FILING_ROWS_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_FILING_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/storage/connection.h"
#include "services/indicator/domain/consistency.h"
#include "services/indicator/domain/plan.h"
#include "services/indicator/domain/plan_history.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/store/columns.h"

namespace zhengping::indicator {

enum class FilingKind { kPlan, kChecks, kGoals };

struct Filing {
  std::string source;
  int64_t revision = 0;
  std::string framework;  // of a plan
};

// Each source's filing that is valid at `revision`, by source.
absl::StatusOr<std::vector<Filing>> SelectFilings(storage::Connection& connection, const YearKey& key, FilingKind kind,
                                                  int64_t revision);

absl::StatusOr<std::vector<PlanRow>> SelectPlanRows(storage::Connection& connection, const YearKey& key,
                                                    const Filing& filing);
absl::StatusOr<std::vector<CheckRow>> SelectChecks(storage::Connection& connection, const YearKey& key,
                                                   const Filing& filing);

absl::StatusOr<std::vector<YearGoal>> SelectGoals(storage::Connection& connection, const YearKey& key,
                                                  const Filing& filing);
// Every plan that was filed up to and with `revision`, by revision.
absl::StatusOr<std::vector<FiledPlan>> SelectPlanHistory(storage::Connection& connection, const YearKey& key,
                                                         int64_t revision);

absl::Status InsertPlan(storage::Connection& connection, const YearKey& key, const Filing& filing,
                        const std::vector<PlanRow>& rows);
absl::Status InsertChecks(storage::Connection& connection, const YearKey& key, const Filing& filing,
                          const std::vector<CheckRow>& checks);

absl::Status InsertGoals(storage::Connection& connection, const YearKey& key, const Filing& filing,
                         const std::vector<YearGoal>& goals);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_FILING_ROWS_H_
