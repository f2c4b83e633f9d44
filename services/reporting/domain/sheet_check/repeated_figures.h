// Class 13, to be explained: the same figure with two values or two units, in two rows, in a row and the money block,
// or in the sheet and what is stored of the year: ledger, results, targets, prose.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_REPEATED_FIGURES_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_REPEATED_FIGURES_H_

#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

void CheckRepeatedFigures(const SheetView& view, Discrepancies& found);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_REPEATED_FIGURES_H_
