#include "common/server/answer.h"
#include "services/reporting/rpc/life_orders.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::SubmitEvaluation(grpc::CallbackServerContext* context,
                                                             const v1::SubmitEvaluationRequest* request,
                                                             v1::Evaluation* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    Advance(OrderFrom(*request, LifeAction::kSubmit, call.caller, StampOf(call).now_ms), response, done);
  });
}

}  // namespace zhengping::reporting
