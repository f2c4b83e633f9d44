#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/special_fund_messages.h"
#include "services/budget/rpc/year_child.h"

namespace zhengping::budget {
namespace {

absl::Status NotFound(const std::string& id) {
  return Absent({"SPECIAL_FUND_NOT_FOUND", "name", ""}, absl::StrCat("the department has no special fund ", id));
}

absl::Status Respond(const YearChild& asked, const YearSnapshot& year, v1::SpecialFund& response) {
  const std::vector<SpecialFundRow>& funds = year.special_funds.funds;
  const auto row = std::find_if(funds.begin(), funds.end(),
                                [&asked](const SpecialFundRow& fund) { return fund.fund.id == asked.name.id; });
  if (row == funds.end()) return NotFound(asked.name.id);
  ToMessage(year, asked.scope, *row, response);
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::GetSpecialFund(grpc::CallbackServerContext* context,
                                                        const v1::GetSpecialFundRequest* request,
                                                        v1::SpecialFund* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearChild> asked = YearChildFromMessage(*request, "specialFunds", NotFound);
    if (!asked.ok()) return done(asked.status());
    ledger_.ReadYear(asked->key, request->revision(), [=, asked = *asked](absl::StatusOr<YearSnapshot> year) {
      done(year.ok() ? Respond(asked, *year, *response) : WithDepartmentField(year.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
