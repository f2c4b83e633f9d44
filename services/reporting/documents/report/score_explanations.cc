#include "services/reporting/documents/report/score_explanations.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/reporting/documents/report/printed.h"

namespace zhengping::reporting {
namespace {

std::string StateText(LeafState state) {
  switch (state) {
    case LeafState::kNone:
    case LeafState::kScored:
      return "";
    case LeafState::kNeedsJudgement:
      return "待评判";
    case LeafState::kNotAssessable:
      return "不可评";
    case LeafState::kMissing:
      return "缺数据";
    case LeafState::kNotApplicable:
      return "不适用";
  }
  return "";
}

// Where one value comes from, as a reader finds it: a row of a table of the case, or entries of the ledger.
std::string SourceText(const EvaluationContent& content, const Operand& operand) {
  std::string text =
      absl::StrReplaceAll(operand.source, {{"observations.csv ", "完成情况表"}, {"plan.csv ", "绩效目标表"}});
  const Fact* fact = operand.origin == OperandOrigin::kFact ? FindFact(content, operand.name) : nullptr;
  if (fact != nullptr && fact->provenance.has_value()) {
    absl::StrAppend(&text, text.empty() ? "" : "，", fact->display_name, "：指标账", fact->provenance->entry_count,
                    "笔分录");
  }
  const Date year_end = *Date::FromYmd(content.fiscal_year, 12, 31);
  if (operand.observed_date.has_value() && *operand.observed_date < year_end) {
    absl::StrAppend(&text, "，截至", FormatChinese(*operand.observed_date));
  }
  return text;
}

std::string SourcesText(const EvaluationContent& content, const Explanation& explanation) {
  std::vector<std::string> sources;
  for (const Operand& operand : explanation.operands) {
    std::string source = SourceText(content, operand);
    if (!source.empty()) sources.push_back(std::move(source));
  }
  return absl::StrJoin(sources, "；");
}

Row ExplanationRow(const EvaluationContent& content, const ScoredNode& node) {
  Cell points = NumberCell(node.score.has_value() ? PrintPoints(*node.score, node.path) : Plain(StateText(node.state)));
  points.runs.push_back(Plain("/"));
  points.runs.push_back(PrintPoints(node.weight, node.path + "/weight"));
  std::string name = node.display_name;
  if (!node.is_verified && !node.is_plan_row) absl::StrAppend(&name, "（评分标准未核实）");
  std::string text = node.explanation.has_value() ? node.explanation->text : StateText(node.state);
  if (node.state != LeafState::kScored && !node.missing.empty()) {
    absl::StrAppend(&text, "（缺：", absl::StrJoin(node.missing, "、"), "）");
  }
  return {.cells = {TextCell(std::move(name)), std::move(points), TextCell(std::move(text)),
                    TextCell(node.explanation.has_value() ? SourcesText(content, *node.explanation) : "")},
          .may_split = true};
}

Table Explanations(const EvaluationContent& content) {
  Table table{.caption = "各项指标得分的依据",
              .columns = {{.share = 20}, {.share = 12}, {.share = 42}, {.share = 26}},
              .header_rows = {{.cells = {HeadingCell("指标"), HeadingCell("得分/分值"), HeadingCell("计算过程"),
                                         HeadingCell("依据")}}}};
  for (const ScoredNode& node : content.scorecard.nodes) {
    if (node.is_leaf) table.rows.push_back(ExplanationRow(content, node));
  }
  return table;
}

Table Checks(const EvaluationContent& content) {
  Table table{.caption = "勾稽关系核对",
              .columns = {{.share = 30}, {.share = 45}, {.share = 25}},
              .header_rows = {{.cells = {HeadingCell("关系"), HeadingCell("算式"), HeadingCell("结果")}}}};
  for (const CheckResult& check : content.scorecard.checks) {
    table.rows.push_back(
        {.cells = {TextCell(check.display_name), TextCell(check.expression), TextCell(check.text)}, .may_split = true});
  }
  return table;
}

}  // namespace

Annex ScoreExplanations(const EvaluationContent& content) {
  Annex annex{.title = "评分说明", .orientation = Orientation::kLandscape, .blocks = {Explanations(content)}};
  for (const std::string& cap : content.scorecard.total.caps) {
    annex.blocks.emplace_back(Paragraph{.runs = {Plain(cap)}});
  }
  if (!content.scorecard.checks.empty()) annex.blocks.emplace_back(Checks(content));
  return annex;
}

}  // namespace zhengping::reporting
