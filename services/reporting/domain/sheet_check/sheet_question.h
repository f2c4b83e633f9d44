// A filed sheet as a question to the indicator service: which of its rows are rows of a plan and which stand for leaves
// of the framework, what each of them targets and achieved, and which of them a rule can decide at all.
//
//   target and actual are numbers that can be compared     the rule decides
//   words, a tier, a target of "=" that was missed         open: any points within a range are right
//   neither target nor actual                              nothing is stated: 0 to the weight
//
// Pure; linear in the rows times the leaves of the framework.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_QUESTION_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_QUESTION_H_

#include <optional>
#include <string>
#include <vector>

#include "services/reporting/domain/case.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"
#include "services/reporting/domain/sheet_check/framework_outline.h"
#include "services/reporting/domain/sheet_check/money_block.h"

namespace zhengping::reporting {

enum class RowBasis {
  kNoPoints,       // a money row, a total, or an indicator that claims no points
  kDecided,        // target and actual are numbers: the rule decides
  kByFramework,    // a leaf of the framework that states no number: its formula may decide
  kOpen,           // any points between low and high shares of the weight are right
  kNothingStated,  // neither target nor actual, in a form that has both
  kActualMissing,  // a target, and no actual
  kNotApplicable,
};

struct AskedRow {
  RowBasis basis = RowBasis::kNoPoints;
  RowKey key;                      // as sent
  int leaf = -1;                   // position in FrameworkOutline::nodes; -1: a row of the plan
  std::optional<Rational> weight;  // as printed, or implied
  bool is_weight_implied = false;
  TargetDirection direction = TargetDirection::kAtLeast;
  bool is_direction_assumed = false;
  bool is_all_or_proportion = false;  // a target of "=" that was missed: nothing, or by proportion, and nothing between
  Rational low_share;                 // of kOpen
  Rational high_share = Rational(1);
};

struct SheetQuestion {
  std::vector<CasePlanRow> plan;
  std::vector<CaseObservation> observations;
  std::vector<Fact> facts;
  std::vector<AskedRow> rows;  // one for each row of the sheet
  int execution_leaf = -1;     // position in FrameworkOutline::nodes of payments ÷ final_budget; -1: none
};

// `implied` are weights found for rows that print none, by position in the sheet.
SheetQuestion AskAboutSheet(const ClaimedSheet& sheet, const MoneyBlock& money, const FrameworkOutline& framework,
                            const std::vector<std::optional<Rational>>& implied);

// The leaf that a row stands for: its name or alias is the row's, and of several the one whose path holds the row's
// groups. -1: none, or several alike.
int LeafOf(const FrameworkOutline& framework, const ClaimedRow& row);

// The shares of the weight that a tier's name stands for. Empty when the text names none of them.
std::optional<OutlineTier> TierOf(const FrameworkOutline& framework, const std::string& text);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_SHEET_QUESTION_H_
