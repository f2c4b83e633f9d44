#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/transaction_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<ReverseRequest> FromMessage(const v1::ReverseTransactionRequest& message) {
  ReverseRequest request;
  ZP_ASSIGN_OR_RETURN(request.transaction, ParseChildName(message.name(), "transactions", "name"));
  std::vector<Issue> issues;
  MessageIssues(issues, "").CheckText(message.reason(), "reason", kMaxNoteCharacters);
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  request.reason = message.reason();
  request.mode = message.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  return request;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ReverseTransaction(grpc::CallbackServerContext* context,
                                                            const v1::ReverseTransactionRequest* request,
                                                            v1::Transaction* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    absl::StatusOr<ReverseRequest> reverse = FromMessage(*request);
    if (!reverse.ok()) return done(reverse.status());
    absl::StatusOr<WriteStamp> stamp = StampOf(call, clock_, request->request_id(), *request);
    if (!stamp.ok()) return done(stamp.status());
    reverse->stamp = *std::move(stamp);
    const DepartmentName department = reverse->transaction.parent;
    ledger_.Reverse(*std::move(reverse), [=](absl::StatusOr<StoredTransaction> stored) {
      if (stored.ok()) ToMessage(department, *stored, *response);
      done(WithDepartmentField(stored.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
