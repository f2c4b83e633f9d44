#include <utility>

#include "common/server/answer.h"
#include "services/reporting/rpc/evaluation_messages.h"
#include "services/reporting/rpc/life_orders.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

// Computed as CreateEvaluation does, for the same subject and under the same framework.
grpc::ServerUnaryReactor* ReportingService::CorrectEvaluation(grpc::CallbackServerContext* context,
                                                              const v1::CorrectEvaluationRequest* request,
                                                              v1::Evaluation* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const bool is_queued = workers_.Submit([=, this, &call] {
      if (call.IsOver()) return done(call.WhyOver());
      const WriteStamp stamp = StampOf(call);
      const absl::StatusOr<LifeOrder> order = OrderFrom(*request, LifeAction::kCorrect, call.caller, stamp.now_ms);
      if (!order.ok()) return done(order.status());
      if (const absl::Status possible = lives_.Check(*order); !possible.ok()) return done(possible);
      const absl::StatusOr<Evaluation> old = evaluations_.Read(order->key);
      if (!old.ok()) return done(old.status());
      absl::StatusOr<Computed> computed = Compute(sources(), SubjectOf(old->content), old->content.scorecard.framework,
                                                  call.outgoing(), RetiredFramework::kAllowed);
      if (!computed.ok()) return done(computed.status());
      lives_.Correct(*order, *std::move(computed), release_, stamp,
                     [done, response](const absl::StatusOr<Evaluation>& created) {
                       if (created.ok()) ToMessage(*created, *response);
                       done(created.status());
                     });
    });
    if (!is_queued) done(server::WorkersBusy());
  });
}

}  // namespace zhengping::reporting
