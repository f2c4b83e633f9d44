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

// "A，…；B，…；等9项": the first few of `count`.
std::string ListText(const std::vector<FindingDetail>& details, int count) {
  std::string text;
  const size_t listed = std::min(details.size(), kMostDetails);
  for (size_t i = 0; i < listed; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : "；", details[i].display_name, "，", details[i].text);
  }
  if (static_cast<size_t>(count) > listed) absl::StrAppend(&text, "；等", count, "项");
  return text;
}

// A value of an effect; "无" where it has none. `side` is "before" or "after".
Runs EffectRuns(const Finding& finding, const SimulatedFigure& figure, const char* side) {
  const std::optional<Quantity>& value = absl::string_view(side) == "before" ? figure.before : figure.after;
  if (!value.has_value()) return {Plain("无")};
  std::string origin = absl::StrCat("effects/", finding.kind, "/", figure.name, "/", side);
  Run run = PrintQuantity(*value, figure.unit, std::move(origin), MoneyUnit::kWanyuan);
  run.text += UnitSuffix(figure.unit);
  return {std::move(run)};
}

Table EffectTable(const Finding& finding, bool is_illustrative) {
  Table table{.caption = absl::StrCat("“", finding.recommendation->title, "”的模拟效果"),
              .columns = {{.share = 48}, {.share = 26}, {.share = 26}},
              .header_rows = {{.cells = {HeadingCell("项目"), HeadingCell("实际"), HeadingCell("模拟")}}},
              .is_illustrative = is_illustrative};
  for (const SimulatedFigure& figure : finding.recommendation->effects) {
    table.rows.push_back({.cells = {TextCell(figure.display_name),
                                    Cell{.kind = CellKind::kNumber, .runs = EffectRuns(finding, figure, "before")},
                                    Cell{.kind = CellKind::kNumber, .runs = EffectRuns(finding, figure, "after")}}});
  }
  table.notes.push_back({Plain(absl::StrCat("模拟假设：", finding.recommendation->assumption, "。"))});
  table.notes.push_back({Plain("模拟值由按该假设回放的指标账以同一口径算出，不改变任何实际数据。")});
  const Recommendation& recommendation = *finding.recommendation;
  if (!recommendation.changes.empty()) {
    table.notes.push_back(
        {Plain(absl::StrCat("所作变动：", ListText(recommendation.changes, recommendation.change_count), "。"))});
  }
  return table;
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

std::vector<Block> FigureBlocks(const Finding& finding, bool is_illustrative) {
  std::vector<Block> blocks;
  if (!finding.is_applicable) return blocks;
  if (!finding.details.empty()) {
    const std::string text = ListText(finding.details, finding.detail_count);
    blocks.emplace_back(Paragraph{.runs = {Plain(absl::StrCat("其中：", text, "。"))}});
  }
  if (!finding.figures.empty()) blocks.emplace_back(FigureTable(finding, is_illustrative));
  return blocks;
}

std::vector<Block> SimulationBlocks(const Finding& finding, bool is_illustrative) {
  if (!finding.recommendation || finding.recommendation->effects.empty()) return {};
  return {EffectTable(finding, is_illustrative)};
}

}  // namespace zhengping::reporting
