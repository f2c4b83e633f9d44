#include "common/server/answer.h"
#include "services/reporting/rpc/narrative_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::UpdateNarrative(grpc::CallbackServerContext* context,
                                                            const v1::UpdateNarrativeRequest* request,
                                                            v1::Narrative* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const absl::StatusOr<NarrativeChange> change = FromMessage(*request);
    if (!change.ok()) return done(change.status());
    narratives_.Change(*change, StampOf(call), [=, key = change->key](const absl::StatusOr<KeptYear>& kept) {
      done(kept.ok() ? ToMessage(key, *kept, *response) : kept.status());
    });
  });
}

}  // namespace zhengping::reporting
