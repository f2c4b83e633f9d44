#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <string>

#include "common/client/grpc_status.h"
#include "common/status/status_macros.h"
#include "services/cli/claimed_sheet.h"
#include "services/cli/commands/command.h"
#include "services/cli/evaluation_argument.h"
#include "services/cli/exit_status.h"
#include "services/cli/printing.h"
#include "services/cli/sheet_check_printing.h"

namespace zhengping::cli {
namespace {

// Recomputes a filed sheet. An evaluation's, with all that is held of its year; a path's, offline, likewise; a path's
// beside running services, or of a case that cannot be evaluated, alone.
class Check : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* check = program.add_subcommand("check", "自评复核：重算已报自评表，列出每一处不符；有不符时以 3 结束");
    check->add_option("EVALUATION", argument_, "评价；或部门（取其最近一次评价）；或案卷路径")->required();
    check->add_option("--framework", request_.framework, "案卷路径的评价体系；默认用案卷所写的");
    AddOutput(*check, settings);
    return check;
  }

  int Run(Session& session) override {
    const absl::StatusOr<reporting::v1::SheetCheck> check = CheckArgument(session);
    if (!check.ok()) return Fail(check.status());
    if (session.prints_json()) {
      std::cout << ToJson(*check);
    } else {
      PrintSheetCheck(*check, std::cout);
    }
    return check->discrepancies().empty() ? kDone : kErrorsInData;
  }

 private:
  absl::StatusOr<reporting::v1::SheetCheck> CheckArgument(Session& session) {
    if (!std::filesystem::exists(argument_)) {
      ZP_ASSIGN_OR_RETURN(const std::string name, session.FindEvaluation(argument_));
      return Ask(session, OfEvaluation(name));
    }
    ZP_ASSIGN_OR_RETURN(const reporting::v1::CheckSelfEvaluationRequest alone,
                        SheetAlone(session, argument_, request_.framework));
    if (!session.takes_paths()) return Ask(session, alone);
    const absl::StatusOr<reporting::v1::Evaluation> evaluation = EvaluateArgument(session, argument_, request_);
    if (evaluation.ok()) return Ask(session, OfEvaluation(evaluation->name()));
    std::cerr << "案卷不能评价，只核对自评表本身：" << evaluation.status().message() << "\n";
    return Ask(session, alone);
  }

  static reporting::v1::CheckSelfEvaluationRequest OfEvaluation(const std::string& name) {
    reporting::v1::CheckSelfEvaluationRequest request;
    request.set_parent(name.substr(0, name.find("/departments/")));
    request.set_evaluation(name);
    return request;
  }

  static absl::StatusOr<reporting::v1::SheetCheck> Ask(Session& session,
                                                       const reporting::v1::CheckSelfEvaluationRequest& request) {
    reporting::v1::SheetCheck check;
    ZP_RETURN_IF_ERROR(FromGrpcStatus(
        session.reporting().CheckSelfEvaluation(session.NewContext().get(), request, &check), "reporting"));
    return check;
  }

  std::string argument_;
  EvaluationRequest request_;
};

}  // namespace

std::unique_ptr<Command> NewCheck() { return std::make_unique<Check>(); }

}  // namespace zhengping::cli
