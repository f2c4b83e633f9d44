// Class 10, to be explained: an actual 30% or more over its target, or exactly equal in every row; a target below last
// year's actual.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_TARGET_LEVELS_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_TARGET_LEVELS_H_

#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

void CheckTargetLevels(const SheetView& view, Discrepancies& found);

// The target that the plan of the year has for a row, by its third name and as many groups as both state. Null: none.
const PlannedTarget* PlannedFor(const SheetEvidence& evidence, const ClaimedRow& row);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_TARGET_LEVELS_H_
