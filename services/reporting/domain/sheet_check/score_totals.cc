#include "services/reporting/domain/sheet_check/score_totals.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/reporting/domain/sheet_check/row_scores.h"

namespace zhengping::reporting {
namespace {

bool IsGrand(const ClaimedRow& row) {
  if (row.kind != ClaimedKind::kTotal) return false;
  const std::string name = PlainName(row.item);
  const auto is = [&name](const char* known) { return name == known; };
  constexpr const char* kNames[] = {"总分", "合计", "总计", "得分", "自评总分", "自评得分", "总得分", "总分合计"};
  return std::any_of(std::begin(kNames), std::end(kNames), is);
}

// 产出指标小计 → 产出; empty for the grand total.
std::string GroupOf(const ClaimedRow& total) {
  if (IsGrand(total)) return "";
  std::string name = PlainName(total.item);
  absl::string_view stem = name;
  for (const char* ending : {"小计", "合计", "得分", "总分"}) absl::ConsumeSuffix(&stem, ending);
  return PlainName(std::string(stem));
}

struct Sum {
  std::optional<Rational> points;  // absent: no row prints any
  Rational unread;                 // the most that rows whose points were not read may add
  bool is_bounded = true;          // the weights of those rows are known
};

bool IsBelow(const ClaimedRow& row, const std::string& group) {
  if (group.empty()) return true;
  return PlainName(row.level1) == group || PlainName(row.level2) == group || PlainName(row.goal) == group;
}

Sum SumOfScores(const SheetView& view, const std::string& group) {
  Sum sum;
  for (const ClaimedRow& row : view.sheet.rows) {
    const bool is_counted =
        row.kind == ClaimedKind::kIndicator ? IsBelow(row, group) : row.kind == ClaimedKind::kMoney && group.empty();
    if (!is_counted) continue;
    const bool is_unread = row.score.reading == CellReading::kUnread;
    if (is_unread && row.weight.number.has_value()) sum.unread += *row.weight.number;
    sum.is_bounded = sum.is_bounded && (!is_unread || row.weight.number.has_value());
    if (row.score.number.has_value()) sum.points = sum.points.value_or(Rational()) + *row.score.number;
  }
  return sum;
}

}  // namespace

const ClaimedRow* GrandTotal(const ClaimedSheet& sheet) {
  const auto found = std::find_if(sheet.rows.begin(), sheet.rows.end(), IsGrand);
  return found == sheet.rows.end() ? nullptr : &*found;
}

SheetTotals TotalsOf(const SheetView& view) {
  SheetTotals totals;
  if (const ClaimedRow* printed = GrandTotal(view.sheet)) totals.printed = printed->score.number;
  totals.summed = SumOfScores(view, "").points;
  for (const RowRule& rule : view.rules) {
    if (rule.basis == RowBasis::kNoPoints || !rule.weight.has_value()) continue;
    totals.rule_low = totals.rule_low.value_or(Rational()) + rule.total_low;
    totals.rule_high = totals.rule_high.value_or(Rational()) + rule.total_high;
  }
  // A framework that scores execution nowhere, and a sheet that does.
  const std::optional<Rational> execution = ExecutionPoints(view);
  const bool is_extra =
      view.question.execution_leaf < 0 && execution.has_value() && view.money.total->score.number.has_value();
  if (!is_extra) return totals;
  totals.rule_low = totals.rule_low.value_or(Rational()) + *execution;
  totals.rule_high = totals.rule_high.value_or(Rational()) + *execution;
  return totals;
}

void CheckScoreTotals(const SheetView& view, Discrepancies& found) {
  for (const ClaimedRow& row : view.sheet.rows) {
    if (row.kind != ClaimedKind::kTotal || !row.score.number.has_value()) continue;
    const Sum sum = SumOfScores(view, GroupOf(row));
    if (!sum.points.has_value()) continue;
    const Rational most = *sum.points + sum.unread;
    const bool is_right = *row.score.number >= *sum.points && (!sum.is_bounded || *row.score.number <= most);
    if (is_right) continue;
    const bool is_zero = row.score.number->is_zero();
    found.Add(is_zero ? DiscrepancyClass::kTotalLeftZero : DiscrepancyClass::kTotalNotSum, row, "score", row.score.text,
              RangeText(*sum.points, most),
              is_zero ? absl::StrCat("合计为 0，而各行得分之和为 ", RangeText(*sum.points, most))
                      : absl::StrCat("合计应等于各行得分之和 ", RangeText(*sum.points, most)));
  }
}

}  // namespace zhengping::reporting
