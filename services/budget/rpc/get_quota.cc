#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/year_page.h"

namespace zhengping::budget {
namespace {

struct Query {
  ChildName quota;
  YearKey key;
  EntryScope scope;
};

absl::Status NotFound(const std::string& id) {
  return Absent({"QUOTA_NOT_FOUND", "name", ""}, absl::StrCat("the department has no quota ", id));
}

absl::StatusOr<Query> FromMessage(const v1::GetQuotaRequest& request) {
  Query query;
  ZP_ASSIGN_OR_RETURN(query.quota, ParseChildName(request.name(), "quotas", "name"));
  ZP_ASSIGN_OR_RETURN(query.scope.as_of, AsOfFromMessage(request));
  ZP_RETURN_IF_ERROR(CheckRevision(request.revision(), "revision"));
  const std::optional<int> fiscal_year = YearOfId(query.quota.id);
  if (!fiscal_year.has_value()) return NotFound(query.quota.id);
  query.key = {.department = query.quota.parent, .fiscal_year = *fiscal_year};
  return query;
}

absl::Status Respond(const Query& query, const YearSnapshot& year, v1::Quota& response) {
  const auto row = std::find_if(year.quotas.begin(), year.quotas.end(),
                                [&query](const QuotaRow& quota) { return quota.record.id == query.quota.id; });
  if (row == year.quotas.end()) return NotFound(query.quota.id);
  ToMessage(query.key, *row, response);
  *response.mutable_sums() = SumsByQuota(year, query.scope).at(query.quota.id);
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::GetQuota(grpc::CallbackServerContext* context,
                                                  const v1::GetQuotaRequest* request, v1::Quota* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    ledger_.ReadYear(query->key, request->revision(), [=, query = *query](absl::StatusOr<YearSnapshot> year) {
      done(year.ok() ? Respond(query, *year, *response) : WithDepartmentField(year.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
