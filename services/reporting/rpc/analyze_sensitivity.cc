#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::AnalyzeSensitivity(grpc::CallbackServerContext* context,
                                                               const v1::AnalyzeSensitivityRequest* request,
                                                               indicator::v1::AnalyzeSensitivityResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->name()));
    ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluations_.Read(key));
    return indicator_.AnalyzeSensitivity(evaluation, call.outgoing(), *response);
  });
}

}  // namespace zhengping::reporting
