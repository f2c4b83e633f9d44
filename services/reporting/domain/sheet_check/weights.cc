#include "services/reporting/domain/sheet_check/weights.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/reporting/domain/sheet_check/score_totals.h"

namespace zhengping::reporting {
namespace {

// The rows of one slot.
struct SlotRows {
  Rational sum;
  const ClaimedRow* first = nullptr;
  int count = 0;
  bool is_printed = true;  // every row prints its weight
};

class WeightChecker {
 public:
  WeightChecker(const SheetView& view, Discrepancies& found)
      : view_(view), found_(found), total_(GrandTotal(view.sheet)) {}

  void Run() {
    for (size_t i = 0; i < view_.sheet.rows.size(); ++i) TakeRow(i);
    for (const auto& [slot, rows] : slots_) CheckSlot(slot, rows);
    CheckWhole();
  }

 private:
  const OutlineNode& Node(int position) const { return view_.framework.nodes[static_cast<size_t>(position)]; }

  void TakeRow(size_t i) {
    const ClaimedRow& row = view_.sheet.rows[i];
    const RowRule& rule = view_.rules[i];
    if (row.kind == ClaimedKind::kTotal) return;
    if (row.weight.reading == CellReading::kUnread) are_all_printed_ = false;
    if (row.kind == ClaimedKind::kMoney && &row != view_.money.total) return;
    if (row.weight.number.has_value()) sum_ += *row.weight.number;
    if (rule.basis == RowBasis::kNoPoints) return;
    if (!row.weight.number.has_value()) are_all_printed_ = false;
    if (rule.node < 0) return;
    if (view_.question.rows[i].leaf >= 0) return CheckLeaf(row, Node(rule.node));
    SlotRows& slot = slots_[rule.node];
    ++slot.count;
    if (slot.first == nullptr) slot.first = &row;
    if (row.weight.number.has_value()) slot.sum += *row.weight.number;
    slot.is_printed = slot.is_printed && row.weight.number.has_value();
    last_slot_ = rule.node;
  }

  void CheckLeaf(const ClaimedRow& row, const OutlineNode& leaf) {
    if (!row.weight.number.has_value() || *row.weight.number == leaf.weight) return;
    is_told_ = true;
    found_.Add(DiscrepancyClass::kWeights, row, "weight", row.weight.text, PointsText(leaf.weight),
               absl::StrCat("体系「", view_.framework.display_name, "」中「", leaf.name, "」的分值是 ",
                            PointsText(leaf.weight)));
  }

  void CheckSlot(int position, const SlotRows& rows) {
    const OutlineNode& slot = Node(position);
    if (!rows.is_printed || rows.sum == slot.weight) return;
    // A sheet without a total may be cut: then what its last group lacks stands on a page that is not here.
    const bool may_be_cut = total_ == nullptr && position == last_slot_ && rows.sum < slot.weight;
    if (may_be_cut) return;
    is_told_ = true;
    found_.Add(DiscrepancyClass::kWeights, *rows.first, "weight", PointsText(rows.sum), PointsText(slot.weight),
               absl::StrCat("「", slot.name, "」下 ", rows.count, " 行的分值合计 ", PointsText(rows.sum), "，体系规定 ",
                            PointsText(slot.weight)));
  }

  void CheckWhole() {
    if (total_ == nullptr) return;
    const Rational& full = view_.framework.full_mark;
    if (total_->weight.number.has_value() && *total_->weight.number != full) {
      is_told_ = true;
      found_.Add(DiscrepancyClass::kWeights, *total_, "weight", total_->weight.text, PointsText(full),
                 absl::StrCat("总分值应为 ", PointsText(full)));
    }
    if (is_told_ || !are_all_printed_ || sum_.is_zero() || sum_ == full) return;
    found_.Add(DiscrepancyClass::kWeights, *total_, "weight", PointsText(sum_), PointsText(full),
               absl::StrCat("各行分值合计 ", PointsText(sum_), "，体系满分 ", PointsText(full)));
  }

  const SheetView& view_;
  Discrepancies& found_;
  const ClaimedRow* const total_;
  std::map<int, SlotRows> slots_;
  Rational sum_;
  bool are_all_printed_ = true;
  bool is_told_ = false;
  int last_slot_ = -1;
};

}  // namespace

void CheckWeights(const SheetView& view, Discrepancies& found) { WeightChecker(view, found).Run(); }

}  // namespace zhengping::reporting
