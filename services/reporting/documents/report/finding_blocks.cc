#include "services/reporting/documents/report/finding_blocks.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kMostDetails = 5;  // in the report; the evaluation has them all

std::string OriginOf(const Finding& finding, const std::string& figure) {
  return absl::StrCat("findings/", finding.kind, "/", figure);
}

Runs ValueRuns(const Finding& finding, const FindingFigure& figure) {
  if (!figure.value.has_value()) return {Plain(figure.state == FactState::kNotApplicable ? "不适用" : "无法计算")};
  Run run = PrintQuantity(*figure.value, figure.unit, OriginOf(finding, figure.name), MoneyUnit::kWanyuan);
  run.text += UnitSuffix(figure.unit);
  return {std::move(run)};
}

std::string ThresholdText(const Finding& finding) {
  const FindingThresholds& thresholds = *finding.thresholds;
  const bool is_rate = !finding.figures.empty() && finding.figures[0].unit == "percent";
  const auto print = [is_rate](const Rational& value) { return is_rate ? FormatPercent(value) : FormatShort(value); };
  return absl::StrCat("程度按第一项判定：", print(thresholds.noted), "起为一般，", print(thresholds.serious),
                      "起为较重，", print(thresholds.grave), "起为严重（", thresholds.source, "）。本项为“",
                      SeverityText(finding.severity), "”。");
}

Table FigureTable(const Finding& finding, bool is_illustrative) {
  Table table{.caption = absl::StrCat("“", finding.display_name, "”的测算"),
              .columns = {{.share = 30}, {.share = 18}, {.share = 52}},
              .header_rows = {{.cells = {HeadingCell("项目"), HeadingCell("测算值"), HeadingCell("计算口径")}}},
              .is_illustrative = is_illustrative};
  for (const FindingFigure& figure : finding.figures) {
    table.rows.push_back(
        {.cells = {TextCell(figure.display_name), Cell{.kind = CellKind::kNumber, .runs = ValueRuns(finding, figure)},
                   TextCell(figure.definition)}});
  }
  if (finding.thresholds.has_value()) table.notes.push_back({Plain(ThresholdText(finding))});
  return table;
}

std::string DetailText(const Finding& finding) {
  std::string text = "其中：";
  const size_t count = std::min(finding.details.size(), kMostDetails);
  for (size_t i = 0; i < count; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : "；", finding.details[i].display_name, "，", finding.details[i].text);
  }
  if (static_cast<size_t>(finding.detail_count) > count) absl::StrAppend(&text, "；等", finding.detail_count, "项");
  return absl::StrCat(text, "。");
}

}  // namespace

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
  return "";
}

std::vector<Block> MeasureOf(const Finding& finding, bool is_illustrative) {
  if (!finding.is_applicable) {
    return {Paragraph{.runs = {Plain(absl::StrCat("经测算，本年度不适用：", finding.inapplicability_reason, "。"))}}};
  }
  std::vector<Block> blocks = {Paragraph{.runs = {Plain(finding.summary)}}};
  if (!finding.details.empty()) blocks.emplace_back(Paragraph{.runs = {Plain(DetailText(finding))}});
  if (!finding.figures.empty()) blocks.emplace_back(FigureTable(finding, is_illustrative));
  return blocks;
}

std::vector<Block> RecommendationOf(const Finding& finding) {
  if (finding.recommendation.has_value()) return {Paragraph{.runs = {Plain(finding.recommendation->text)}}};
  return {Paragraph{.runs = {Plain(absl::StrCat("经测算，本年度“", finding.display_name, "”",
                                                finding.is_applicable ? "未触发阈值" : "不适用", "，不另提建议。"))}}};
}

}  // namespace zhengping::reporting
