#include "common/server/answer.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"

namespace zhengping::indicator {

grpc::ServerUnaryReactor* IndicatorService::GetFramework(grpc::CallbackServerContext* context,
                                                         const v1::GetFrameworkRequest* request,
                                                         v1::Framework* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    const auto framework = catalogue_.FindByName(request->name(), "name");
    if (framework.ok()) ToMessage(**framework, *response);
    done(framework.status());
  });
}

}  // namespace zhengping::indicator
