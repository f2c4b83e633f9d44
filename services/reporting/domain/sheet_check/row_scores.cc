#include "services/reporting/domain/sheet_check/row_scores.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

Issue NoteAt(const SheetView& view, const ClaimedRow& row, const char* column, const char* reason, std::string found,
             std::string remedy) {
  const auto heading = view.sheet.headings.find(column);
  return {Severity::kNote,
          {.file = view.sheet.file,
           .row = row.row,
           .column = heading == view.sheet.headings.end() ? std::string(column) : heading->second},
          reason,
          std::move(found),
          std::move(remedy)};
}

class RowChecker {
 public:
  RowChecker(const SheetView& view, size_t row, Discrepancies& found, std::vector<Issue>& notes)
      : view_(view),
        row_(view.sheet.rows[row]),
        asked_(view.question.rows[row]),
        rule_(view.rules[row]),
        found_(found),
        notes_(notes) {}

  void Run() {
    if (!row_.score.number.has_value() || !rule_.weight.has_value()) return;
    if (!rule_.is_weight_implied && *row_.score.number > *rule_.weight) return TellAboveWeight();
    if (rule_.basis == RowBasis::kNothingStated) return CheckNothingStated();
    if (rule_.is_decided) {
      CheckDecided();
    } else if (rule_.basis == RowBasis::kOpen) {
      CheckOpen();
    } else if (rule_.basis == RowBasis::kActualMissing && *row_.score.number == *rule_.weight) {
      Note("value", "CLAIMED_ACTUAL_MISSING", "有目标而没有完成值，却得满分：请补充完成值");
    }
    if (!found_.IsTold(row_.row, "score")) CheckCoefficient();
  }

 private:
  void Tell(DiscrepancyClass discrepancy_class, std::string right, std::string rule) {
    found_.Add(discrepancy_class, row_, "score", row_.score.text, std::move(right), std::move(rule));
  }
  void Note(const char* column, const char* reason, std::string remedy) {
    notes_.push_back(NoteAt(view_, row_, column, reason,
                            column == std::string("score") ? row_.score.text : row_.actual.text, std::move(remedy)));
  }

  bool IsFull() const { return *row_.score.number == *rule_.weight; }

  void TellAboveWeight() {
    const std::string most =
        rule_.is_decided ? PointsText(rule_.low) : absl::StrCat("不超过 ", PointsText(*rule_.weight));
    Tell(DiscrepancyClass::kWeights, most, absl::StrCat("得分不得超过分值 ", PointsText(*rule_.weight)));
  }

  void CheckNothingStated() {
    if (!IsFull() || rule_.weight->is_zero()) return;
    Tell(DiscrepancyClass::kNothingStated, RangeText(Rational(), *rule_.weight),
         "既没有目标值也没有完成值，得满分没有依据");
  }

  // The framework's own weight of a leaf, where the sheet prints another: points cannot be compared, only whether they
  // are full.
  bool HasOtherWeight() const {
    return asked_.leaf >= 0 && view_.framework.nodes[static_cast<size_t>(asked_.leaf)].weight != *rule_.weight;
  }

  void CheckDecided() {
    if (ArePoints(row_.score, *rule_.exact, *rule_.weight, view_.framework.decimals)) return;
    if (HasOtherWeight()) {
      if (IsFull() && !rule_.is_met) TellUnmet();
      return;
    }
    if (IsWeightTimesActual()) {
      return Tell(DiscrepancyClass::kWeightTimesActual, PointsText(rule_.low),
                  absl::StrCat("得分按 分值×完成值 计算了；应为 分值×完成值÷目标值，不超过分值。", rule_.why));
    }
    if (asked_.leaf >= 0 && asked_.leaf == view_.question.execution_leaf) {
      return Tell(DiscrepancyClass::kExecutionScore, PointsText(rule_.low),
                  absl::StrCat("执行率得分＝分值×执行率，不超过分值。", rule_.why));
    }
    if (rule_.is_met && *row_.score.number < *rule_.weight) return CheckTakenOff();
    if (IsFull()) return TellUnmet();
    Tell(DiscrepancyClass::kOtherScore, PointsText(rule_.low), absl::StrCat("得分与规则不符。", rule_.why));
  }

  bool IsWeightTimesActual() const {
    if (!row_.actual.number.has_value() || row_.actual.unit != "%") return false;
    return ArePoints(row_.score, *rule_.weight * *row_.actual.number, *rule_.weight, view_.framework.decimals);
  }

  void CheckTakenOff() {
    if (row_.deviation_reason.empty()) {
      return Tell(DiscrepancyClass::kTargetAgainstScore, PointsText(rule_.low),
                  absl::StrCat("目标已达成而扣了分，没有写明原因。", rule_.why));
    }
    Note("score", "CLAIMED_DEDUCTION_EXPLAINED", "目标已达成而扣了分，写明了原因：是否扣分由复核人判断");
  }

  void TellUnmet() {
    Tell(DiscrepancyClass::kTargetAgainstScore, PointsText(rule_.low),
         absl::StrCat("目标没有达成却得满分。", rule_.why));
  }

  // A target of "=" that was missed gives nothing, or by proportion.
  void CheckEither() {
    if (*row_.score.number == rule_.low || ArePoints(row_.score, rule_.high, *rule_.weight, view_.framework.decimals))
      return;
    Tell(IsFull() ? DiscrepancyClass::kTargetAgainstScore : DiscrepancyClass::kOtherScore,
         absl::StrCat(PointsText(rule_.low), " 或 ", PointsText(rule_.high)),
         absl::StrCat("指标值要求等于 ", row_.effective_target().text, "，没有达到：应不得分，或按比例得分"));
  }

  void CheckOpen() {
    if (rule_.is_either) return CheckEither();
    if (*row_.score.number > rule_.high || *row_.score.number < rule_.low) {
      return Tell(DiscrepancyClass::kOtherScore, RangeText(rule_.low, rule_.high),
                  absl::StrCat("得分不在「", row_.actual.text, "」这一档次的范围内"));
    }
    if (row_.effective_target().number.has_value() && row_.actual.reading == CellReading::kValue &&
        !row_.actual.number.has_value()) {
      Note("value", "CLAIMED_ACTUAL_IN_WORDS", "目标是数字，完成值是文字，无法按比例核对；请填写完成的数");
    }
    const bool may_be_either = asked_.is_direction_assumed && asked_.direction == TargetDirection::kAtMost &&
                               row_.actual.number.has_value() && row_.effective_target().number.has_value();
    if (may_be_either) {
      Note("value", "CLAIMED_DIRECTION_MISSING", "没有写明指标性质（≥ 或 ≤），无法判断是否达成，不作猜测");
    }
  }

  // 得分系数: score = weight × coefficient.
  void CheckCoefficient() {
    if (!row_.coefficient.number.has_value()) return;
    const bool is_share = row_.coefficient.unit == "%" || *row_.coefficient.number <= Rational(2);
    const Rational share = is_share ? *row_.coefficient.number : *Quotient(*row_.coefficient.number, Rational(100));
    const Rational product = *rule_.weight * share;
    if (ArePoints(row_.score, product, *rule_.weight, view_.framework.decimals)) return;
    if (rule_.is_decided && !rule_.weight->is_zero()) {
      found_.Add(DiscrepancyClass::kOtherScore, row_, "coefficient", row_.coefficient.text,
                 FormatPercent(*Quotient(*rule_.exact, *rule_.weight)), "指标得分＝指标权重×得分系数，系数与得分不符");
      return;
    }
    Tell(DiscrepancyClass::kOtherScore, PointsText(Round(product, view_.framework.decimals)),
         "指标得分＝指标权重×得分系数");
  }

  const SheetView& view_;
  const ClaimedRow& row_;
  const AskedRow& asked_;
  const RowRule& rule_;
  Discrepancies& found_;
  std::vector<Issue>& notes_;
};

std::optional<Rational> ExecutionWeight(const SheetView& view) {
  const ClaimedRow* total = view.money.total;
  if (total == nullptr) return std::nullopt;
  if (total->weight.number.has_value()) return total->weight.number;
  if (view.question.execution_leaf < 0) return std::nullopt;
  return view.framework.nodes[static_cast<size_t>(view.question.execution_leaf)].weight;
}

// Class 3 of the money block.
void CheckExecution(const SheetView& view, Discrepancies& found) {
  const std::optional<Rational> weight = ExecutionWeight(view);
  const std::optional<Rational> points = ExecutionPoints(view);
  if (!points.has_value() || !view.money.total->score.number.has_value()) return;
  const ClaimedRow& row = *view.money.total;
  if (*row.score.number > *weight) {
    return found.Add(DiscrepancyClass::kWeights, row, "score", row.score.text, PointsText(*points),
                     absl::StrCat("得分不得超过分值 ", PointsText(*weight)));
  }
  const Rational exact = *weight * std::min(*view.money.rate, Rational(1));
  if (ArePoints(row.score, exact, *weight, view.framework.decimals)) return;
  found.Add(DiscrepancyClass::kExecutionScore, row, "score", row.score.text, PointsText(*points),
            absl::StrCat("执行率得分＝分值×执行率＝", PointsText(*weight), "×", FormatPercent(*view.money.rate), "＝",
                         PointsText(*points), "，不超过分值"));
}

}  // namespace

void CheckRowScores(const SheetView& view, Discrepancies& found, std::vector<Issue>& notes) {
  CheckExecution(view, found);
  for (size_t i = 0; i < view.sheet.rows.size(); ++i) {
    if (view.sheet.rows[i].kind == ClaimedKind::kIndicator) RowChecker(view, i, found, notes).Run();
  }
}

std::optional<Rational> ExecutionPoints(const SheetView& view) {
  const std::optional<Rational> weight = ExecutionWeight(view);
  if (!weight.has_value() || !view.money.rate.has_value()) return std::nullopt;
  return Round(*weight * std::min(*view.money.rate, Rational(1)), view.framework.decimals);
}

bool ArePoints(const ClaimedCell& claimed, const Rational& exact, const Rational& weight, int decimals) {
  if (*claimed.number == Round(exact, decimals) || *claimed.number == exact) return true;
  if (*claimed.number == weight) return false;
  int printed = 0;
  for (Rational step = claimed.step; step < Rational(1) && printed < 18; step = step * Rational(10)) ++printed;
  return printed > 0 && *claimed.number == Round(exact, printed);
}

}  // namespace zhengping::reporting
