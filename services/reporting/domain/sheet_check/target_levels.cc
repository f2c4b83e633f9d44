#include "services/reporting/domain/sheet_check/target_levels.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

constexpr int kFewestEqualRows = 3;  // two rows that are just met prove nothing

// 130% of the target.
Rational Most(const Rational& target) { return *Quotient(target * Rational(13), Rational(10)); }

bool AreInOneUnit(const ClaimedCell& a, const ClaimedCell& b) {
  if (!a.number.has_value() || !b.number.has_value() || (a.unit == "%") != (b.unit == "%")) return false;
  return a.unit.empty() || b.unit.empty() || a.unit == b.unit;
}

bool MeansAtLeast(const AskedRow& asked, const ClaimedRow& row) {
  if (asked.basis == RowBasis::kNoPoints)
    return !row.direction.has_value() || row.direction == TargetDirection::kAtLeast;
  return asked.leaf < 0 && (asked.direction == TargetDirection::kAtLeast || asked.direction == TargetDirection::kEqual);
}

void CheckOvershoot(const ClaimedRow& row, const AskedRow& asked, Discrepancies& found) {
  const ClaimedCell& target = row.effective_target();
  if (!MeansAtLeast(asked, row) || !AreInOneUnit(row.actual, target) || *target.number <= Rational()) return;
  if (*row.actual.number < Most(*target.number)) return;
  found.Add(DiscrepancyClass::kTargetLevel, row, "value", row.actual.text,
            absl::StrCat("低于 ", ValueText(Most(*target.number), row.actual)),
            absl::StrCat("实际完成值是目标值 ", target.text, " 的 ",
                         FormatPercent(*Quotient(*row.actual.number, *target.number)),
                         "，达到或超过 130%：目标可能定得过低，应说明原因"));
}

enum class Equality { kEqual, kDiffers, kNothingStated };

Equality EqualityOf(const ClaimedRow& row) {
  const ClaimedCell& target = row.effective_target();
  if (row.actual.reading == CellReading::kNotApplicable) return Equality::kNothingStated;
  if (row.actual.is_blank() && target.is_blank()) return Equality::kNothingStated;
  if (row.actual.reading == CellReading::kValue && PlainName(row.actual.text) == PlainName(target.text)) {
    return Equality::kEqual;
  }
  if (AreInOneUnit(row.actual, target)) {
    const bool is_equal = !row.actual.is_lower_bound && *row.actual.number == *target.number;
    return is_equal ? Equality::kEqual : Equality::kDiffers;
  }
  return Equality::kDiffers;
}

void CheckAllEqual(const SheetView& view, Discrepancies& found) {
  const ClaimedRow* first = nullptr;
  int numbers = 0;
  int rows = 0;
  for (const ClaimedRow& row : view.sheet.rows) {
    if (row.kind != ClaimedKind::kIndicator) continue;
    const Equality equality = EqualityOf(row);
    if (equality == Equality::kDiffers) return;
    if (equality == Equality::kNothingStated) continue;
    ++rows;
    if (!row.actual.number.has_value()) continue;
    ++numbers;
    if (first == nullptr) first = &row;
  }
  if (first == nullptr || numbers < kFewestEqualRows) return;
  found.Add(DiscrepancyClass::kTargetLevel, *first, "value", first->actual.text, "实际完成数",
            absl::StrCat("全部 ", rows, " 行的实际完成值都恰好等于目标值：应说明是实际数，还是照抄目标"));
}

void CheckBaseline(const ClaimedRow& row, const AskedRow& asked, const SheetEvidence& evidence, Discrepancies& found) {
  const ClaimedCell& target = row.effective_target();
  if (!target.number.has_value() || !MeansAtLeast(asked, row)) return;
  std::optional<Rational> baseline;
  if (AreInOneUnit(row.baseline, target)) baseline = row.baseline.number;
  const PlannedTarget* planned = PlannedFor(evidence, row);
  const bool is_comparable = planned != nullptr && (planned->unit == "%") == (target.unit == "%");
  if (!baseline.has_value() && is_comparable) baseline = planned->baseline;
  if (!baseline.has_value() || *target.number >= *baseline) return;
  found.Add(DiscrepancyClass::kTargetLevel, row, row.adjusted.is_blank() ? "kpi_val" : "adjusted_val", target.text,
            absl::StrCat("不低于 ", ValueText(*baseline, target)),
            absl::StrCat("目标值低于上年实际值 ", ValueText(*baseline, target), "，应说明理由"));
}

}  // namespace

const PlannedTarget* PlannedFor(const SheetEvidence& evidence, const ClaimedRow& row) {
  const auto agrees = [](const std::string& a, const std::string& b) {
    return a.empty() || b.empty() || PlainName(a) == PlainName(b);
  };
  const PlannedTarget* found = nullptr;
  for (const PlannedTarget& target : evidence.targets) {
    if (PlainName(target.key.level3) != PlainName(row.level3) || !agrees(target.key.level1, row.level1) ||
        !agrees(target.key.level2, row.level2) || !agrees(target.key.goal, row.goal)) {
      continue;
    }
    if (found != nullptr) return nullptr;
    found = &target;
  }
  return found;
}

void CheckTargetLevels(const SheetView& view, Discrepancies& found) {
  for (size_t i = 0; i < view.sheet.rows.size(); ++i) {
    const ClaimedRow& row = view.sheet.rows[i];
    if (row.kind != ClaimedKind::kIndicator) continue;
    CheckOvershoot(row, view.question.rows[i], found);
    CheckBaseline(row, view.question.rows[i], view.evidence, found);
  }
  CheckAllEqual(view, found);
}

}  // namespace zhengping::reporting
