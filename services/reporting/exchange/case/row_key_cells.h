// The columns that say which row of the sheet a line is about; plan and observations have them alike.
#ifndef ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_ROW_KEY_CELLS_H_
#define ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_ROW_KEY_CELLS_H_

#include <vector>

#include "services/reporting/domain/scorecard.h"
#include "services/reporting/exchange/case/columns.h"

namespace zhengping::reporting {

// goal, kpi_lv1, kpi_lv2, kpi_lv3 (required), pro_code.
std::vector<ColumnSpec> RowKeyColumns();

// VALUE_MISSING without the third level.
RowKey ReadRowKey(RowReader& reader);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_EXCHANGE_CASE_ROW_KEY_CELLS_H_
