#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/domain/prose/chapter_prose.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/narrative_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::GetNarrative(grpc::CallbackServerContext* context,
                                                         const v1::GetNarrativeRequest* request,
                                                         v1::Narrative* response) {
  if (request->view() != v1::NARRATIVE_VIEW_DRAFT) {
    return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
      const absl::StatusOr<YearKey> key = ParseNarrativeName(request->name(), "name");
      if (!key.ok()) return done(key.status());
      narratives_.Get(*key, [=, key = *key](const absl::StatusOr<KeptYear>& kept) {
        done(kept.ok() ? ToMessage(key, *kept, *response) : kept.status());
      });
    });
  }
  // Written from the department-year as it stands, computed and not stored.
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const YearKey key, ParseNarrativeName(request->name(), "name"));
    ZP_ASSIGN_OR_RETURN(KeptYear kept, narratives_.Read(key));
    ZP_ASSIGN_OR_RETURN(
        const Computed computed,
        Compute(sources(), {.department = key.department, .fiscal_year = key.fiscal_year}, "", call.outgoing()));
    const bool is_stored = !kept.narrative.empty();
    kept.narrative = DraftNarrative(kept.narrative, computed.content);
    ZP_RETURN_IF_ERROR(ToMessage(key, kept, *response));
    if (!is_stored) response->clear_etag();
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
