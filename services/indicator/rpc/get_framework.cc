#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/indicator/rpc/indicator_service.h"

namespace zhengping::indicator {

grpc::ServerUnaryReactor* IndicatorService::GetFramework(grpc::CallbackServerContext* context,
                                                         const v1::GetFrameworkRequest* request,
                                                         v1::Framework* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(*response, shelf_.Read(request->name(), "name"));
    return absl::OkStatus();
  });
}

}  // namespace zhengping::indicator
