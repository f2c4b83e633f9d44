#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/statement_messages.h"
#include "services/budget/rpc/year_page.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::GetReportedFacts(grpc::CallbackServerContext* context,
                                                          const v1::GetReportedFactsRequest* request,
                                                          v1::ReportedFacts* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearKey> key = YearFromName(request->name(), "reportedFacts", "name");
    if (!key.ok()) return done(key.status());
    if (absl::Status refused = CheckRevision(request->revision(), "revision"); !refused.ok()) return done(refused);
    statements_.GetReportedFacts(*key, request->revision(), [=, key = *key](absl::StatusOr<FiledFacts> filed) {
      if (filed.ok()) ToMessage(key, *filed, *response);
      done(WithDepartmentField(filed.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
