#include "absl/strings/str_cat.h"
#include "common/resource_name/resource_name.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/domain/narrative.h"
#include "services/reporting/domain/prose/observation_proposals.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/proposal_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

// Reads the text and nothing else: no store, no other service.
grpc::ServerUnaryReactor* ReportingService::ProposeObservations(grpc::CallbackServerContext* context,
                                                                const v1::ProposeObservationsRequest* request,
                                                                v1::ProposeObservationsResponse* response) {
  return server::AnswerOn(readers_, context, *request, [=](const server::CallContext&) -> absl::Status {
    ZP_RETURN_IF_ERROR(ParseDepartmentName(request->parent(), "parent").status());
    ZP_ASSIGN_OR_RETURN(const int fiscal_year, ParseFiscalYear(request->fiscal_year()));
    if (request->text().empty()) return Invalid({"FIELD_MISSING", "text"}, "there is no text to read");
    if (request->text().size() > kMostNarrativeBytes) {
      return Invalid({"TEXT_TOO_LONG", "text"}, absl::StrCat("a text has at most ", kMostNarrativeBytes,
                                                             " bytes, this one has ", request->text().size()));
    }
    ToMessage(reporting::ProposeObservations(request->text(), fiscal_year), fiscal_year, *response);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
