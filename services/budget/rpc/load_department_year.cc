#include "absl/time/time.h"
#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/load_messages.h"

namespace zhengping::budget {

grpc::ServerReadReactor<v1::LoadDepartmentYearRequest>* BudgetService::LoadDepartmentYear(
    grpc::CallbackServerContext* context, v1::LoadDepartmentYearResponse* response) {
  return server::AnswerStream<v1::LoadDepartmentYearRequest>(
      context, [=, this](const server::CallContext& call, std::vector<v1::LoadDepartmentYearRequest>& messages,
                         server::Done done) {
        absl::StatusOr<LoadRequest> load = FromMessages(messages);
        if (!load.ok()) return done(load.status());
        load->stamp.caller = call.caller.who;
        load->stamp.now_ms = absl::ToUnixMillis(clock_.Now());
        const YearKey key = load->key;
        ledger_.Load(*std::move(load), [=](absl::StatusOr<LoadAnswer> answer) {
          if (answer.ok()) ToMessage(key, *answer, *response);
          done(WithDepartmentField(answer.status(), "head.parent"));
        });
      });
}

}  // namespace zhengping::budget
