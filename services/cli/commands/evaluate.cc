#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "common/client/grpc_status.h"
#include "common/date/date.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class Evaluate : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* evaluate = program.add_subcommand("evaluate", "评价一个部门的一个年度：得分、四类问题");
    evaluate->add_option("DEPARTMENT", department_, "部门：资源名、代码或名称；--offline 时可为案卷路径")->required();
    evaluate->add_option("--year", request_.year, "预算年度");
    evaluate->add_option("--as-of", request_.as_of, "只计算到这一天，如 2023-06-30");
    evaluate->add_option("--framework", request_.framework, "评价体系，如 hunan-a-2017；默认用案卷所写的");
    AddOutput(*evaluate, settings);
    return evaluate;
  }

  int Run(Session& session) override {
    const absl::StatusOr<reporting::v1::Evaluation> evaluation = EvaluateArgument(session, department_, request_);
    if (!evaluation.ok()) return Fail(evaluation.status());
    if (session.prints_json()) {
      std::cout << ToJson(*evaluation);
    } else {
      PrintEvaluation(*evaluation, std::cout);
    }
    return kDone;
  }

 private:
  std::string department_;
  EvaluationRequest request_;
};

}  // namespace

std::unique_ptr<Command> NewEvaluate() { return std::make_unique<Evaluate>(); }

}  // namespace zhengping::cli
