// The three totals of a filed sheet side by side, and classes 1 and 2 of its points: a total that is not the sum of its
// rows, or was left at zero above them.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SCORE_TOTALS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SCORE_TOTALS_H_

#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_check.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

// The row of the whole sheet's total; null where it has none.
const ClaimedRow* GrandTotal(const ClaimedSheet& sheet);

SheetTotals TotalsOf(const SheetView& view);

void CheckScoreTotals(const SheetView& view, Discrepancies& found);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SCORE_TOTALS_H_
