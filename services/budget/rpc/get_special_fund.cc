#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/special_fund_messages.h"
#include "services/budget/rpc/year_page.h"

namespace zhengping::budget {
namespace {

struct Query {
  ChildName fund;
  YearKey key;
  EntryScope scope;
};

absl::Status NotFound(const std::string& id) {
  return Absent({"SPECIAL_FUND_NOT_FOUND", "name", ""}, absl::StrCat("the department has no special fund ", id));
}

absl::StatusOr<Query> FromMessage(const v1::GetSpecialFundRequest& request) {
  Query query;
  ZP_ASSIGN_OR_RETURN(query.fund, ParseChildName(request.name(), "specialFunds", "name"));
  ZP_ASSIGN_OR_RETURN(query.scope.as_of, AsOfFromMessage(request));
  ZP_RETURN_IF_ERROR(CheckRevision(request.revision(), "revision"));
  const std::optional<int> fiscal_year = YearOfId(query.fund.id);
  if (!fiscal_year.has_value()) return NotFound(query.fund.id);
  query.key = {.department = query.fund.parent, .fiscal_year = *fiscal_year};
  return query;
}

absl::Status Respond(const Query& query, const YearSnapshot& year, v1::SpecialFund& response) {
  const std::vector<SpecialFundRow>& funds = year.special_funds.funds;
  const auto row = std::find_if(funds.begin(), funds.end(),
                                [&query](const SpecialFundRow& fund) { return fund.fund.id == query.fund.id; });
  if (row == funds.end()) return NotFound(query.fund.id);
  ToMessage(year, query.scope, *row, response);
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::GetSpecialFund(grpc::CallbackServerContext* context,
                                                        const v1::GetSpecialFundRequest* request,
                                                        v1::SpecialFund* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    ledger_.ReadYear(query->key, request->revision(), [=, query = *query](absl::StatusOr<YearSnapshot> year) {
      done(year.ok() ? Respond(query, *year, *response) : WithDepartmentField(year.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
