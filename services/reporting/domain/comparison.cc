#include "services/reporting/domain/comparison.h"

#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/reporting/domain/binding.h"

namespace zhengping::reporting {
namespace {

constexpr int kPointDecimals = 4;  // a framework has at most four

// A figure of one evaluation: what is compared and what is shown.
struct Shown {
  std::string display_name;
  std::string exact;
  std::string text;
};

using Figures = std::map<std::string, Shown>;

void AddText(Figures& figures, std::string figure, std::string display_name, const std::string& text) {
  if (!text.empty()) figures[std::move(figure)] = {std::move(display_name), text, text};
}

void AddPoints(Figures& figures, std::string figure, std::string display_name, const Rational& points) {
  figures[std::move(figure)] = {std::move(display_name), ExactText(points), FormatShort(points, kPointDecimals)};
}

void AddQuantity(Figures& figures, std::string figure, std::string display_name, FactState state,
                 const std::optional<Quantity>& value, const std::string& unit) {
  if (!value.has_value()) {
    return AddText(figures, std::move(figure), std::move(display_name),
                   state == FactState::kNotApplicable ? "不适用" : "缺失");
  }
  const std::string exact = ExactText(*value);
  std::string text = FormatQuantity(*value, unit, "").value_or(exact);
  if (std::holds_alternative<Money>(*value)) absl::StrAppend(&text, "元");
  figures[std::move(figure)] = {std::move(display_name), exact, std::move(text)};
}

std::string SeverityText(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::kUnassessed:
      return "未评价";
    case FindingSeverity::kNone:
      return "未触发";
    case FindingSeverity::kNoted:
      return "一般";
    case FindingSeverity::kSerious:
      return "较重";
    case FindingSeverity::kGrave:
      return "严重";
  }
  std::abort();
}

void AddFindings(const EvaluationContent& content, Figures& figures) {
  for (const Finding& finding : content.findings) {
    AddText(figures, absl::StrCat("finding:", finding.kind), finding.display_name, SeverityText(finding.severity));
    for (const FindingFigure& figure : finding.figures) {
      AddQuantity(figures, absl::StrCat("finding:", finding.kind, ".", figure.name), figure.display_name, figure.state,
                  figure.value, figure.unit);
    }
  }
}

void AddSheet(const Scorecard& scorecard, Figures& figures) {
  AddText(figures, "framework", "评价体系", scorecard.framework_display_name);
  for (const ScoredNode& node : scorecard.nodes) {
    const auto named = [&node](const char* kind) { return absl::StrCat(kind, ":", node.path); };
    if (node.score.has_value()) AddPoints(figures, named("score"), node.display_name, *node.score);
    AddPoints(figures, named("weight"), absl::StrCat(node.display_name, "（分值）"), node.weight);
    AddText(figures, named("target"), absl::StrCat(node.display_name, "（目标值）"), node.target_text);
    AddText(figures, named("actual"), absl::StrCat(node.display_name, "（完成值）"), node.actual_text);
  }
  const Total& total = scorecard.total;
  AddPoints(figures, "total:score", "总分", total.score);
  AddPoints(figures, "total:full_mark", "满分", total.full_mark);
  AddPoints(figures, "total:low", "总分下限", total.low);
  AddPoints(figures, "total:high", "总分上限", total.high);
  AddText(figures, "total:grade", "等级", total.grade);
}

Figures FiguresOf(const Evaluation& evaluation) {
  Figures figures;
  for (const Fact& fact : evaluation.content.facts) {
    AddQuantity(figures, absl::StrCat("fact:", fact.name), fact.display_name, fact.state, fact.value, fact.unit);
  }
  AddFindings(evaluation.content, figures);
  AddSheet(evaluation.content.scorecard, figures);
  for (const Adjustment& adjustment : evaluation.review.adjustments) {
    AddPoints(figures, absl::StrCat("adjustment:", adjustment.path), "调整后得分", adjustment.score);
  }
  if (evaluation.review.adjusted_total.has_value()) {
    AddPoints(figures, "total:adjusted", "调整后总分", *evaluation.review.adjusted_total);
  }
  AddText(figures, "total:adjusted_grade", "调整后等级", evaluation.review.adjusted_grade);
  return figures;
}

}  // namespace

std::vector<FigureDifference> Compare(const Evaluation& before, const Evaluation& after) {
  const Figures first = FiguresOf(before);
  const Figures second = FiguresOf(after);
  std::map<std::string, FigureDifference> differences;
  for (const auto& [figure, shown] : first) {
    const auto other = second.find(figure);
    if (other == second.end()) {
      differences[figure] = {figure, shown.display_name, shown.text, ""};
    } else if (other->second.exact != shown.exact) {
      differences[figure] = {figure, other->second.display_name, shown.text, other->second.text};
    }
  }
  for (const auto& [figure, shown] : second) {
    if (first.count(figure) == 0) differences[figure] = {figure, shown.display_name, "", shown.text};
  }
  std::vector<FigureDifference> sorted;
  for (auto& [figure, difference] : differences) sorted.push_back(std::move(difference));
  return sorted;
}

}  // namespace zhengping::reporting
