#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/plan_messages.h"
#include "services/indicator/rpc/year_messages.h"

namespace zhengping::indicator {
namespace {

absl::Status Tell(const YearKey& key, const StoredYear& year, v1::Plan& response) {
  if (year.content.plan.empty()) {
    return Absent({"PLAN_NOT_FOUND", "name"},
                  "the department has no plan for this year; LoadDepartmentYear brings one");
  }
  response.set_name(PlanName(key));
  for (const PlanRow& row : year.content.plan) ToMessage(row, *response.add_rows());
  if (!year.content.framework.empty()) response.set_framework(FrameworkResourceName(year.content.framework));
  response.set_revision(year.mark.revision);
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::GetPlan(grpc::CallbackServerContext* context,
                                                    const v1::GetPlanRequest* request, v1::Plan* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    const absl::StatusOr<YearKey> key = ParsePlanName(request->name(), "name");
    if (!key.ok()) return done(key.status());
    store_.ReadYear(*key, /*revision=*/0, [=, key = *key](const absl::StatusOr<StoredYear>& year) {
      done(year.ok() ? Tell(key, *year, *response) : year.status());
    });
  });
}

}  // namespace zhengping::indicator
