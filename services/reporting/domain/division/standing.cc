#include "services/reporting/domain/division/standing.h"

#include <map>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"

namespace zhengping::reporting {
namespace {

struct MoneyRule {
  absl::string_view kind;
  absl::string_view figure;
  absl::string_view base;  // empty: the figure is money; else it is a share of this one
  absl::string_view display_name;
};

constexpr MoneyRule kMoneyRules[] = {
    {"coarse_budgeting", "coarse_amount", "", "未细化的年初预算"},
    {"mid_year_additions", "supplements", "", "年中追加合计"},
    {"release_timing", "untimely_share", "promised", "时间不明确或逾期的专项资金"},
    {"scattered_quotas", "small_amount", "", "小额指标金额"},
};

const FindingFigure* FigureOf(const Finding& finding, absl::string_view name) {
  for (const FindingFigure& figure : finding.figures) {
    if (figure.name == name && figure.value.has_value()) return &figure;
  }
  return nullptr;
}

std::optional<Money> MoneyOf(const FindingFigure* figure) {
  if (figure == nullptr || !std::holds_alternative<Money>(*figure->value)) return std::nullopt;
  return std::get<Money>(*figure->value);
}

std::optional<Money> AmountOf(const Finding& finding, const MoneyRule& rule) {
  if (rule.base.empty()) return MoneyOf(FigureOf(finding, rule.figure));
  const FindingFigure* share = FigureOf(finding, rule.figure);
  const std::optional<Money> base = MoneyOf(FigureOf(finding, rule.base));
  if (share == nullptr || !base.has_value() || !std::holds_alternative<Rational>(*share->value)) return std::nullopt;
  const std::optional<int64_t> fen =
      Round(std::get<Rational>(*share->value) * Rational(base->fen()), /*decimals=*/0).ToInt64();
  if (!fen.has_value()) return std::nullopt;
  return Money::Fen(*fen);
}

FindingStanding FindingStandingOf(const Finding& finding) {
  FindingStanding standing{.kind = finding.kind,
                           .display_name = finding.display_name,
                           .is_applicable = finding.is_applicable,
                           .severity = finding.severity};
  for (const MoneyRule& rule : kMoneyRules) {
    if (rule.kind != finding.kind) continue;
    standing.amount = AmountOf(finding, rule);
    standing.amount_display_name = std::string(rule.display_name);
    return standing;
  }
  // A kind that is not known here: the first money that it has.
  for (const FindingFigure& figure : finding.figures) {
    if (!figure.value.has_value() || !std::holds_alternative<Money>(*figure.value)) continue;
    standing.amount = std::get<Money>(*figure.value);
    standing.amount_display_name = figure.display_name;
    break;
  }
  return standing;
}

std::optional<Money> BudgetOf(const EvaluationContent& content) {
  for (const Fact& fact : content.facts) {
    if (fact.name != "final_budget" || !fact.value.has_value()) continue;
    if (const Money* money = std::get_if<Money>(&*fact.value)) return *money;
  }
  return std::nullopt;
}

// Adjusted points count as they stand; what is still open makes a range of the total.
void LayOver(const Review& review, Standing& standing) {
  if (!review.adjusted_total.has_value()) return;
  std::map<std::string, Rational> adjusted;
  for (const Adjustment& adjustment : review.adjustments) adjusted[adjustment.path] = adjustment.score;
  Rational open;
  for (LeafStanding& leaf : standing.leaves) {
    if (const auto found = adjusted.find(leaf.path); found != adjusted.end()) leaf.score = found->second;
    if (!leaf.score.has_value()) open += leaf.weight;
  }
  standing.total = *review.adjusted_total;
  standing.grade = review.adjusted_grade;
  standing.low = standing.total;
  standing.high = standing.total + open;
}

}  // namespace

Standing StandingOf(const Evaluation& evaluation) {
  const EvaluationContent& content = evaluation.content;
  const Scorecard& card = content.scorecard;
  Standing standing;
  standing.department = content.department;
  standing.department_display_name = content.department_display_name;
  standing.evaluation_id = evaluation.head.id;
  standing.framework = card.framework;
  standing.budget = BudgetOf(content);
  standing.total = card.total.score;
  standing.computed = card.total.score;
  standing.low = card.total.low;
  standing.high = card.total.high;
  standing.full_mark = card.total.full_mark;
  standing.grade = card.total.grade;
  for (const ScoredNode& node : card.nodes) {
    if (!node.is_leaf || node.state == LeafState::kNotApplicable) continue;
    LeafStanding leaf;
    leaf.path = node.path;
    leaf.is_plan_row = node.is_plan_row;
    leaf.weight = node.weight;
    const size_t slash = node.path.rfind('/');
    if (slash != std::string::npos) leaf.group = node.path.substr(0, slash);
    if (node.state == LeafState::kScored) leaf.score = node.score;
    standing.leaves.push_back(std::move(leaf));
  }
  for (const Finding& finding : content.findings) standing.findings.push_back(FindingStandingOf(finding));
  LayOver(evaluation.review, standing);
  return standing;
}

}  // namespace zhengping::reporting
