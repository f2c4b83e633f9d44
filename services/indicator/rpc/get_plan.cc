#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/plan_messages.h"
#include "services/indicator/rpc/year_messages.h"

namespace zhengping::indicator {
namespace {

absl::Status Tell(const YearKey& key, const StoredPlan& plan, bool with_history, v1::Plan& response) {
  if (plan.content.plan.empty() && plan.content.goals.empty()) {
    return Absent({"PLAN_NOT_FOUND", "name"},
                  "the department has no plan for this year; LoadDepartmentYear or UpdatePlan brings one");
  }
  ToMessage(key, plan.mark, plan.plan_revision, plan.content, response);
  ToMessage(plan.plan_ms, *response.mutable_update_time());
  for (int i = 0; with_history && i < response.rows_size(); ++i) {
    ToMessage(plan.histories[static_cast<size_t>(i)], *response.mutable_rows(i)->mutable_history());
  }
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::GetPlan(grpc::CallbackServerContext* context,
                                                    const v1::GetPlanRequest* request, v1::Plan* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    const absl::StatusOr<YearKey> key = ParsePlanName(request->name(), "name");
    if (!key.ok()) return done(key.status());
    store_.ReadPlan(*key, request->revision(), request->with_history(),
                    [=, key = *key](const absl::StatusOr<StoredPlan>& plan) {
                      done(plan.ok() ? Tell(key, *plan, request->with_history(), *response) : plan.status());
                    });
  });
}

}  // namespace zhengping::indicator
