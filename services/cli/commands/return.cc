#include "services/cli/commands/life_step.h"

namespace zhengping::cli {

std::unique_ptr<Command> NewReturn() {
  return std::make_unique<LifeStep<reporting::v1::ReturnEvaluationRequest>>(
      &reporting::v1::ReportingService::Stub::ReturnEvaluation,
      StepWords{"return", "退回已报送的评价，须写明理由（财政审核，用 --as 姓名:finance_reviewer）",
                ReasonUse::kRequired});
}

}  // namespace zhengping::cli
