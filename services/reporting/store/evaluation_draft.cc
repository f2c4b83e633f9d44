#include "services/reporting/store/evaluation_draft.h"

#include <optional>
#include <utility>

#include "common/status/status_macros.h"

namespace zhengping::reporting {

std::shared_ptr<EvaluationDraft> NewDraft(Computed computed, std::string release, WriteStamp stamp) {
  auto draft = std::make_shared<EvaluationDraft>();
  draft->year = {.department = computed.content.department, .fiscal_year = computed.content.fiscal_year};
  draft->packed = Pack(computed.content);
  draft->evaluation.head = {.state = EvaluationState::kDraft,
                            .create_time_ms = stamp.now_ms,
                            .release = std::move(release),
                            .content_digest = std::move(computed.content_digest)};
  draft->evaluation.watermark = std::move(computed.watermark);
  draft->evaluation.content = std::move(computed.content);
  draft->stamp = std::move(stamp);
  return draft;
}

absl::StatusOr<Evaluation> StoreDraft(storage::Connection& connection, const EvaluationDraft& draft) {
  ZP_ASSIGN_OR_RETURN(const std::optional<EvaluationKey> made,
                      FindRequest(connection, draft.year.department, draft.stamp));
  if (made.has_value()) return SelectEvaluation(connection, *made);
  EvaluationKey key{.year = draft.year};
  ZP_ASSIGN_OR_RETURN(key.number, NextNumber(connection, draft.year));
  ZP_RETURN_IF_ERROR(
      InsertEvaluation(connection, key, draft.evaluation, draft.packed, draft.stamp.caller, draft.corrects));
  ZP_RETURN_IF_ERROR(InsertRequest(connection, key, draft.stamp));
  Evaluation created = draft.evaluation;
  created.head.id = FormatEvaluationId(key);
  if (draft.corrects > 0) {
    created.review.corrects = FormatEvaluationId({.year = draft.year, .number = draft.corrects});
  }
  return created;
}

}  // namespace zhengping::reporting
