#include "services/reporting/documents/report/report_outline.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/report/adjustment_table.h"
#include "services/reporting/documents/report/basic_table.h"
#include "services/reporting/documents/report/chapters.h"
#include "services/reporting/documents/report/rectification_chapter.h"
#include "services/reporting/documents/report/score_explanations.h"
#include "services/reporting/documents/report/self_evaluation_sheet.h"
#include "services/reporting/documents/report/source_notes.h"
#include "services/reporting/documents/report/special_fund_table.h"
#include "services/reporting/domain/binding.h"
#include "services/reporting/domain/content_json.h"
#include "services/reporting/domain/narrative.h"

namespace zhengping::reporting {
namespace {

// The envelope: what names this evaluation and what it was computed from, outside the digested content.
nlohmann::json Envelope(const Evaluation& evaluation) {
  nlohmann::json envelope = {{"content_digest", evaluation.head.content_digest},
                             {"digest_algorithm", "sm3"},
                             {"evaluation", evaluation.head.id},
                             {"release", evaluation.head.release},
                             {"watermark", WatermarkToJson(evaluation.watermark)}};
  const Review& review = evaluation.review;
  if (!review.adjustments.empty()) envelope["adjustments"] = AdjustmentsToJson(evaluation);
  if (review.adjusted_total.has_value()) {
    envelope["adjusted_total"] = ExactText(*review.adjusted_total);
    envelope["adjusted_grade"] = review.adjusted_grade;
  }
  return envelope;
}

// Under the title, so that nobody takes made-up money for the office's own.
std::string IllustrativeLine(const EvaluationContent& content) {
  return absl::StrCat("（", absl::StrJoin(content.case_head.illustrative_tables, "、"),
                      "为示例数据，据此计算的金额、比例和得分均非真实）");
}

}  // namespace

absl::StatusOr<Document> BuildReport(const Evaluation& evaluation) {
  const EvaluationContent& content = evaluation.content;
  const Narrative narrative =
      content.narrative.empty() ? BareNarrative(content) : ParseNarrative(content.narrative).narrative;
  Document report{.title_lines = narrative.title_lines};
  if (report.title_lines.empty()) {
    report.title_lines = {absl::StrCat(content.fiscal_year, "年度", content.department_display_name),
                          "部门整体支出绩效评价报告"};
  }
  ZP_ASSIGN_OR_RETURN(report.body, ChaptersOf(narrative, content));
  for (Block& block : RectificationChapter(content)) report.body.push_back(std::move(block));
  if (!content.case_head.illustrative_tables.empty()) {
    report.body.insert(report.body.begin(),
                       Paragraph{.kind = ParagraphKind::kCentered, .runs = {Plain(IllustrativeLine(content))}});
  }
  Annex sheet = SelfEvaluationSheet(content);
  if (!evaluation.review.adjustments.empty()) {
    report.body.insert(report.body.begin(), AdjustmentLine(evaluation));
    sheet.blocks.emplace_back(AdjustmentTable(evaluation));
  }
  report.annexes = {BasicTable(content), std::move(sheet), ScoreExplanations(content)};
  if (!content.special_funds.empty()) report.annexes.push_back(SpecialFundTable(content));
  report.annexes.push_back(SourceNotes(content));
  report.signature = Signature{.issuer = content.department_display_name};
  report.properties = {.subject = "部门整体支出绩效评价", .author = content.department_display_name};
  report.content = {{"content", ContentToJson(content)}, {"envelope", Envelope(evaluation)}};
  return report;
}

}  // namespace zhengping::reporting
