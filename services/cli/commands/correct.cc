#include "services/cli/commands/life_step.h"

namespace zhengping::cli {

std::unique_ptr<Command> NewCorrect() {
  return std::make_unique<LifeStep<reporting::v1::CorrectEvaluationRequest>>(
      &reporting::v1::ReportingService::Stub::CorrectEvaluation,
      StepWords{"correct", "更正已公开的评价：按现有数据重新计算，生成新版本的草稿", ReasonUse::kRequired});
}

}  // namespace zhengping::cli
