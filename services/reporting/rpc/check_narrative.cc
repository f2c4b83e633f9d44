#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/narrative_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

// The prose is held against the department-year as it stands, computed and not stored.
grpc::ServerUnaryReactor* ReportingService::CheckNarrative(grpc::CallbackServerContext* context,
                                                           const v1::CheckNarrativeRequest* request,
                                                           v1::NarrativeCheck* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const YearKey key, ParseNarrativeName(request->name(), "name"));
    ZP_ASSIGN_OR_RETURN(const KeptYear kept, narratives_.Read(key));
    if (kept.narrative.empty()) return Absent({"NARRATIVE_NOT_FOUND", "name"}, "there is no prose to check");
    ZP_ASSIGN_OR_RETURN(
        const Computed computed,
        Compute(sources(), {.department = key.department, .fiscal_year = key.fiscal_year}, "", call.outgoing()));
    ToMessage(ParseNarrative(computed.content.narrative), computed.content, *response);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
