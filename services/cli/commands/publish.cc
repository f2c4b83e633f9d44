#include "services/cli/commands/life_step.h"

namespace zhengping::cli {

std::unique_ptr<Command> NewPublish() {
  return std::make_unique<LifeStep<reporting::v1::PublishEvaluationRequest>>(
      &reporting::v1::ReportingService::Stub::PublishEvaluation,
      StepWords{"publish", "签名并公开已审定的评价", ReasonUse::kOptional});
}

}  // namespace zhengping::cli
