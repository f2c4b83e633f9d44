#include "services/reporting/rpc/evaluation_messages.h"

#include <cstdlib>

#include "google/protobuf/util/time_util.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/rpc/finding_messages.h"
#include "services/reporting/rpc/life_orders.h"
#include "services/reporting/rpc/rectification_messages.h"
#include "services/reporting/rpc/scorecard_messages.h"
#include "services/reporting/rpc/signature_messages.h"
#include "zhengping/reporting/v1/evaluation.pb.h"

namespace zhengping::reporting {
namespace {

using reporting::ToMessage;  // overloaded below

void ReviewToMessage(const DepartmentName& department, const Review& review, v1::Evaluation& message) {
  for (const Adjustment& adjustment : review.adjustments) ToMessage(adjustment, *message.add_adjustments());
  if (review.adjusted_total.has_value()) message.set_adjusted_total(FormatDecimal(*review.adjusted_total));
  message.set_adjusted_grade(review.adjusted_grade);
  message.set_is_stale(review.is_stale);
  if (review.corrects.empty()) return;
  message.set_corrects(FormatName(ChildName{.parent = department, .id = review.corrects}, "evaluations"));
}

void HeadToMessage(const DepartmentName& department, const EvaluationHead& head, v1::Evaluation& message) {
  message.set_release(head.release);
  message.set_content_digest(head.content_digest);
  if (head.id.empty()) return;
  message.set_name(FormatName(ChildName{.parent = department, .id = head.id}, "evaluations"));
  message.set_etag(FormatEtag(head.step));
  message.set_state(MessageOf(head.state));
  *message.mutable_create_time() = google::protobuf::util::TimeUtil::MillisecondsToTimestamp(head.create_time_ms);
}

void ToMessage(const Watermark& watermark, v1::Watermark& message) {
  for (const DepartmentYearMark& mark : watermark.marks) ToMessage(mark, *message.add_marks());
  message.set_framework_hash(watermark.framework_hash);
  message.set_settings_hash(watermark.settings_hash);
  message.set_narrative_revision(watermark.narrative_revision);
  message.set_prose_digest(watermark.prose_digest);
}

void ToMessage(const EvaluationContent& content, v1::EvaluationContent& message) {
  message.set_department(FormatName(content.department));
  message.set_department_display_name(content.department_display_name);
  message.set_fiscal_year(content.fiscal_year);
  if (content.as_of.has_value()) ToMessage(*content.as_of, *message.mutable_as_of());
  message.set_project(content.project);
  for (const Fact& fact : content.facts) ToMessage(fact, *message.add_facts());
  for (const Finding& finding : content.findings) ToMessage(finding, *message.add_findings());
  for (const SpecialFund& fund : content.special_funds) {
    ToMessage(fund, content.fiscal_year, *message.add_special_funds());
  }
  for (const Issue& note : content.data_notes) ToMessage(note, *message.add_data_notes());
  ToMessage(content.scorecard, *message.mutable_scorecard());
  for (const RectificationFollowUp& one : content.rectification) {
    ToMessage(content.department, one, *message.add_rectification());
  }
  message.set_source(content.case_head.source);
  for (const std::string& table : content.case_head.illustrative_tables) message.add_illustrative_tables(table);
}

}  // namespace

v1::Evaluation_State MessageOf(EvaluationState state) {
  switch (state) {
    case EvaluationState::kDraft:
      return v1::Evaluation::STATE_DRAFT;
    case EvaluationState::kSubmitted:
      return v1::Evaluation::STATE_SUBMITTED;
    case EvaluationState::kReturned:
      return v1::Evaluation::STATE_RETURNED;
    case EvaluationState::kReviewed:
      return v1::Evaluation::STATE_REVIEWED;
    case EvaluationState::kPublished:
      return v1::Evaluation::STATE_PUBLISHED;
    case EvaluationState::kCorrected:
      return v1::Evaluation::STATE_CORRECTED;
  }
  std::abort();
}

void ToMessage(const Evaluation& evaluation, v1::Evaluation& message) {
  HeadToMessage(evaluation.content.department, evaluation.head, message);
  ToMessage(evaluation.watermark, *message.mutable_watermark());
  ToMessage(evaluation.content, *message.mutable_content());
  ReviewToMessage(evaluation.content.department, evaluation.review, message);
  if (!evaluation.published_file.empty()) SignatureToMessage(evaluation.published_file, *message.mutable_signature());
}

void ToMessage(const EvaluationSummary& summary, v1::Evaluation& message) {
  const DepartmentName& department = summary.key.year.department;
  HeadToMessage(department, summary.head, message);
  Review review{
      .adjusted_total = summary.adjusted_score, .adjusted_grade = summary.adjusted_grade, .is_stale = summary.is_stale};
  if (summary.corrects > 0) {
    review.corrects = FormatEvaluationId({.year = summary.key.year, .number = summary.corrects});
  }
  ReviewToMessage(department, review, message);
  ToMessage(summary.watermark, *message.mutable_watermark());
  v1::EvaluationContent& content = *message.mutable_content();
  content.set_department(FormatName(department));
  content.set_department_display_name(summary.department_display_name);
  content.set_fiscal_year(summary.key.year.fiscal_year);
  if (summary.as_of.has_value()) ToMessage(*summary.as_of, *content.mutable_as_of());
  content.set_project(summary.project);
  content.mutable_scorecard()->set_framework(summary.framework);
  content.mutable_scorecard()->set_framework_display_name(summary.framework_display_name);
  indicator::v1::Total& total = *content.mutable_scorecard()->mutable_total();
  total.set_score(FormatDecimal(summary.score));
  total.set_full_mark(FormatDecimal(summary.full_mark));
  total.set_grade(summary.grade);
}

}  // namespace zhengping::reporting
