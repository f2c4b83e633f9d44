#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/value_messages.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::GetDepartmentYear(grpc::CallbackServerContext* context,
                                                           const v1::GetDepartmentYearRequest* request,
                                                           v1::DepartmentYear* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearKey> key = YearFromName(request->name(), /*last_part=*/"", "name");
    if (!key.ok()) return done(key.status());
    departments_.GetYear(*key, [=, key = *key](absl::StatusOr<YearHead> head) {
      if (head.ok()) ToMessage(key, *head, *response);
      done(WithDepartmentField(head.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
