#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/profile_messages.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::GetImportProfile(grpc::CallbackServerContext* context,
                                                          const v1::GetImportProfileRequest* request,
                                                          v1::ImportProfile* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<ProfileName> name = ProfileFromName(request->name(), "name");
    if (!name.ok()) return done(name.status());
    profiles_.Get(*name, [=](const absl::StatusOr<StoredProfile>& stored) {
      if (stored.ok()) ToMessage(*stored, *response);
      done(WithFieldPrefix(stored.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
