#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/stored_framework_messages.h"

namespace zhengping::indicator {
namespace {

absl::StatusOr<StoredFramework> DraftOf(const v1::CreateFrameworkRequest& request) {
  v1::Framework message = request.framework();
  const std::string name = FrameworkResourceName(request.framework_id());
  if (!message.name().empty() && message.name() != name) {
    return Invalid({"FRAMEWORK_NAME_DISAGREES", "framework.name"}, absl::StrCat("framework_id asks for ", name));
  }
  message.set_name(name);
  absl::StatusOr<StoredFramework> draft = DraftFrom(message);
  if (!draft.ok()) return WithFieldPrefix(draft.status(), "framework.");
  return draft;
}

absl::Status Exists(absl::string_view id) {
  return Taken({"FRAMEWORK_EXISTS", "framework_id"}, absl::StrCat("there is a framework ", id, " already"));
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::CreateFramework(grpc::CallbackServerContext* context,
                                                            const v1::CreateFrameworkRequest* request,
                                                            v1::Framework* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const std::string request_id, ParseRequestId(request->request_id()));
    ZP_ASSIGN_OR_RETURN(const StoredFramework draft, DraftOf(*request));
    if (catalogue_.IsShipped(draft.head.name)) return Exists(draft.head.name);
    const auto decide = [draft](const std::optional<StoredFramework>& before) -> absl::StatusOr<StoredFramework> {
      if (before.has_value()) return Exists(draft.head.name);
      return draft;
    };
    ZP_ASSIGN_OR_RETURN(*response, shelf_.Change(draft.head.name, "", decide, StampOf(call, request_id),
                                                 RequestDigest("CreateFramework", *request)));
    return absl::OkStatus();
  });
}

}  // namespace zhengping::indicator
