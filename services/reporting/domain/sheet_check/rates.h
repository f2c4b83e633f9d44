// Class 8 of indicator rows: a rate that is not the quotient of the year's own figures, and a growth from a base of
// zero that is given as a percentage. Rates of money rows are with the money rows.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_RATES_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_RATES_H_

#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

void CheckRates(const SheetView& view, Discrepancies& found);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_RATES_H_
