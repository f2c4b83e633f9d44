// Classes 1, 2, 7, 8 and 12 of a sheet's money rows: totals against their parts, splits against one another, rates
// against their figures, payments against the year's budget, carry-over against the total.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_MONEY_ROWS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_MONEY_ROWS_H_

#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

void CheckMoneyRows(const SheetView& view, Discrepancies& found);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_MONEY_ROWS_H_
