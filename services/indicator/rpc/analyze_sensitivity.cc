#include <vector>

#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/sensitivity/sensitivity.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/score_question.h"
#include "services/indicator/rpc/sensitivity_messages.h"

namespace zhengping::indicator {
namespace {

absl::Status Analyze(const ScoreQuestion& question, const YearContent& content, SlotWeights slot_weights,
                     v1::AnalyzeSensitivityResponse& response) {
  const std::vector<PlanRow> plan = PlanOf(content, question.project);
  ZP_ASSIGN_OR_RETURN(
      const Sensitivity sensitivity,
      AnalyzeSensitivity({*question.framework, plan, content.observations, question.facts, question.as_of},
                         {.slot_weights = slot_weights}));
  ToMessage(sensitivity, response);
  return absl::OkStatus();
}

}  // namespace

// On the workers: a sheet with many lost points is probed some hundred thousand times.
grpc::ServerUnaryReactor* IndicatorService::AnalyzeSensitivity(grpc::CallbackServerContext* context,
                                                               const v1::AnalyzeSensitivityRequest* request,
                                                               v1::AnalyzeSensitivityResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    const bool is_queued = workers_.Submit([=, this] {
      const absl::StatusOr<ScoreQuestion> question = ScoreQuestionFrom(request->score(), catalogue_);
      if (!question.ok()) return done(WithFieldPrefix(question.status(), "score."));
      if (question->sheet.has_value()) {
        return done(Analyze(*question, *question->sheet, question->slot_weights, *response));
      }
      store_.ReadYear(question->key, request->score().revision(),
                      [=, this, question = *question](const absl::StatusOr<StoredYear>& year) {
                        if (!year.ok()) return done(year.status());
                        const bool is_own = year->content.framework == question.framework->framework().name;
                        const SlotWeights weights = is_own ? SlotWeights::kRefuse : SlotWeights::kScale;
                        const bool is_queued_again = workers_.Submit(
                            [=, content = year->content] { done(Analyze(question, content, weights, *response)); });
                        if (!is_queued_again) done(server::WorkersBusy());
                      });
    });
    if (!is_queued) done(server::WorkersBusy());
  });
}

}  // namespace zhengping::indicator
