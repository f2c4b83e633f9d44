#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/report/published_report.h"
#include "services/reporting/rpc/evaluation_messages.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::GetEvaluation(grpc::CallbackServerContext* context,
                                                          const v1::GetEvaluationRequest* request,
                                                          v1::Evaluation* response) {
  return server::AnswerOn(readers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->name()));
    ZP_ASSIGN_OR_RETURN(Evaluation evaluation, evaluations_.Read(key));
    ZP_RETURN_IF_ERROR(CheckPublished(evaluation));
    evaluation.review.is_stale = freshness_.IsStale(evaluation, call.outgoing());
    ToMessage(evaluation, *response);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
