#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/transaction_messages.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::GetTransaction(grpc::CallbackServerContext* context,
                                                        const v1::GetTransactionRequest* request,
                                                        v1::Transaction* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<ChildName> name = ParseChildName(request->name(), "transactions", "name");
    if (!name.ok()) return done(name.status());
    ledger_.GetTransaction(*name, [=, department = name->parent](absl::StatusOr<StoredTransaction> stored) {
      if (stored.ok()) ToMessage(department, *stored, *response);
      done(WithDepartmentField(stored.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
