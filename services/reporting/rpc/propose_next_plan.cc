#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/domain/rectification/next_plan.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {
namespace {

using Response = v1::ProposeNextPlanResponse;

Response::Kind MessageOf(ProposalKind kind) {
  switch (kind) {
    case ProposalKind::kKept:
      return Response::KIND_KEPT;
    case ProposalKind::kRaised:
      return Response::KIND_RAISED;
    case ProposalKind::kCorrected:
      return Response::KIND_CORRECTED;
    case ProposalKind::kToBeStated:
      return Response::KIND_TO_BE_STATED;
  }
  std::abort();
}

int64_t PlanRevision(const Watermark& watermark, int fiscal_year) {
  for (const DepartmentYearMark& mark : watermark.marks) {
    if (mark.service == "indicator" && mark.fiscal_year == fiscal_year) return mark.revision;
  }
  return 0;
}

// This year's row without what was of this year alone.
void RowToMessage(const indicator::v1::PlanRow& row, const TargetProposal& proposal, indicator::v1::PlanRow& message) {
  message = row;
  message.clear_adjusted();
  message.clear_adjust_reason();
  message.clear_source();
  message.clear_record();
  message.clear_history();
  message.clear_baseline();
  if (row.has_adjusted()) *message.mutable_target() = row.adjusted();
  if (proposal.target.has_value()) {
    ToMessage(*proposal.target, row.unit(), *message.mutable_target()->mutable_value());
    message.mutable_target()->set_text(proposal.target_text);
  }
  if (proposal.baseline.has_value()) ToMessage(*proposal.baseline, row.unit(), *message.mutable_baseline());
}

}  // namespace

grpc::ServerUnaryReactor* ReportingService::ProposeNextPlan(grpc::CallbackServerContext* context,
                                                            const v1::ProposeNextPlanRequest* request,
                                                            v1::ProposeNextPlanResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->name()));
    ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluations_.Read(key));
    const Subject subject = SubjectOf(evaluation.content);
    indicator::v1::Plan plan;
    ZP_RETURN_IF_ERROR(
        watch_.ReadPlan(subject, PlanRevision(evaluation.watermark, subject.fiscal_year), call.outgoing(), plan));
    ZP_ASSIGN_OR_RETURN(const std::vector<WatchedTarget> targets, WatchedTargetsFrom(plan, subject.project));
    size_t next = 0;
    for (const indicator::v1::PlanRow& row : plan.rows()) {
      if (row.key().project() != subject.project) continue;
      const WatchedTarget& target = targets[next++];
      ZP_ASSIGN_OR_RETURN(const std::optional<Rational> baseline, BaselineFrom(row));
      const TargetProposal proposal = ProposeTarget(target, baseline, evaluation.content.scorecard.observations);
      Response::Proposal& message = *response->add_proposals();
      RowToMessage(row, proposal, *message.mutable_plan_row());
      message.set_reason(proposal.reason);
      message.set_target_text(target.text);
      message.set_actual_text(proposal.actual_text);
      message.set_kind(MessageOf(proposal.kind));
    }
    response->set_fiscal_year(subject.fiscal_year + 1);
    response->set_grade(evaluation.content.scorecard.total.grade);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
