#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/transaction.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/transaction_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<PostRequest> FromMessage(const v1::PostTransactionRequest& message, WriteStamp stamp) {
  PostRequest request;
  ZP_ASSIGN_OR_RETURN(request.department, ParseDepartmentName(message.parent(), "parent"));
  const YearKey key = {.department = request.department, .fiscal_year = message.transaction().fiscal_year()};
  ZP_RETURN_IF_ERROR(CheckFiscalYear(key.fiscal_year, "transaction.fiscal_year"));
  std::vector<Issue> issues;
  request.transaction = budget::FromMessage(key, message.transaction(), MessageIssues(issues, "transaction."));
  for (int i = 0; i < message.quotas_size(); ++i) {
    const std::string path = absl::StrCat("quotas[", i, "].");
    request.quotas.push_back(budget::FromMessage(key, message.quotas(i), MessageIssues(issues, path)));
    for (Issue& issue : CheckQuota(request.quotas.back().record)) {
      issue.place.field.insert(0, path);
      issues.push_back(std::move(issue));
    }
  }
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  if (request.transaction.record_id.empty()) request.transaction.record_id = stamp.request_id;
  request.expected_revision = message.expected_revision();
  request.mode = message.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  request.stamp = std::move(stamp);
  return request;
}

// The store speaks of the transaction's own fields and of the request's.
absl::Status WithRequestPath(const absl::Status& status) {
  const std::string field = RefusalOf(status).value_or(Refusal()).field;
  const bool is_of_request =
      field.empty() || field == "request_id" || field == "expected_revision" || absl::StartsWith(field, "quotas");
  return is_of_request ? status : WithFieldPrefix(status, "transaction.");
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::PostTransaction(grpc::CallbackServerContext* context,
                                                         const v1::PostTransactionRequest* request,
                                                         v1::Transaction* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    absl::StatusOr<WriteStamp> stamp = StampOf(call, clock_, request->request_id(), *request);
    if (!stamp.ok()) return done(stamp.status());
    absl::StatusOr<PostRequest> post = FromMessage(*request, *std::move(stamp));
    if (!post.ok()) return done(post.status());
    const DepartmentName department = post->department;
    ledger_.Post(*std::move(post), [=](absl::StatusOr<StoredTransaction> stored) {
      if (stored.ok()) ToMessage(department, *stored, *response);
      done(WithDepartmentField(WithRequestPath(stored.status()), "parent"));
    });
  });
}

}  // namespace zhengping::budget
