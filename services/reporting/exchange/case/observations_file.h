// observations.csv (完成情况): what was achieved. A row without 一级 and 二级指标 means the plan's row of that third
// name, which must be unique there; with them it may stand for itself (checks and prose use it).
//
// Issues, beside those of cells: INDICATOR_UNKNOWN, INDICATOR_AMBIGUOUS (a third name alone that no row, or several, of
// the plan have); STATUS_UNKNOWN; UNIT_DISAGREES; DATE_OUTSIDE_YEAR (warning).
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_OBSERVATIONS_FILE_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_OBSERVATIONS_FILE_H_

#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

const std::vector<ColumnSpec>& ObservationsColumns();

// Fills contents.observations; the plan is read already. An observation without a state has the one that its value
// says: a figure is reported, "/" not applicable, nothing at all missing.
void ReadObservations(const CaseTable& table, Case& contents, std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_OBSERVATIONS_FILE_H_
