#include "services/reporting/domain/sheet_check/sheet_check.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/reporting/domain/sheet_check/balances.h"
#include "services/reporting/domain/sheet_check/costs.h"
#include "services/reporting/domain/sheet_check/money_rows.h"
#include "services/reporting/domain/sheet_check/rates.h"
#include "services/reporting/domain/sheet_check/repeated_figures.h"
#include "services/reporting/domain/sheet_check/row_scores.h"
#include "services/reporting/domain/sheet_check/score_totals.h"
#include "services/reporting/domain/sheet_check/target_levels.h"
#include "services/reporting/domain/sheet_check/weights.h"

namespace zhengping::reporting {
namespace {

Issue NoteOn(const SheetView& view, const ClaimedRow& row, const char* reason, std::string remedy) {
  return {Severity::kNote, {.file = view.sheet.file, .row = row.row}, reason, row.name(), std::move(remedy)};
}

// A figure that is scored as the execution rate and once more as a row of its own.
bool IsExecutionAgain(const SheetView& view, size_t i) {
  const ClaimedRow& row = view.sheet.rows[i];
  const bool is_named = PlainName(row.level3) == "预算完成率" || PlainName(row.level3) == "支出完成率";
  const bool is_scored = view.money.total != nullptr && view.money.total->score.number.has_value();
  return is_named && is_scored && view.rules[i].basis != RowBasis::kNoPoints && row.actual.number.has_value() &&
         view.money.rate.has_value() && IsPrintedFrom(*row.actual.number, row.actual.step, *view.money.rate);
}

void TellRows(const SheetView& view, std::vector<Issue>& notes) {
  for (const ClaimedRow* row : view.money.unknown) {
    notes.push_back(NoteOn(view, *row, "CLAIMED_ITEM_UNKNOWN", "资金行的项目名称不在表式中，没有参加核对"));
  }
  for (size_t i = 0; i < view.sheet.rows.size(); ++i) {
    const ClaimedRow& row = view.sheet.rows[i];
    if (row.kind != ClaimedKind::kIndicator) continue;
    if (view.rules[i].basis != RowBasis::kNoPoints && view.rules[i].node < 0) {
      notes.push_back(
          NoteOn(view, row, "CLAIMED_ROW_WITHOUT_PLACE",
                 absl::StrCat("体系「", view.framework.display_name, "」中没有这一指标的位置，得分没有核对")));
    }
    if (IsExecutionAgain(view, i)) {
      notes.push_back(NoteOn(view, row, "CLAIMED_FIGURE_SCORED_TWICE",
                             "与执行率是同一个数据，在表中计了两次分；两处目标不同，请核对"));
    }
  }
}

}  // namespace

SheetCheck CheckSheet(const SheetView& view) {
  SheetCheck check;
  check.totals = TotalsOf(view);
  Discrepancies found;
  CheckMoneyRows(view, found);
  CheckRowScores(view, found, check.notes);
  CheckScoreTotals(view, found);
  CheckWeights(view, found);
  CheckRates(view, found);
  CheckCosts(view, found);
  CheckBalances(view, found);
  CheckTargetLevels(view, found);
  CheckRepeatedFigures(view, found);
  check.discrepancies = found.Take();
  TellRows(view, check.notes);
  return check;
}

}  // namespace zhengping::reporting
