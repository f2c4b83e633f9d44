#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/load_messages.h"

namespace zhengping::indicator {

grpc::ServerUnaryReactor* IndicatorService::LoadDepartmentYear(grpc::CallbackServerContext* context,
                                                               const v1::LoadDepartmentYearRequest* request,
                                                               v1::LoadDepartmentYearResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const absl::StatusOr<std::string> request_id = ParseRequestId(request->request_id());
    if (!request_id.ok()) return done(request_id.status());
    std::vector<Issue> unread;
    const absl::StatusOr<YearLoad> load = FromMessage(*request, catalogue_, unread);
    if (!load.ok()) return done(load.status());
    const auto answer = [=, key = load->key](const absl::StatusOr<Loaded>& loaded) {
      if (loaded.ok()) ToMessage(key, *loaded, unread, *response);
      done(loaded.status());
    };
    if (request->validate_only()) return store_.PreviewLoad(*load, answer);
    if (absl::Status refusal = RefusalOfUnread(unread); !refusal.ok()) return done(refusal);
    store_.Load(*load, StampOf(call, *request_id), answer);
  });
}

}  // namespace zhengping::indicator
