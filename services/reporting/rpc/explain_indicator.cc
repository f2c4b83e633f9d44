#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/domain/explain.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"
#include "services/reporting/rpc/scorecard_messages.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::ExplainIndicator(grpc::CallbackServerContext* context,
                                                             const v1::ExplainIndicatorRequest* request,
                                                             v1::IndicatorExplanation* response) {
  return server::AnswerOn(readers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->name()));
    ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluations_.Read(key));
    ZP_ASSIGN_OR_RETURN(const IndicatorExplanation explanation, Explain(evaluation.content, request->path()));
    for (const ScoredNode& node : explanation.nodes) ToMessage(node, *response->add_nodes());
    for (const Fact& fact : explanation.facts) ToMessage(fact, *response->add_facts());
    if (explanation.total.has_value()) ToMessage(*explanation.total, *response->mutable_total());
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
