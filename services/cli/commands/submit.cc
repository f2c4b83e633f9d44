#include "services/cli/commands/life_step.h"

namespace zhengping::cli {

std::unique_ptr<Command> NewSubmit() {
  return std::make_unique<LifeStep<reporting::v1::SubmitEvaluationRequest>>(
      &reporting::v1::ReportingService::Stub::SubmitEvaluation,
      StepWords{"submit", "报送评价（部门负责人，用 --as 姓名:department_head）", ReasonUse::kOptional});
}

}  // namespace zhengping::cli
