#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/year_child.h"

namespace zhengping::budget {
namespace {

absl::Status NotFound(const std::string& id) {
  return Absent({"QUOTA_NOT_FOUND", "name", ""}, absl::StrCat("the department has no quota ", id));
}

absl::Status Respond(const YearChild& asked, const YearSnapshot& year, v1::Quota& response) {
  const auto row = std::find_if(year.quotas.begin(), year.quotas.end(),
                                [&asked](const QuotaRow& quota) { return quota.record.id == asked.name.id; });
  if (row == year.quotas.end()) return NotFound(asked.name.id);
  ToMessage(asked.key, *row, response);
  *response.mutable_sums() = SumsByQuota(year, asked.scope).at(asked.name.id);
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::GetQuota(grpc::CallbackServerContext* context,
                                                  const v1::GetQuotaRequest* request, v1::Quota* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearChild> asked = YearChildFromMessage(*request, "quotas", NotFound);
    if (!asked.ok()) return done(asked.status());
    ledger_.ReadYear(asked->key, request->revision(), [=, asked = *asked](absl::StatusOr<YearSnapshot> year) {
      done(year.ok() ? Respond(asked, *year, *response) : WithDepartmentField(year.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
