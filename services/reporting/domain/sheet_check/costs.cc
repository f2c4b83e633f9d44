#include "services/reporting/domain/sheet_check/costs.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

const Rational& FenPerYuan() {
  static const Rational kFen(100);
  return kFen;
}

bool IsIndicator(const ClaimedRow& row) { return row.kind == ClaimedKind::kIndicator; }

// 项目总成本, 总费用, 支出总额 …: what should be all the money executed.
bool IsTotalCost(const ClaimedRow& row) {
  const std::string name = PlainName(row.level3);
  constexpr const char* kNames[] = {"项目总成本", "总成本",     "项目成本",     "项目总费用", "总费用",
                                    "项目总支出", "项目总投资", "项目支出总额", "支出总额",   "成本总额"};
  return std::any_of(std::begin(kNames), std::end(kNames), [&name](const char* known) { return name == known; });
}

bool IsMoney(const ClaimedCell& cell) { return cell.number.has_value() && cell.unit == "元"; }

std::optional<Rational> Executed(const SheetView& view) {
  if (view.money.payments.has_value()) return view.money.payments;
  for (const Fact& fact : view.evidence.facts) {
    if (fact.name != "payments" || !fact.value.has_value()) continue;
    if (const Money* money = std::get_if<Money>(&*fact.value)) return Rational(money->fen());
  }
  return std::nullopt;
}

// As the cell writes money: 万元 where it does.
std::string MoneyText(const Rational& yuan, const ClaimedCell& like) {
  const bool is_wanyuan = like.step >= Rational(10000) || absl::StrContains(like.text, "万");
  return is_wanyuan ? FormatShort(*Quotient(yuan, Rational(10000)), 6) : FormatShort(yuan, 2);
}

// Cut or rounded to the decimals that are printed; a whole number of 万元 is no rounding of a broken one.
bool AreSameMoney(const ClaimedCell& cell, const Rational& yuan) {
  if (*cell.number == yuan) return true;
  const bool is_broken = absl::StrContains(cell.text, ".") || absl::StrContains(cell.text, "．");
  return is_broken && IsPrintedFrom(*cell.number, cell.step, yuan);
}

void CheckTotalCost(const ClaimedRow& row, const Rational& executed, Discrepancies& found) {
  if (!IsTotalCost(row) || !IsMoney(row.actual) || row.actual.is_lower_bound) return;
  const Rational yuan = *Quotient(executed, FenPerYuan());
  if (AreSameMoney(row.actual, yuan)) return;
  const std::string right = MoneyText(yuan, row.actual);
  found.Add(DiscrepancyClass::kCost, row, "value", row.actual.text, right,
            absl::StrCat("实际成本应等于资金执行数 ", right));
}

// 元/人 → 人; empty for any other unit.
std::string CountedBy(const ClaimedCell& cost) {
  const size_t slash = cost.unit.find('/');
  if (slash == std::string::npos || cost.unit.substr(0, slash) != "元") return "";
  return cost.unit.substr(slash + 1);
}

void CheckUnitCost(const SheetView& view, const Rational& executed, Discrepancies& found) {
  const ClaimedRow* unit_cost = nullptr;
  for (const ClaimedRow& row : view.sheet.rows) {
    if (!IsIndicator(row) || !row.actual.number.has_value()) continue;
    const bool is_unit_cost = !CountedBy(row.actual).empty();
    const bool is_other_cost = IsMoney(row.actual) && absl::StrContains(row.level2, "成本") && !IsTotalCost(row);
    if (is_other_cost || (is_unit_cost && unit_cost != nullptr)) return;
    if (is_unit_cost) unit_cost = &row;
  }
  if (unit_cost == nullptr || unit_cost->actual.is_lower_bound) return;
  const ClaimedRow* quantity = nullptr;
  for (const ClaimedRow& row : view.sheet.rows) {
    if (!IsIndicator(row) || !row.actual.number.has_value() || row.actual.unit != CountedBy(unit_cost->actual))
      continue;
    if (quantity != nullptr || row.actual.is_lower_bound) return;
    quantity = &row;
  }
  if (quantity == nullptr || quantity->actual.number->is_zero()) return;
  const Rational yuan = *Quotient(executed, FenPerYuan());
  const Rational exact = *Quotient(yuan, *quantity->actual.number);
  if (IsPrintedFrom(*unit_cost->actual.number, unit_cost->actual.step, exact)) return;
  found.Add(DiscrepancyClass::kCost, *unit_cost, "value", unit_cost->actual.text, FormatShort(exact, 2),
            absl::StrCat(quantity->actual.text, " × ", unit_cost->actual.text, " ＝ ",
                         FormatShort(*quantity->actual.number * *unit_cost->actual.number, 2), " 元，而资金执行数是 ",
                         FormatShort(yuan, 2), " 元"));
}

}  // namespace

void CheckCosts(const SheetView& view, Discrepancies& found) {
  const std::optional<Rational> executed = Executed(view);
  if (!executed.has_value() || executed->is_zero()) return;
  for (const ClaimedRow& row : view.sheet.rows) {
    if (IsIndicator(row)) CheckTotalCost(row, *executed, found);
  }
  CheckUnitCost(view, *executed, found);
}

}  // namespace zhengping::reporting
