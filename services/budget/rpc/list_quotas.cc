#include <set>

#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/ledger_filter_messages.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/year_page.h"
#include "zhengping/type/fact.pb.h"

namespace zhengping::budget {
namespace {

struct Query {
  YearPage page;
  LedgerFilter filter;
};

absl::StatusOr<Query> FromMessage(const v1::ListQuotasRequest& request) {
  Query query;
  std::vector<std::string> further;
  ZP_ASSIGN_OR_RETURN(query.filter, FilterFromMessage(request, further));
  ZP_ASSIGN_OR_RETURN(query.page, YearPageFromMessage("ListQuotas", request, further));
  query.filter.scope.as_of = query.page.as_of;
  return query;
}

void Respond(const Query& query, const YearSnapshot& year, v1::ListQuotasResponse& response) {
  const YearPage& page = query.page;
  // The sums are those of the whole quota, whatever entries the filter looked for.
  const std::map<std::string, v1::BalanceSums> sums = SumsByQuota(year, {.as_of = page.as_of, .conditions = {}});
  const std::set<std::string> matching = MatchingQuotas(year.ledger, query.filter);
  std::string last;
  for (const QuotaRow& row : year.quotas) {  // by id
    if (row.record.id <= page.after || matching.count(row.record.id) == 0) continue;
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
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    const YearPage& page = query->page;
    ledger_.ReadYear(page.key, page.revision, [=, query = *query](absl::StatusOr<YearSnapshot> year) {
      if (year.ok()) Respond(query, *year, *response);
      done(WithDepartmentField(year.status(), "parent"));
    });
  });
}

}  // namespace zhengping::budget
