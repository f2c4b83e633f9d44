#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/rpc/life_orders.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::ListEvaluationEvents(grpc::CallbackServerContext* context,
                                                                 const v1::ListEvaluationEventsRequest* request,
                                                                 v1::ListEvaluationEventsResponse* response) {
  return server::AnswerOn(readers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->parent()));
    ZP_ASSIGN_OR_RETURN(const Timeline timeline, lives_.ReadTimeline(key));
    CreationToMessage(timeline, *response->add_events());
    for (const LifeEvent& event : timeline.events) ToMessage(event, *response->add_events());
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
