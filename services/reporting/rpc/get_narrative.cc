#include "common/server/answer.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/narrative_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::GetNarrative(grpc::CallbackServerContext* context,
                                                         const v1::GetNarrativeRequest* request,
                                                         v1::Narrative* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    const absl::StatusOr<YearKey> key = ParseNarrativeName(request->name(), "name");
    if (!key.ok()) return done(key.status());
    narratives_.Get(*key, [=, key = *key](const absl::StatusOr<KeptYear>& kept) {
      done(kept.ok() ? ToMessage(key, *kept, *response) : kept.status());
    });
  });
}

}  // namespace zhengping::reporting
