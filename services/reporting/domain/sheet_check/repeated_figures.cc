#include "services/reporting/domain/sheet_check/repeated_figures.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/text/half_width.h"
#include "services/reporting/domain/sheet_check/target_levels.h"

namespace zhengping::reporting {
namespace {

bool AreInOneUnit(const ClaimedCell& cell, const std::string& unit) {
  if ((cell.unit == "%") != (unit == "%")) return false;
  return cell.unit.empty() || unit.empty() || cell.unit == unit;
}

bool HasTwoUnits(const ClaimedCell& a, const ClaimedCell& b) {
  return a.number.has_value() && b.number.has_value() && !a.unit.empty() && !b.unit.empty() && a.unit != b.unit;
}

class FigureChecker {
 public:
  FigureChecker(const SheetView& view, Discrepancies& found) : view_(view), found_(found) {}

  void Run() {
    for (size_t i = 0; i < view_.sheet.rows.size(); ++i) {
      const ClaimedRow& row = view_.sheet.rows[i];
      if (row.kind != ClaimedKind::kIndicator || !row.actual.number.has_value()) continue;
      CheckUnits(row);
      CheckEarlierRows(i);
      CheckAgainstMoney(row);
      CheckAgainstObservations(row);
      CheckAgainstPlan(row);
      CheckAgainstProse(row);
    }
    CheckAgainstLedger();
  }

 private:
  void Tell(const ClaimedRow& row, const char* column, const ClaimedCell& cell, std::string right, std::string rule) {
    found_.Add(DiscrepancyClass::kRepeatedFigure, row, column, cell.text, std::move(right), std::move(rule));
  }

  void CheckUnits(const ClaimedRow& row) {
    const ClaimedCell& target = row.effective_target();
    if (!HasTwoUnits(row.actual, target)) return;
    Tell(row, "value", row.actual, target.unit,
         absl::StrCat("目标值以「", target.unit, "」计，完成值以「", row.actual.unit, "」计：单位不一致"));
  }

  // The same row twice: of one name under the same groups, or under others with the same target.
  void CheckEarlierRows(size_t i) {
    const ClaimedRow& row = view_.sheet.rows[i];
    for (size_t j = 0; j < i; ++j) {
      const ClaimedRow& other = view_.sheet.rows[j];
      if (other.kind != ClaimedKind::kIndicator || PlainName(other.level3) != PlainName(row.level3)) continue;
      const bool has_same_groups = other.goal == row.goal && other.level1 == row.level1 && other.level2 == row.level2;
      const ClaimedCell& target = row.effective_target();
      const bool has_same_target = target.number.has_value() && other.effective_target().number == target.number &&
                                   other.effective_target().unit == target.unit;
      if (!has_same_groups && !has_same_target) continue;
      const std::string where = absl::StrCat("与第 ", other.row, " 行的同一指标");
      if (HasTwoUnits(row.actual, other.actual)) {
        return Tell(row, "value", row.actual, other.actual.text, absl::StrCat(where, "单位不一致"));
      }
      const bool differs = other.actual.number.has_value() && *other.actual.number != *row.actual.number;
      if (differs) return Tell(row, "value", row.actual, other.actual.text, absl::StrCat(where, "数值不一致"));
    }
  }

  void CheckAgainstMoney(const ClaimedRow& row) {
    if (!IsExecutionRate(row) || row.actual.unit != "%" || !view_.money.rate.has_value()) return;
    if (IsPrintedFrom(*row.actual.number, row.actual.step, *view_.money.rate)) return;
    if (found_.IsTold(row.row, "value")) return;
    const std::string right = FormatPercent(*view_.money.rate);
    Tell(row, "value", row.actual, right, absl::StrCat("资金部分的执行率是 ", right, "，两处不一致"));
  }

  bool IsMeant(const RowKey& key, const ClaimedRow& row) const {
    const auto agrees = [](const std::string& a, const std::string& b) {
      return a.empty() || b.empty() || PlainName(a) == PlainName(b);
    };
    return PlainName(key.level3) == PlainName(row.level3) && agrees(key.level1, row.level1) &&
           agrees(key.level2, row.level2) && agrees(key.goal, row.goal);
  }

  // A stored figure and its unit, in the units of the sheet: 4.7万元 is 47,000 元.
  static std::pair<Rational, std::string> Plain(const Rational& value, const std::string& unit) {
    if (absl::StartsWith(unit, "万")) return {value * Rational(10000), unit.substr(absl::string_view("万").size())};
    return {value, unit};
  }

  void CheckAgainstObservations(const ClaimedRow& row) {
    const Observation* found = nullptr;
    for (const Observation& observation : view_.evidence.observations) {
      if (!observation.value.has_value() || observation.is_lower_bound || !observation.key.project.empty()) continue;
      if (!IsMeant(observation.key, row)) continue;
      if (found != nullptr) return;
      found = &observation;
    }
    if (found == nullptr || row.actual.is_lower_bound) return;
    const auto [value, unit] = Plain(*found->value, found->unit);
    if (!AreInOneUnit(row.actual, unit) || IsPrintedFrom(*row.actual.number, row.actual.step, value)) return;
    Tell(row, "value", row.actual, ValueText(value, row.actual),
         absl::StrCat("完成情况中是 ", found->text.empty() ? ValueText(value, row.actual) : found->text,
                      "，两处不一致"));
  }

  void CheckAgainstPlan(const ClaimedRow& row) {
    const PlannedTarget* planned = PlannedFor(view_.evidence, row);
    const ClaimedCell& target = row.effective_target();
    if (planned == nullptr || !planned->value.has_value() || !target.number.has_value()) return;
    const auto [value, unit] = Plain(*planned->value, planned->unit);
    if (!AreInOneUnit(target, unit) || IsPrintedFrom(*target.number, target.step, value)) return;
    Tell(row, row.adjusted.is_blank() ? "kpi_val" : "adjusted_val", target, ValueText(value, target),
         "绩效目标中的指标值与自评表不一致");
  }

  // "新增就业46人", "满意度达到98%" in the prose: the name, at once a number, and the same unit.
  void CheckAgainstProse(const ClaimedRow& row) {
    const std::string name = row.level3;
    if (row.actual.is_lower_bound || row.actual.unit.empty() || name.size() < absl::string_view("四个汉字").size())
      return;
    const std::string& prose = view_.evidence.narrative;
    for (size_t at = prose.find(name); at != std::string::npos; at = prose.find(name, at + name.size())) {
      absl::string_view rest = absl::string_view(prose).substr(at + name.size());
      for (const char* word : {"达到", "为", "达", "是", "：", ":"}) {
        if (absl::StartsWith(rest, word)) rest.remove_prefix(absl::string_view(word).size());
      }
      const size_t digits = rest.find_first_not_of("0123456789.");
      const absl::string_view number = rest.substr(0, digits);
      if (number.empty() || digits == absl::string_view::npos) continue;
      if (!absl::StartsWith(rest.substr(digits), row.actual.written_unit)) continue;
      const absl::StatusOr<Rational> value = ParseNumber(number);
      if (!value.ok()) continue;
      Rational told = row.actual.unit == "%" ? *Quotient(*value, Rational(100)) : *value;
      if (row.actual.unit != "%") told = Plain(told, row.actual.written_unit).first;
      if (told == *row.actual.number) continue;
      return Tell(row, "value", row.actual, absl::StrCat(number, row.actual.written_unit),
                  absl::StrCat("正文写的是 ", number, row.actual.written_unit, "，两处不一致"));
    }
  }

  void CheckAgainstLedger() {
    if (view_.money.total == nullptr) return;
    for (const MoneyColumn column : kMoneyColumns) {
      const ClaimedCell& cell = CellOf(*view_.money.total, column);
      if (!cell.number.has_value() || found_.IsTold(view_.money.total->row, KeyOf(column))) continue;
      for (const Fact& fact : view_.evidence.facts) {
        if (fact.name != KeyOf(column) || !fact.value.has_value()) continue;
        const Money* money = std::get_if<Money>(&*fact.value);
        if (money == nullptr || IsPrintedFrom(*cell.number, cell.step, Rational(money->fen()))) continue;
        const std::string right = AmountText(Rational(money->fen()), cell);
        Tell(*view_.money.total, KeyOf(column), cell, right,
             absl::StrCat("指标账（决算数）是 ", right, "，两处不一致"));
      }
    }
  }

  const SheetView& view_;
  Discrepancies& found_;
};

}  // namespace

void CheckRepeatedFigures(const SheetView& view, Discrepancies& found) { FigureChecker(view, found).Run(); }

}  // namespace zhengping::reporting
