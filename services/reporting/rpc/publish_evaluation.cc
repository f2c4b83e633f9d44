#include <utility>

#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/reporting/documents/report/published_report.h"
#include "services/reporting/rpc/life_orders.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

// What can be refused without asking anybody is refused first; the store decides again, in the transaction that
// publishes.
grpc::ServerUnaryReactor* ReportingService::PublishEvaluation(grpc::CallbackServerContext* context,
                                                              const v1::PublishEvaluationRequest* request,
                                                              v1::Evaluation* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const bool is_queued = workers_.Submit([=, this, &call] {
      if (call.IsOver()) return done(call.WhyOver());
      absl::StatusOr<LifeOrder> order = OrderFrom(*request, LifeAction::kPublish, call.caller, StampOf(call).now_ms);
      if (!order.ok()) return done(order.status());
      if (const absl::Status possible = lives_.Check(*order); !possible.ok()) return done(possible);
      const absl::StatusOr<Evaluation> evaluation = evaluations_.Read(order->key);
      if (!evaluation.ok()) return done(evaluation.status());
      absl::StatusOr<std::vector<DepartmentYearMark>> heads = freshness_.Heads(*evaluation, call.outgoing());
      if (!heads.ok()) return done(heads.status());
      order->heads = *std::move(heads);
      if (const absl::Status possible = lives_.Check(*order); !possible.ok()) return done(possible);
      if (signing_.signer == nullptr) {
        return done(NotNow({"SIGNING_KEY_MISSING", ""}, "what is published is signed: configure a signing key"));
      }
      absl::StatusOr<std::string> file = SignReport(*evaluation, order->step.actor, order->now_ms, signing_);
      if (!file.ok()) return done(file.status());
      order->published_file = *std::move(file);
      // Only the evaluation as it was read, and signed, is published.
      if (order->etag.empty()) order->etag = FormatEtag(evaluation->head.step);
      Advance(std::move(order), response, done);
    });
    if (!is_queued) done(server::WorkersBusy());
  });
}

}  // namespace zhengping::reporting
