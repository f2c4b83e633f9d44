#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/special_fund_messages.h"
#include "services/budget/rpc/year_page.h"

namespace zhengping::budget {
namespace {

void Respond(const YearPage& page, const YearSnapshot& year, v1::ListSpecialFundsResponse& response) {
  EntryScope scope;
  scope.as_of = page.as_of;
  std::string last;
  for (const SpecialFundRow& row : year.special_funds.funds) {  // by id
    if (row.fund.id <= page.after) continue;
    if (response.special_funds_size() == page.size) {
      response.set_next_page_token(page.NextToken(year.ledger.revision, last));
      break;
    }
    last = row.fund.id;
    ToMessage(year, scope, row, *response.add_special_funds());
  }
  ToMark(page.key, year.ledger.revision, year.digest, *response.mutable_mark());
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListSpecialFunds(grpc::CallbackServerContext* context,
                                                          const v1::ListSpecialFundsRequest* request,
                                                          v1::ListSpecialFundsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearPage> page = YearPageFromMessage("ListSpecialFunds", *request, {});
    if (!page.ok()) return done(page.status());
    ledger_.ReadYear(page->key, page->revision, [=, page = *page](absl::StatusOr<YearSnapshot> year) {
      if (year.ok()) Respond(page, *year, *response);
      done(WithDepartmentField(year.status(), "parent"));
    });
  });
}

}  // namespace zhengping::budget
