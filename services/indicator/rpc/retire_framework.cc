#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/rpc/indicator_service.h"

namespace zhengping::indicator {

grpc::ServerUnaryReactor* IndicatorService::RetireFramework(grpc::CallbackServerContext* context,
                                                            const v1::RetireFrameworkRequest* request,
                                                            v1::Framework* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const std::string request_id, ParseRequestId(request->request_id()));
    ZP_ASSIGN_OR_RETURN(const std::string id, FrameworkIdOf(request->name(), "name"));
    const bool is_shipped = catalogue_.IsShipped(id);
    const auto decide = [=](const std::optional<StoredFramework>& before) -> absl::StatusOr<StoredFramework> {
      if (!before.has_value() && is_shipped) {
        return NotNow({"FRAMEWORK_SHIPPED", "name"}, absl::StrCat(id, " comes with the program and is always there"));
      }
      if (!before.has_value()) return FrameworkNotFound(id, "name");
      ZP_RETURN_IF_ERROR(CheckCanRetire(before->head));
      StoredFramework retired = *before;
      retired.head.state = FrameworkState::kRetired;
      return retired;
    };
    ZP_ASSIGN_OR_RETURN(*response, shelf_.Change(id, request->etag(), decide, StampOf(call, request_id),
                                                 RequestDigest("RetireFramework", *request)));
    return absl::OkStatus();
  });
}

}  // namespace zhengping::indicator
