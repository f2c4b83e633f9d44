#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"
#include "services/cli/rectification_tables.h"

namespace zhengping::cli {
namespace {

// Proposals for next year's targets.
class NextPlan : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* next_plan = program.add_subcommand("next-plan", "下年度绩效目标建议：逐项写明理由，供人工确认");
    next_plan
        ->add_option("EVALUATION", evaluation_, "评价的资源名，或部门（取其最近一次评价）；--offline 时可为案卷路径")
        ->required();
    AddOutput(*next_plan, settings);
    return next_plan;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    reporting::v1::ProposeNextPlanRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_name(), EvaluationOf(session, evaluation_));
    reporting::v1::ProposeNextPlanResponse response;
    ZP_RETURN_IF_ERROR(FromGrpcStatus(
        session.reporting().ProposeNextPlan(session.NewContext().get(), request, &response), "reporting"));
    std::cout << (session.prints_json() ? ToJson(response) : NextPlanTable(response));
    return absl::OkStatus();
  }

  std::string evaluation_;
};

}  // namespace

std::unique_ptr<Command> NewNextPlan() { return std::make_unique<NextPlan>(); }

}  // namespace zhengping::cli
