#include "services/reporting/domain/sheet_check/money_rows.h"

#include <cstdlib>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

using Rows = std::vector<const ClaimedRow*>;

const char* NameOf(MoneyColumn column) {
  switch (column) {
    case MoneyColumn::kInitialBudget:
      return "年初预算数";
    case MoneyColumn::kFinalBudget:
      return "全年预算数";
    case MoneyColumn::kPayments:
      return "全年执行数";
  }
  std::abort();  // Our own bug: every column is named above.
}

// A list that prints one row alone may leave others out; what is more than the total cannot be a part of it.
bool IsWhole(const Rows& rows, const Rational& sum, const Rational& total) { return rows.size() > 1 || sum > total; }

class MoneyChecker {
 public:
  MoneyChecker(const SheetView& view, Discrepancies& found) : money_(view.money), found_(found) {}

  void Run() {
    for (const MoneyColumn column : kMoneyColumns) {
      CheckComponents(column);
      CheckSplit(column, money_.income_head, money_.income, "按收入性质");
      CheckSplit(column, money_.outlay_head, money_.outlay, "按支出性质");
    }
    if (money_.has_income_as_payments) TellIncomeAsPayments();
  }

 private:
  void CheckComponents(MoneyColumn column) {
    if (money_.total == nullptr) return;
    const ClaimedCell& cell = CellOf(*money_.total, column);
    const std::optional<Rational> sum = SumOf(money_.components, column);
    if (!cell.number.has_value() || !sum.has_value() || *cell.number == *sum) return;
    const std::string right = AmountText(*sum, LikeOf(cell, money_.components, column));
    if (cell.number->is_zero()) {
      return found_.Add(DiscrepancyClass::kTotalLeftZero, *money_.total, KeyOf(column), cell.text, right,
                        absl::StrCat(NameOf(column), "合计为 0，而各项之和为 ", right, "：合计应由各项相加得出"));
    }
    if (!IsWhole(money_.components, *sum, *cell.number)) return;
    if (CheckCarryover(column, cell, *sum, right)) return;
    found_.Add(DiscrepancyClass::kTotalNotSum, *money_.total, KeyOf(column), cell.text, right,
               absl::StrCat(NameOf(column), "合计应等于各项之和 ", right));
  }

  // The total is off by just the carry-over.
  bool CheckCarryover(MoneyColumn column, const ClaimedCell& cell, const Rational& sum, const std::string& right) {
    if (money_.carryover == nullptr) return false;
    const std::optional<Rational>& carryover = CellOf(*money_.carryover, column).number;
    if (!carryover.has_value() || carryover->is_zero()) return false;
    const bool is_twice = *cell.number == sum + *carryover;
    const bool is_nowhere = *cell.number == sum - *carryover;
    if (!is_twice && !is_nowhere) return false;
    found_.Add(DiscrepancyClass::kBalance, *money_.total, KeyOf(column), cell.text, right,
               absl::StrCat("上年结转资金", is_twice ? "在合计中计了两次" : "没有计入合计", "：", NameOf(column),
                            "合计应为 ", right));
    return true;
  }

  void CheckSplit(MoneyColumn column, const ClaimedRow* head, const Rows& rows, const char* name) {
    const std::optional<Rational> sum = SumOf(rows, column);
    if (!sum.has_value()) return;
    CheckHead(column, head, rows, *sum, name);
    if (money_.total == nullptr) return;
    const ClaimedCell& cell = CellOf(*money_.total, column);
    if (!cell.number.has_value() || *cell.number == *sum || found_.IsTold(money_.total->row, KeyOf(column))) return;
    if (money_.has_income_as_payments && column == MoneyColumn::kPayments) return;  // told as what it is
    const std::string right = AmountText(*sum, LikeOf(cell, rows, column));
    if (cell.number->is_zero()) {
      return found_.Add(DiscrepancyClass::kTotalLeftZero, *money_.total, KeyOf(column), cell.text, right,
                        absl::StrCat(NameOf(column), "合计为 0，而", name, "各项之和为 ", right));
    }
    if (!IsWhole(rows, *sum, *cell.number)) return;
    found_.Add(DiscrepancyClass::kTotalNotSum, *money_.total, KeyOf(column), cell.text, right,
               absl::StrCat(NameOf(column), "合计应等于", name, "各项之和 ", right));
  }

  void CheckHead(MoneyColumn column, const ClaimedRow* head, const Rows& rows, const Rational& sum, const char* name) {
    if (head == nullptr) return;
    const ClaimedCell& cell = CellOf(*head, column);
    if (!cell.number.has_value() || *cell.number == sum) return;
    const std::string right = AmountText(sum, LikeOf(cell, rows, column));
    if (cell.number->is_zero()) {
      found_.Add(DiscrepancyClass::kTotalLeftZero, *head, KeyOf(column), cell.text, right,
                 absl::StrCat(name, "的合计为 0，而各项之和为 ", right));
    } else if (IsWhole(rows, sum, *cell.number)) {
      found_.Add(DiscrepancyClass::kTotalNotSum, *head, KeyOf(column), cell.text, right,
                 absl::StrCat(name, "的合计应等于各项之和 ", right));
    }
  }

  void TellIncomeAsPayments() {
    const Rational outlay = *SumOf(money_.outlay, MoneyColumn::kPayments);
    const ClaimedRow& split = money_.outlay_head != nullptr ? *money_.outlay_head : *money_.outlay.front();
    const std::optional<Rational> income = SumOf(money_.income, MoneyColumn::kFinalBudget);
    if (money_.total == nullptr) return;
    const ClaimedCell& cell = money_.total->payments;
    const ClaimedCell& like = LikeOf(cell, money_.outlay, MoneyColumn::kPayments);
    const std::string right = AmountText(outlay, like);
    const std::string difference = AmountText(*cell.number - outlay, like);
    const std::string rate = money_.rate.has_value() ? FormatPercent(*money_.rate) : "";
    found_.Add(DiscrepancyClass::kIncomeAsPayments, *money_.total, "payments", cell.text, right,
               absl::StrCat("全年执行数等于全部收入，而支出各项之和为 ", right, "，差 ", difference,
                            " 没有支出：执行数应是支出", rate.empty() ? "" : absl::StrCat("，执行率应为 ", rate)));
    if (!income.has_value() || *income == outlay) return;
    found_.Add(DiscrepancyClass::kTotalNotSum, split, "payments", right, AmountText(*income, like),
               absl::StrCat("按收入性质合计 ", AmountText(*income, like), "，按支出性质合计 ", right, "，两者差 ",
                            difference, "，表中既不是结转也不是结余"));
  }

  // The cell whose unit a figure is written in.
  static const ClaimedCell& LikeOf(const ClaimedCell& cell, const Rows& rows, MoneyColumn column) {
    if (cell.unit_fen != 0) return cell;
    for (const ClaimedRow* row : rows) {
      if (CellOf(*row, column).unit_fen != 0) return CellOf(*row, column);
    }
    return cell;
  }

  const MoneyBlock& money_;
  Discrepancies& found_;
};

// Class 8 of a money row: its rate is the quotient of its own figures, or, of a total left at zero, of those of its
// parts.
void CheckRate(const MoneyBlock& money, const ClaimedRow& row, Discrepancies& found) {
  std::optional<Rational> payments = row.payments.number;
  std::optional<Rational> budget = row.final_budget.number;
  if (row.final_budget.is_blank()) budget = row.initial_budget.number;
  if (!row.rate.number.has_value() || !payments.has_value() || !budget.has_value()) return;
  const bool is_left_zero = &row == money.total && budget->is_zero() && payments->is_zero() && money.rate.has_value();
  const std::optional<Rational> quotient = is_left_zero ? money.rate : Quotient(*payments, *budget);
  if (!quotient.has_value()) {
    if (payments->is_zero()) return;  // 0/0 is no rate, and a printed 0 claims nothing
    return found.Add(DiscrepancyClass::kRate, row, "rate", row.rate.text, "无法计算（预算数为 0）",
                     "执行率＝全年执行数÷全年预算数；预算数为 0 时没有执行率");
  }
  const Rational printed = *RateOf(row.rate, quotient);
  const bool is_percent = row.rate.unit == "%" || printed != *row.rate.number;
  const Rational step = row.rate.unit == "%" || !is_percent ? row.rate.step : *Quotient(row.rate.step, Rational(100));
  if (IsPrintedFrom(printed, step, *quotient)) return;
  found.Add(DiscrepancyClass::kRate, row, "rate", row.rate.text, FormatPercent(*quotient),
            absl::StrCat("执行率＝执行数÷预算数＝", FormatPercent(*quotient)));
}

// Class 12: more paid than the whole year's budget. Told of the total; of a part only where the total is within.
bool CheckAboveBudget(const ClaimedRow& row, Discrepancies& found) {
  const bool has_amounts = row.payments.number.has_value() && row.final_budget.number.has_value();
  if (has_amounts && *row.payments.number > *row.final_budget.number) {
    found.Add(DiscrepancyClass::kBalance, row, "payments", row.payments.text,
              absl::StrCat("不超过 ", row.final_budget.text),
              "全年执行数超过全年预算数：超预算支出，或有追加没有计入预算数");
    return true;
  }
  const std::optional<Rational> rate = has_amounts ? std::nullopt : RateOf(row.rate, std::nullopt);
  if (!rate.has_value() || *rate <= Rational(1)) return false;
  found.Add(DiscrepancyClass::kBalance, row, "rate", row.rate.text, "不超过 100%",
            "执行率超过 100%：执行数超过全年预算数，或有追加没有计入预算数");
  return true;
}

}  // namespace

void CheckMoneyRows(const SheetView& view, Discrepancies& found) {
  MoneyChecker(view, found).Run();
  const bool is_total_above = view.money.total != nullptr && CheckAboveBudget(*view.money.total, found);
  for (const ClaimedRow& row : view.sheet.rows) {
    if (row.kind != ClaimedKind::kMoney) continue;
    CheckRate(view.money, row, found);
    if (!is_total_above && &row != view.money.total) CheckAboveBudget(row, found);
  }
}

}  // namespace zhengping::reporting
