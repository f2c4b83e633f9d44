#include <utility>

#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/rpc/life_orders.h"
#include "services/reporting/rpc/reporting_service.h"
#include "zhengping/reporting/v1/review_requests.pb.h"

namespace zhengping::reporting {
namespace {

absl::StatusOr<LifeOrder> AdjustmentFrom(const v1::AdjustScoreRequest& request, const server::Caller& caller,
                                         int64_t now_ms) {
  ZP_ASSIGN_OR_RETURN(LifeOrder order, OrderFrom(request.name(), request.etag(), request.adjustment().reason(),
                                                 LifeAction::kAdjust, caller, now_ms));
  absl::StatusOr<Adjustment> adjustment = FromMessage(request.adjustment());
  if (!adjustment.ok()) return WithFieldPrefix(adjustment.status(), "adjustment.");
  order.adjustment = *std::move(adjustment);
  return order;
}

// The reason of an adjustment stands in it.
absl::Status InRequest(absl::Status status) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  return refusal.has_value() && refusal->field == "reason" ? WithFieldPrefix(std::move(status), "adjustment.") : status;
}

}  // namespace

// Indicator is asked for the framework's grades only when the step would be taken.
grpc::ServerUnaryReactor* ReportingService::AdjustScore(grpc::CallbackServerContext* context,
                                                        const v1::AdjustScoreRequest* request,
                                                        v1::Evaluation* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const bool is_queued = workers_.Submit([=, this, &call] {
      if (call.IsOver()) return done(call.WhyOver());
      absl::StatusOr<LifeOrder> order = AdjustmentFrom(*request, call.caller, StampOf(call).now_ms);
      if (!order.ok()) return done(order.status());
      if (const absl::Status possible = lives_.Check(*order); !possible.ok()) return done(InRequest(possible));
      const absl::StatusOr<Evaluation> evaluation = evaluations_.Read(order->key);
      if (!evaluation.ok()) return done(evaluation.status());
      absl::StatusOr<std::vector<GradeBand>> grades = indicator_.Grades(
          evaluation->content.scorecard.framework, evaluation->watermark.framework_hash, call.outgoing());
      if (!grades.ok()) return done(grades.status());
      order->grades = *std::move(grades);
      Advance(std::move(order), response, server::Done([done](absl::Status status) { done(InRequest(status)); }));
    });
    if (!is_queued) done(server::WorkersBusy());
  });
}

}  // namespace zhengping::reporting
