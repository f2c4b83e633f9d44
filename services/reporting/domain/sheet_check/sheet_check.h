// Check of a filed self-evaluation sheet (自评复核): what the sheet claims against what its own figures and its rule
// give.
//
//   CheckSheet     every discrepancy of the 14 classes, each at its cell, and the three totals side by side
//
// No false ones: a class tells only what does not hold in the sheet itself; what cannot be decided is a note or
// nothing. One cause is told once at each cell that it makes wrong, by the most particular class.
//
// Pure; linear in the rows, but for names that are compared with one another.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_CHECK_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_CHECK_H_

#include <optional>
#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/sheet_check/discrepancy.h"
#include "services/reporting/domain/sheet_check/sheet_view.h"

namespace zhengping::reporting {

struct SheetTotals {
  std::optional<Rational> printed;   // absent: the sheet prints no total
  std::optional<Rational> summed;    // of the printed rows; absent: it prints no points
  std::optional<Rational> rule_low;  // by the rule; absent: it has no row with a weight
  std::optional<Rational> rule_high;
};

struct SheetCheck {
  SheetTotals totals;
  std::vector<Discrepancy> discrepancies;  // by row
  std::vector<Issue> notes;                // what is worth knowing and no discrepancy
};

SheetCheck CheckSheet(const SheetView& view);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_CHECK_H_
