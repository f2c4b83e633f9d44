// What the rule gives for each row of a filed sheet, once the indicator service has scored it.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_ROW_RULE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_ROW_RULE_H_

#include <optional>
#include <string>
#include <vector>

#include "services/reporting/domain/scorecard.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"
#include "services/reporting/domain/sheet_check/framework_outline.h"
#include "services/reporting/domain/sheet_check/sheet_question.h"

namespace zhengping::reporting {

struct RowRule {
  RowBasis basis = RowBasis::kNoPoints;
  std::optional<Rational> weight;  // the row's own; absent where the sheet prints none and none could be found
  bool is_weight_implied = false;
  bool is_decided = false;  // the rule gives `low`, and nothing else
  Rational low;             // rounded points that are right, at the row's own weight
  Rational high;
  bool is_either = false;         // `low` or `high`, and nothing between
  std::optional<Rational> exact;  // of a decided row, before rounding
  bool is_met = false;            // decided, and full
  int node = -1;  // position of its slot or leaf in FrameworkOutline::nodes; -1: the framework has no place for it
  std::optional<Rational> total_weight;  // what the row weighs in the framework's total
  Rational total_low;                    // its part of the total by the rule
  Rational total_high;
  std::string why;  // how the rule came to it, a sentence
};

// `kept` scored the sheet with the row's own weights, `scaled` with weights scaled into their slots. One rule a row.
std::vector<RowRule> RulesFrom(const ClaimedSheet& sheet, const FrameworkOutline& framework,
                               const SheetQuestion& question, const Scorecard& kept, const Scorecard& scaled);

// Weights of rows that print none but a score (the Hubei form), by position in the sheet. A row that met its target
// shows its weight as its score; one row of a slot that does not fit is what is left of it. `scored` is any scoring of
// the rows.
std::vector<std::optional<Rational>> ImpliedWeights(const ClaimedSheet& sheet, const FrameworkOutline& framework,
                                                    const SheetQuestion& question, const Scorecard& scored);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_ROW_RULE_H_
