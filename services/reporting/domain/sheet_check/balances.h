// Class 12 of indicator rows: a balance rate of zero while the year's money was not all spent, an execution above 100%,
// a carry-over that the ledger has and the sheet has not.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_BALANCES_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_BALANCES_H_

#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

void CheckBalances(const SheetView& view, Discrepancies& found);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_BALANCES_H_
