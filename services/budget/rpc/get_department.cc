#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::GetDepartment(grpc::CallbackServerContext* context,
                                                       const v1::GetDepartmentRequest* request,
                                                       v1::Department* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    absl::StatusOr<DepartmentName> name = ParseDepartmentName(request->name(), "name");
    if (!name.ok()) return done(name.status());
    departments_.Get(*std::move(name), [=](absl::StatusOr<DepartmentRow> row) {
      if (row.ok()) ToMessage(*row, *response);
      done(WithDepartmentField(row.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
