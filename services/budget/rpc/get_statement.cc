#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/statement_messages.h"
#include "services/budget/rpc/year_page.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::GetStatement(grpc::CallbackServerContext* context,
                                                      const v1::GetStatementRequest* request, v1::Statement* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearKey> key = YearFromName(request->name(), "statement", "name");
    if (!key.ok()) return done(key.status());
    if (absl::Status refused = CheckRevision(request->revision(), "revision"); !refused.ok()) return done(refused);
    statements_.Get(*key, request->revision(), [=, key = *key](absl::StatusOr<FiledStatement> filed) {
      if (filed.ok()) ToMessage(key, *filed, *response);
      done(WithDepartmentField(filed.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
