#include <memory>
#include <string>
#include <utility>

#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/plan_messages.h"

namespace zhengping::indicator {
namespace {

// The framework of the plan as it will be: the one that the update names, else the one that the plan has.
absl::Status ResolveFramework(const v1::UpdatePlanRequest& request, const FrameworkCatalogue& catalogue,
                              const StoredYear& year, PlanChange& change) {
  PlanUpdate& update = change.update;
  update.framework_before = year.content.framework;
  update.framework = year.content.framework;
  const std::string name = change.changes_framework   ? request.plan().framework()
                           : update.framework.empty() ? ""
                                                      : FrameworkResourceName(update.framework);
  if (name.empty()) {
    update.framework.clear();
    return absl::OkStatus();
  }
  ZP_ASSIGN_OR_RETURN(update.compiled, catalogue.FindByName(name, "plan.framework"));
  update.framework = update.compiled->framework().name;
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::UpdatePlan(grpc::CallbackServerContext* context,
                                                       const v1::UpdatePlanRequest* request, v1::Plan* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const absl::StatusOr<std::string> request_id = ParseRequestId(request->request_id());
    if (!request_id.ok()) return done(request_id.status());
    const absl::StatusOr<PlanChange> change = FromMessage(*request);
    if (!change.ok()) return done(change.status());
    const YearKey key = change->update.key;
    const auto tell = [=](const absl::StatusOr<StoredPlan>& plan) {
      if (plan.ok()) ToMessage(key, plan->mark, plan->plan_revision, plan->content, *response);
      if (plan.ok()) ToMessage(plan->plan_ms, *response->mutable_update_time());
      done(plan.status());
    };
    // The framework is looked up between reading and writing; the write refuses if the plan has another one by then.
    store_.ReadYear(key, 0,
                    [=, this, change = *change,
                     stamp = StampOf(call, *request_id)](const absl::StatusOr<StoredYear>& year) mutable {
                      if (!year.ok()) return done(year.status());
                      const absl::Status resolved = ResolveFramework(*request, catalogue_, *year, change);
                      if (!resolved.ok()) return done(resolved);
                      if (request->validate_only()) {
                        return store_.PreviewUpdatePlan(change.update, [=](const absl::StatusOr<YearContent>& content) {
                          if (content.ok()) ToMessage(key, year->mark, year->plan_revision, *content, *response);
                          done(content.status());
                        });
                      }
                      store_.UpdatePlan(change.update, stamp, [=, this](const absl::StatusOr<YearMark>& mark) {
                        if (!mark.ok()) return done(mark.status());
                        store_.ReadPlan(key, mark->revision, /*with_history=*/false, tell);
                      });
                    });
  });
}

}  // namespace zhengping::indicator
