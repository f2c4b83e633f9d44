#include "services/cli/commands/life_step.h"

namespace zhengping::cli {

std::unique_ptr<Command> NewReview() {
  return std::make_unique<LifeStep<reporting::v1::ReviewEvaluationRequest>>(
      &reporting::v1::ReportingService::Stub::ReviewEvaluation,
      StepWords{"review", "审定已报送的评价（财政审核，填报人不能审核）", ReasonUse::kOptional});
}

}  // namespace zhengping::cli
