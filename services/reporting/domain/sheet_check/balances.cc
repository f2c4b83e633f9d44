#include "services/reporting/domain/sheet_check/balances.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

// 结转结余率 and the like; how it changes, and how it is managed, is another matter.
bool IsBalance(const ClaimedRow& row) {
  const std::string name = PlainName(row.level3);
  constexpr const char* kNames[] = {"结转结余率", "结余结转率", "结转率",   "结余率",       "资金结余率",    "资金结余",
                                    "结转结余",   "年末结余",   "预算结余", "结转结余资金", "资金结转结余率"};
  return std::any_of(std::begin(kNames), std::end(kNames), [&name](const char* known) { return name == known; });
}

bool IsCompletionRate(const ClaimedRow& row) {
  const std::string name = PlainName(row.level3);
  return name == "预算完成率" || name == "支出完成率" || IsExecutionRate(row);
}

bool SaysNothingIsLeft(const ClaimedCell& actual) {
  if (actual.number.has_value()) return actual.number->is_zero();
  const std::string words = PlainName(actual.text);
  return words == "无结余" || words == "没有结余" || words == "无结转结余" || words == "无结转";
}

// What was not spent and is not left was taken back, and the sheet says so.
bool SaysTakenBack(const ClaimedRow& row) {
  for (const char* word : {"收回", "上缴", "交回", "缴回", "统筹", "注销", "核减"}) {
    if (absl::StrContains(row.deviation_reason, word) || absl::StrContains(row.actual.text, word)) return true;
  }
  return false;
}

void CheckBalance(const ClaimedRow& row, const Rational& rate, Discrepancies& found) {
  if (!IsBalance(row) || !SaysNothingIsLeft(row.actual) || SaysTakenBack(row)) return;
  const Rational left = Rational(1) - rate;
  if (Round(left, 4) <= Rational()) return;
  found.Add(DiscrepancyClass::kBalance, row, "value", row.actual.text, FormatPercent(left),
            absl::StrCat("执行率 ", FormatPercent(rate), "，尚有 ", FormatPercent(left),
                         " 没有支出，而结转结余写成 0：应写明结转结余数，或写明由财政收回"));
}

void CheckExecution(const ClaimedRow& row, Discrepancies& found) {
  const bool is_above = row.actual.number.has_value() && row.actual.unit == "%" && *row.actual.number > Rational(1);
  if (!is_above || !IsCompletionRate(row)) return;
  found.Add(DiscrepancyClass::kBalance, row, "value", row.actual.text, "不超过 100%",
            "执行率超过 100%：执行数超过全年预算数，或有追加没有计入预算数");
}

// The ledger carried money over, and the sheet's row for it is empty or zero.
void CheckCarriedOver(const SheetView& view, Discrepancies& found) {
  const ClaimedRow* row = view.money.carryover;
  if (row == nullptr || row->final_budget.reading == CellReading::kUnread) return;
  if (row->final_budget.number.has_value() && !row->final_budget.number->is_zero()) return;
  for (const Fact& fact : view.evidence.facts) {
    if (fact.name != "carryover_in" || !fact.value.has_value()) continue;
    const Money* money = std::get_if<Money>(&*fact.value);
    if (money == nullptr || *money <= Money()) return;
    const ClaimedCell& like = row->final_budget.unit_fen != 0 || view.money.total == nullptr
                                  ? row->final_budget
                                  : view.money.total->final_budget;
    found.Add(DiscrepancyClass::kBalance, *row, "final_budget", row->final_budget.text,
              AmountText(Rational(money->fen()), like), "指标账有上年结转，自评表没有列出");
  }
}

}  // namespace

void CheckBalances(const SheetView& view, Discrepancies& found) {
  for (const ClaimedRow& row : view.sheet.rows) {
    if (row.kind != ClaimedKind::kIndicator) continue;
    if (view.money.rate.has_value()) CheckBalance(row, *view.money.rate, found);
    CheckExecution(row, found);
  }
  CheckCarriedOver(view, found);
}

}  // namespace zhengping::reporting
