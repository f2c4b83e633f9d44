#include "services/reporting/documents/report/rectification_chapter.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/reporting/documents/report/printed.h"
#include "services/reporting/domain/rectification_follow_up.h"

namespace zhengping::reporting {
namespace {

Run FigureRun(const std::optional<Rational>& value, const std::string& unit, std::string origin) {
  if (!value.has_value()) return Plain("无数据");
  Quantity quantity = *value;
  const std::optional<int64_t> fen = value->ToInt64();
  if (unit == "fen" && fen.has_value()) quantity = Money::Fen(*fen);
  Run run = PrintQuantity(quantity, unit, std::move(origin), MoneyUnit::kWanyuan);
  absl::StrAppend(&run.text, UnitSuffix(unit));
  return run;
}

Row RowOf(const RectificationFollowUp& one) {
  const std::string origin = absl::StrCat("rectification/", one.item);
  return {.cells = {TextCell(one.display_name), TextCell(one.measure), TextCell(one.figure_display_name),
                    NumberCell(FigureRun(one.figure_then, one.figure_unit, origin + "/figure_then")),
                    NumberCell(FigureRun(one.figure_now, one.figure_unit, origin + "/figure_now")),
                    TextCell(VerdictText(one.verdict))},
          .may_split = true};
}

std::string Summary(const EvaluationContent& content) {
  std::array<int, 4> counts = {};
  for (const RectificationFollowUp& one : content.rectification) ++counts[static_cast<size_t>(one.verdict)];
  return absl::StrCat("上年度评价形成整改事项", content.rectification.size(), "项，本年度对照：好转", counts[0],
                      "项，恶化", counts[1], "项，持平", counts[2], "项，无法比较", counts[3], "项。");
}

}  // namespace

std::vector<Block> RectificationChapter(const EvaluationContent& content) {
  if (content.rectification.empty()) return {};
  Table table{.caption = "上年度整改事项对照",
              .columns = {{.share = 20}, {.share = 34}, {.share = 16}, {.share = 12}, {.share = 12}, {.share = 10}},
              .header_rows = {{.cells = {HeadingCell("整改事项"), HeadingCell("整改措施"), HeadingCell("衡量指标"),
                                         HeadingCell("上年"), HeadingCell("本年"), HeadingCell("变化")}}}};
  for (const RectificationFollowUp& one : content.rectification) table.rows.push_back(RowOf(one));
  std::vector<Block> blocks;
  blocks.emplace_back(Heading{.level = 1, .text = "上年度问题整改情况"});
  blocks.emplace_back(Paragraph{.runs = {Plain(Summary(content))}});
  blocks.emplace_back(std::move(table));
  return blocks;
}

}  // namespace zhengping::reporting
