// What the classes of a check look at: the filed sheet, the rule of each row, and what else is known of the year.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_VIEW_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_VIEW_H_

#include <optional>
#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/fact.h"
#include "services/reporting/domain/scorecard.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"
#include "services/reporting/domain/sheet_check/framework_outline.h"
#include "services/reporting/domain/sheet_check/money_block.h"
#include "services/reporting/domain/sheet_check/row_rule.h"
#include "services/reporting/domain/sheet_check/sheet_question.h"

namespace zhengping::reporting {

// A target as the plan of the year has it.
struct PlannedTarget {
  RowKey key;
  std::optional<Rational> value;
  std::optional<Rational> baseline;  // 上年实际值
  std::string unit;
};

// What is known besides the sheet; all of it may be empty.
struct SheetEvidence {
  std::vector<Fact> facts;  // of the ledger and the statement
  std::vector<Observation> observations;
  std::vector<PlannedTarget> targets;
  std::vector<ScoredNode> nodes;  // of the evaluation's own sheet: what formulas measured
  std::string narrative;
};

struct SheetView {
  const ClaimedSheet& sheet;
  const MoneyBlock& money;
  const FrameworkOutline& framework;
  const SheetQuestion& question;
  const std::vector<RowRule>& rules;  // one for each row
  const SheetEvidence& evidence;
};

// As a sheet writes points, a rate, an amount in the unit of `like`.
std::string PointsText(const Rational& points);
std::string RangeText(const Rational& low, const Rational& high);
std::string AmountText(const Rational& fen, const ClaimedCell& like);
// A value as its cell writes it: percent, 万 with the unit, or the plain number.
std::string ValueText(const Rational& value, const ClaimedCell& like);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_VIEW_H_
