#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/settings_messages.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::GetAnalysisSettings(grpc::CallbackServerContext* context,
                                                             const v1::GetAnalysisSettingsRequest* request,
                                                             v1::AnalysisSettings* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<DivisionYear> key = SettingsFromName(request->name(), "name");
    if (!key.ok()) return done(key.status());
    settings_.Get(*key, [=, key = *key](absl::StatusOr<StoredSettings> stored) {
      if (stored.ok()) ToMessage(key, *stored, *response);
      done(stored.status());
    });
  });
}

}  // namespace zhengping::budget
