#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/year_page.h"

namespace zhengping::budget {
namespace {

void Respond(const YearPage& page, const YearSnapshot& year, v1::ListQuotasResponse& response) {
  EntryScope scope;
  scope.as_of = page.as_of;
  const std::map<std::string, v1::BalanceSums> sums = SumsByQuota(year, scope);
  std::string last;
  for (const QuotaRow& row : year.quotas) {  // by id
    if (row.record.id <= page.after) continue;
    if (response.quotas_size() == page.size) {
      response.set_next_page_token(page.NextToken(year.ledger.revision, last));
      break;
    }
    last = row.record.id;
    v1::Quota& quota = *response.add_quotas();
    ToMessage(page.key, row, quota);
    *quota.mutable_sums() = sums.at(row.record.id);
  }
  ToMark(page.key, year.ledger.revision, year.digest, *response.mutable_mark());
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListQuotas(grpc::CallbackServerContext* context,
                                                    const v1::ListQuotasRequest* request,
                                                    v1::ListQuotasResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearPage> page = YearPageFromMessage("ListQuotas", *request, {});
    if (!page.ok()) return done(page.status());
    ledger_.ReadYear(page->key, page->revision, [=, page = *page](absl::StatusOr<YearSnapshot> year) {
      if (year.ok()) Respond(page, *year, *response);
      done(WithDepartmentField(year.status(), "parent"));
    });
  });
}

}  // namespace zhengping::budget
