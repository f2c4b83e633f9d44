#include "services/reporting/domain/sheet_check/row_rule.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

const ScoredNode* NodeOf(const Scorecard& card, const FrameworkOutline& framework, const AskedRow& asked) {
  for (const ScoredNode& node : card.nodes) {
    if (!node.is_leaf) continue;
    const bool is_meant = asked.leaf >= 0
                              ? !node.is_plan_row && node.path == framework.nodes[static_cast<size_t>(asked.leaf)].path
                              : node.is_plan_row && node.key == asked.key;
    if (is_meant) return &node;
  }
  return nullptr;
}

// The slot below which a row of the plan was placed: the longest path that its own begins with.
int SlotOf(const FrameworkOutline& framework, const ScoredNode& node) {
  int found = -1;
  size_t length = 0;
  for (size_t i = 0; i < framework.nodes.size(); ++i) {
    const OutlineNode& outline = framework.nodes[i];
    if (outline.kind != OutlineKind::kSlot || outline.path.size() < length) continue;
    if (!absl::StartsWith(node.path, outline.path + "/")) continue;
    found = static_cast<int>(i);
    length = outline.path.size();
  }
  return found;
}

bool IsScored(const ScoredNode* node) {
  return node != nullptr && node->state == LeafState::kScored && node->score.has_value();
}

const Rational& ExactOf(const ScoredNode& node) {
  const bool is_exact = node.explanation.has_value() && node.explanation->exact.has_value();
  return is_exact ? *node.explanation->exact : *node.score;
}

class RuleMaker {
 public:
  RuleMaker(const FrameworkOutline& framework, const AskedRow& asked, const ClaimedRow& row)
      : framework_(framework), asked_(asked), row_(row) {}

  RowRule Run(const ScoredNode* kept, const ScoredNode* scaled) {
    rule_.basis = asked_.basis;
    rule_.weight = asked_.weight;
    rule_.is_weight_implied = asked_.is_weight_implied;
    rule_.node = asked_.leaf >= 0 || kept == nullptr ? asked_.leaf : SlotOf(framework_, *kept);
    rule_.total_weight = scaled == nullptr ? rule_.weight : scaled->weight;
    const bool may_be_decided = asked_.basis == RowBasis::kDecided || asked_.basis == RowBasis::kByFramework;
    if (may_be_decided && IsScored(kept)) {
      Decided(*kept, scaled);
    } else {
      Open(kept);
    }
    return std::move(rule_);
  }

 private:
  void Decided(const ScoredNode& kept, const ScoredNode* scaled) {
    rule_.is_decided = true;
    rule_.low = rule_.high = *kept.score;
    rule_.exact = ExactOf(kept);
    rule_.is_met = *rule_.exact == kept.weight;
    if (kept.explanation.has_value()) rule_.why = kept.explanation->text;
    rule_.total_low = rule_.total_high = IsScored(scaled) ? *scaled->score : *kept.score;
  }

  void Open(const ScoredNode* kept) {
    if (rule_.basis == RowBasis::kDecided || rule_.basis == RowBasis::kByFramework) rule_.basis = RowBasis::kOpen;
    if (asked_.basis == RowBasis::kByFramework && kept != nullptr && kept->explanation.has_value()) {
      rule_.why = kept->explanation->text;
    }
    if (!rule_.weight.has_value()) return;
    const bool is_nothing = rule_.basis == RowBasis::kNothingStated || rule_.basis == RowBasis::kActualMissing;
    rule_.low = Round(*rule_.weight * asked_.low_share, framework_.decimals);
    rule_.high = Round(*rule_.weight * asked_.high_share, framework_.decimals);
    rule_.is_either = asked_.is_all_or_proportion;
    const bool is_taken = !is_nothing && row_.score.number.has_value() && IsRight(*row_.score.number);
    rule_.total_low = is_taken ? *row_.score.number : rule_.low;
    rule_.total_high = is_taken ? *row_.score.number : rule_.high;
    // What does not apply and claims nothing is outside the sheet.
    const bool is_outside = rule_.basis == RowBasis::kNotApplicable && !row_.score.number.has_value();
    if (is_outside) rule_.total_low = rule_.total_high = Rational();
    ScaleTotal();
  }

  bool IsRight(const Rational& score) const {
    if (rule_.is_either) return score == rule_.low || score == rule_.high;
    return score >= rule_.low && score <= rule_.high;
  }

  // Into the slot, as the row's weight is.
  void ScaleTotal() {
    if (!rule_.total_weight.has_value() || *rule_.total_weight == *rule_.weight) return;
    const std::optional<Rational> factor = Quotient(*rule_.total_weight, *rule_.weight);
    if (!factor.has_value()) return;
    rule_.total_low = Round(rule_.total_low * *factor, framework_.decimals);
    rule_.total_high = Round(rule_.total_high * *factor, framework_.decimals);
  }

  const FrameworkOutline& framework_;
  const AskedRow& asked_;
  const ClaimedRow& row_;
  RowRule rule_;
};

// A weight that a form would print: the half point next to it where that gives the same rounded score.
Rational Snapped(const Rational& weight, const Rational& ratio, const Rational& score, int decimals) {
  const Rational half = *Quotient(Round(weight * Rational(2), 0), Rational(2));
  return Round(half * ratio, decimals) == Round(score, decimals) ? half : weight;
}

// One row of a slot whose weights are implied.
struct ImpliedRow {
  size_t row = 0;
  Rational weight;
  std::optional<Rational> actual;  // of a percentage
};

// The row that does not fit: with what the others leave of the slot, its score is weight × actual.
void FitToSlot(const ClaimedSheet& sheet, const Rational& slot, int decimals, std::vector<ImpliedRow>& rows) {
  Rational sum;
  for (const ImpliedRow& row : rows) sum += row.weight;
  if (sum == slot) return;
  for (ImpliedRow& row : rows) {
    const Rational left = slot - (sum - row.weight);
    if (!row.actual.has_value() || left <= Rational()) continue;
    if (Round(left * *row.actual, decimals) != Round(*sheet.rows[row.row].score.number, decimals)) continue;
    row.weight = left;
    return;
  }
}

}  // namespace

std::vector<RowRule> RulesFrom(const ClaimedSheet& sheet, const FrameworkOutline& framework,
                               const SheetQuestion& question, const Scorecard& kept, const Scorecard& scaled) {
  std::vector<RowRule> rules;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const AskedRow& asked = question.rows[i];
    if (asked.basis == RowBasis::kNoPoints) {
      rules.emplace_back();
      continue;
    }
    rules.push_back(RuleMaker(framework, asked, sheet.rows[i])
                        .Run(NodeOf(kept, framework, asked), NodeOf(scaled, framework, asked)));
  }
  return rules;
}

std::vector<std::optional<Rational>> ImpliedWeights(const ClaimedSheet& sheet, const FrameworkOutline& framework,
                                                    const SheetQuestion& question, const Scorecard& scored) {
  std::vector<std::optional<Rational>> implied(sheet.rows.size());
  std::map<int, std::vector<ImpliedRow>> slots;
  std::map<int, bool> prints_weights;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const AskedRow& asked = question.rows[i];
    const ClaimedRow& row = sheet.rows[i];
    if (row.kind != ClaimedKind::kIndicator || asked.basis == RowBasis::kNoPoints || asked.leaf >= 0) continue;
    const ScoredNode* node = NodeOf(scored, framework, asked);
    if (node == nullptr) continue;
    const int slot = SlotOf(framework, *node);
    prints_weights[slot] = prints_weights[slot] || row.weight.number.has_value();
    if (!row.score.number.has_value() || *row.score.number <= Rational()) continue;
    ImpliedRow found{.row = i, .weight = *row.score.number, .actual = std::nullopt};
    const std::optional<Rational> ratio =
        IsScored(node) && asked.basis == RowBasis::kDecided ? Quotient(ExactOf(*node), node->weight) : std::nullopt;
    if (ratio.has_value() && !ratio->is_zero()) {
      found.weight = Snapped(*Quotient(*row.score.number, *ratio), *ratio, *row.score.number, framework.decimals);
    }
    const bool is_share = row.actual.number.has_value() && row.actual.unit == "%" && *row.actual.number < Rational(1);
    if (is_share) found.actual = row.actual.number;
    slots[slot].push_back(std::move(found));
  }
  for (auto& [slot, rows] : slots) {
    if (slot < 0 || prints_weights[slot]) continue;
    FitToSlot(sheet, framework.nodes[static_cast<size_t>(slot)].weight, framework.decimals, rows);
    for (const ImpliedRow& row : rows) implied[row.row] = row.weight;
  }
  return implied;
}

}  // namespace zhengping::reporting
