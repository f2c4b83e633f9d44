// Class 9: the total cost of a project that is not the money executed; quantity × unit cost that is not.
//
// Only what the sheet ties together is compared: a row that names the total cost (项目总成本), in money; one quantity
// and one unit cost whose units belong together (人 and 元/人) where no other row costs anything. An actual that is cut
// or rounded to its printed decimals agrees; one that is rounded to whole units of 万元 while the money row says more
// does not.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_COSTS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_COSTS_H_

#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

void CheckCosts(const SheetView& view, Discrepancies& found);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_COSTS_H_
