// Class 11: weights that do not add up to the framework's, slot by slot and as a whole; a leaf with another weight than
// the framework gives it. Points above a weight are told with the points.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_WEIGHTS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_WEIGHTS_H_

#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

void CheckWeights(const SheetView& view, Discrepancies& found);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_WEIGHTS_H_
