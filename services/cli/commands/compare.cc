#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "common/client/grpc_status.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/life_printing.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class Compare : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* compare = program.add_subcommand("compare", "逐项比较两次评价：数据、问题、得分、总分");
    compare->add_option("EVALUATION", first_, "前一次评价：资源名，或部门（取其最近一次评价）")->required();
    compare->add_option("OTHER", second_, "后一次评价")->required();
    AddOutput(*compare, settings);
    return compare;
  }

  int Run(Session& session) override {
    const absl::StatusOr<std::string> first = EvaluationOf(session, first_);
    if (!first.ok()) return Fail(first.status());
    const absl::StatusOr<std::string> second = EvaluationOf(session, second_);
    if (!second.ok()) return Fail(second.status());
    const absl::StatusOr<reporting::v1::CompareEvaluationsResponse> comparison =
        CompareEvaluations(session, *first, *second);
    if (!comparison.ok()) return Fail(comparison.status());
    if (session.prints_json()) {
      std::cout << ToJson(*comparison);
    } else {
      PrintDifferences(*comparison, std::cout);
    }
    return kDone;
  }

 private:
  std::string first_;
  std::string second_;
};

}  // namespace

std::unique_ptr<Command> NewCompare() { return std::make_unique<Compare>(); }

}  // namespace zhengping::cli
