// Classes 3, 4, 5, 6, 11 and 14 of single rows: the points that a row claims against those that its rule gives it.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_ROW_SCORES_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_ROW_SCORES_H_

#include <optional>
#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

void CheckRowScores(const SheetView& view, Discrepancies& found, std::vector<Issue>& notes);

// What the execution row of the money block should have: weight × rate, never above the weight. Empty when the sheet
// gives it no weight, or no rate can be had.
std::optional<Rational> ExecutionPoints(const SheetView& view);

// Whether `claimed` is `exact` as points are printed: rounded to the framework's decimals, or to those of the cell
// where it has any. A whole number is no rounding of a broken one, and full points are none of less than full ones.
bool ArePoints(const ClaimedCell& claimed, const Rational& exact, const Rational& weight, int decimals);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_ROW_SCORES_H_
