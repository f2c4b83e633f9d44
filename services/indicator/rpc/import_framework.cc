#include <string>

#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/indicator/rpc/framework_import.h"
#include "services/indicator/rpc/indicator_service.h"

namespace zhengping::indicator {

grpc::ServerUnaryReactor* IndicatorService::ImportFramework(grpc::CallbackServerContext* context,
                                                            const v1::ImportFrameworkRequest* request,
                                                            v1::ImportFrameworkResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const std::string request_id, ParseRequestId(request->request_id()));
    return indicator::ImportFramework(shelf_, *request, StampOf(call, request_id), *response);
  });
}

}  // namespace zhengping::indicator
