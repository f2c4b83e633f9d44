#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::budget {
namespace {

void Respond(const YearKey& key, const ChainCheck& check, v1::VerifyDigestsResponse& response) {
  response.set_is_intact(check.first_bad_revision == 0);
  response.set_first_bad_revision(check.first_bad_revision);
  if (!check.first_bad_transaction.empty()) {
    response.set_first_bad_transaction(
        FormatName(ChildName{key.department, check.first_bad_transaction}, "transactions"));
  }
  response.set_revision_count(check.revisions);
  ToMark(key, check.mark.revision, check.mark.digest, *response.mutable_mark());
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::VerifyDigests(grpc::CallbackServerContext* context,
                                                       const v1::VerifyDigestsRequest* request,
                                                       v1::VerifyDigestsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearKey> key = YearFromName(request->name(), /*last_part=*/"", "name");
    if (!key.ok()) return done(key.status());
    ledger_.VerifyDigests(*key, [=, key = *key](absl::StatusOr<ChainCheck> check) {
      if (check.ok()) Respond(key, *check, *response);
      done(WithDepartmentField(check.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
