#include "services/reporting/documents/report/adjustment_table.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/reporting/documents/report/printed.h"
#include "services/reporting/domain/binding.h"

namespace zhengping::reporting {
namespace {

constexpr int64_t kDayMs = 86400000;
constexpr int kPointDecimals = 4;  // a framework has at most four

const ScoredNode* FindNode(const Scorecard& scorecard, const std::string& path) {
  const auto found = std::find_if(scorecard.nodes.begin(), scorecard.nodes.end(),
                                  [&path](const ScoredNode& node) { return node.is_leaf && node.path == path; });
  return found == scorecard.nodes.end() ? nullptr : &*found;
}

Run PrintAdjusted(const Rational& points, absl::string_view place) {
  return Bound(FormatShort(points, kPointDecimals), {absl::StrCat("adjustments/", place), ExactText(points), "points"});
}

std::string GradeText(const std::string& grade) { return grade.empty() ? "不定级" : grade; }

std::string DayText(int64_t time_ms) { return FormatIso(Date::FromDays(static_cast<int32_t>(time_ms / kDayMs))); }

// Who, and how far that is proven.
std::string ActorText(const Adjustment& adjustment) {
  return absl::StrCat(adjustment.actor.name, adjustment.actor.is_proven ? "" : "（自报）", "\n",
                      DayText(adjustment.time_ms));
}

Row RowOf(const Adjustment& adjustment, const ScoredNode* node) {
  Cell computed = TextCell("未评分");
  if (node != nullptr && node->score.has_value()) computed = NumberCell(PrintPoints(*node->score, node->path));
  return {.cells = {TextCell(adjustment.path), std::move(computed),
                    NumberCell(PrintAdjusted(adjustment.score, adjustment.path)), TextCell(adjustment.reason),
                    TextCell(absl::StrJoin(adjustment.evidence, "\n")), TextCell(ActorText(adjustment))},
          .may_split = true};
}

}  // namespace

Table AdjustmentTable(const Evaluation& evaluation) {
  const Scorecard& scorecard = evaluation.content.scorecard;
  Table table{.caption = "得分调整",
              .columns = {{.share = 24}, {.share = 10}, {.share = 10}, {.share = 26}, {.share = 18}, {.share = 12}},
              .header_rows = {{.cells = {HeadingCell("指标"), HeadingCell("计算得分"), HeadingCell("调整后得分"),
                                         HeadingCell("理由"), HeadingCell("佐证材料"), HeadingCell("调整人")}}}};
  for (const Adjustment& adjustment : evaluation.review.adjustments) {
    table.rows.push_back(RowOf(adjustment, FindNode(scorecard, adjustment.path)));
  }
  const Rational adjusted = evaluation.review.adjusted_total.value_or(scorecard.total.score);
  table.rows.push_back({.cells = {TextCell("总分"), NumberCell(PrintPoints(scorecard.total.score, "total")),
                                  NumberCell(PrintAdjusted(adjusted, "total")),
                                  TextCell(absl::StrCat("等级：", GradeText(scorecard.total.grade), " → ",
                                                        GradeText(evaluation.review.adjusted_grade))),
                                  TextCell(""), TextCell("")},
                        .is_total = true});
  table.notes = {{Plain("计算得分按数据和评分标准得出，调整不改变计算得分。")}};
  return table;
}

Paragraph AdjustmentLine(const Evaluation& evaluation) {
  const Total& total = evaluation.content.scorecard.total;
  const Rational adjusted = evaluation.review.adjusted_total.value_or(total.score);
  return {.kind = ParagraphKind::kCentered,
          .runs = {Plain("（复核调整：计算得分"), PrintPoints(total.score, "total"), Plain("分，调整后"),
                   PrintAdjusted(adjusted, "total"),
                   Plain(absl::StrCat("分，等级", GradeText(evaluation.review.adjusted_grade), "）"))}};
}

nlohmann::json AdjustmentsToJson(const Evaluation& evaluation) {
  nlohmann::json adjustments = nlohmann::json::array();
  for (const Adjustment& adjustment : evaluation.review.adjustments) {
    const ScoredNode* node = FindNode(evaluation.content.scorecard, adjustment.path);
    const bool is_scored = node != nullptr && node->score.has_value();
    adjustments.push_back({{"path", adjustment.path},
                           {"computed_score", is_scored ? ExactText(*node->score) : std::string()},
                           {"score", ExactText(adjustment.score)},
                           {"reason", adjustment.reason},
                           {"evidence", adjustment.evidence},
                           {"actor", adjustment.actor.name},
                           {"is_actor_proven", adjustment.actor.is_proven},
                           {"day", DayText(adjustment.time_ms)}});
  }
  return adjustments;
}

}  // namespace zhengping::reporting
