// plan.csv (绩效目标): targets in the framework's open slots.
//
// Issues, beside those of cells: DIRECTION_MISSING, DIRECTION_UNKNOWN; UNIT_DISAGREES (the cell names another unit than
// its column); PLAN_TARGET_SIGN (≤5 in a row of direction >=). What a target lacks (no number, no range) is the
// indicator service's to say.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_PLAN_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_PLAN_FILE_H_

#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& PlanColumns();

// How a file writes a direction.
const Choices<TargetDirection>& TargetDirections();

void ReadPlan(const CaseTable& table, std::vector<CasePlanRow>& plan, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_PLAN_FILE_H_
