#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/life_printing.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using Response = reporting::v1::ListEvaluationEventsResponse;

class Timeline : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* timeline = program.add_subcommand("timeline", "一次评价的经过：谁、何时、做了什么、为什么");
    timeline->add_option("EVALUATION", evaluation_, "评价的资源名，或部门（取其最近一次评价）")->required();
    AddOutput(*timeline, settings);
    return timeline;
  }

  int Run(Session& session) override {
    Response response;
    if (const absl::Status status = Ask(session, response); !status.ok()) return Fail(status);
    if (session.prints_json()) {
      std::cout << ToJson(response);
    } else {
      PrintTimeline(response, std::cout);
    }
    return kDone;
  }

 private:
  absl::Status Ask(Session& session, Response& response) {
    reporting::v1::ListEvaluationEventsRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_parent(), EvaluationOf(session, evaluation_));
    return FromGrpcStatus(session.reporting().ListEvaluationEvents(session.NewContext().get(), request, &response),
                          "reporting");
  }

  std::string evaluation_;
};

}  // namespace

std::unique_ptr<Command> NewTimeline() { return std::make_unique<Timeline>(); }

}  // namespace zhengping::cli
