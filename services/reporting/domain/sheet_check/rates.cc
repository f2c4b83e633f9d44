#include "services/reporting/domain/sheet_check/rates.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

bool IsGrowth(const ClaimedRow& row) {
  for (const char* word : {"变动率", "增长率", "增减率", "增幅"}) {
    if (absl::StrContains(row.level3, word)) return true;
  }
  return false;
}

constexpr char kNoBase[] = "无法计算（基数为 0）";

void TellNoBase(const ClaimedRow& row, Discrepancies& found) {
  found.Add(DiscrepancyClass::kRate, row, "value", row.actual.text, kNoBase,
            "基数为 0 时增长率无法计算，不能写成 100%");
}

// The evaluation's own leaf of the row: what its formula measured.
const ScoredNode* MeasuredFor(const SheetView& view, size_t row) {
  const int leaf = LeafOf(view.framework, view.sheet.rows[row]);
  const OutlineNode* outline = leaf < 0 ? nullptr : &view.framework.nodes[static_cast<size_t>(leaf)];
  if (outline == nullptr || outline->formula.empty()) return nullptr;
  for (const ScoredNode& node : view.evidence.nodes) {
    if (node.is_leaf && node.path == outline->path && node.explanation.has_value() &&
        node.explanation->formula == outline->formula) {
      return &node;
    }
  }
  return nullptr;
}

void CheckMeasured(const ClaimedRow& row, const ScoredNode& node, Discrepancies& found) {
  if (node.reason_code == "LEAF_DIVIDED_BY_ZERO") return TellNoBase(row, found);
  const std::optional<Rational>& measured = node.explanation->measured;
  if (!measured.has_value() || IsPrintedFrom(*row.actual.number, row.actual.step, *measured)) return;
  found.Add(DiscrepancyClass::kRate, row, "value", row.actual.text, ValueText(*measured, row.actual),
            absl::StrCat("按本年度数据计算：", node.explanation->text));
}

}  // namespace

void CheckRates(const SheetView& view, Discrepancies& found) {
  for (size_t i = 0; i < view.sheet.rows.size(); ++i) {
    const ClaimedRow& row = view.sheet.rows[i];
    if (row.kind != ClaimedKind::kIndicator || !row.actual.number.has_value() || row.actual.unit != "%") continue;
    const bool grows_from_nothing = IsGrowth(row) && row.baseline.number.has_value() &&
                                    row.baseline.number->is_zero() && *row.actual.number > Rational();
    if (grows_from_nothing) {
      TellNoBase(row, found);
    } else if (const ScoredNode* node = MeasuredFor(view, i)) {
      CheckMeasured(row, *node, found);
    }
  }
}

}  // namespace zhengping::reporting
