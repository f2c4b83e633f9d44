// What the verbs of an evaluation's life share: the evaluation, --etag, a reason, and the answer, which is the
// evaluation after the step. Who acts is the program's --as.
#ifndef ZHENGPING_SERVICES_CLI_COMMANDS_LIFE_STEP_H_
#define ZHENGPING_SERVICES_CLI_COMMANDS_LIFE_STEP_H_

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

enum class ReasonUse { kOptional, kRequired };

struct StepWords {
  const char* verb;
  const char* description;
  ReasonUse reason;
};

// Prints where the evaluation stands, or its JSON.
inline int TellStep(const Session& session, const absl::Status& status, const reporting::v1::Evaluation& evaluation) {
  if (!status.ok()) return Fail(status);
  if (session.prints_json()) {
    std::cout << ToJson(evaluation);
  } else {
    PrintStanding(evaluation, std::cout);
  }
  return kDone;
}

template <typename Request>
class LifeStep : public Command {
 public:
  using Rpc = grpc::Status (reporting::v1::ReportingService::Stub::*)(grpc::ClientContext*, const Request&,
                                                                      reporting::v1::Evaluation*);

  LifeStep(Rpc rpc, const StepWords& words) : rpc_(rpc), words_(words) {}

  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* step = program.add_subcommand(words_.verb, words_.description);
    step->add_option("EVALUATION", evaluation_, "评价的资源名，或部门（取其最近一次评价）")->required();
    const bool is_required = words_.reason == ReasonUse::kRequired;
    step->add_option("--reason", reason_, is_required ? "理由" : "备注")->required(is_required);
    step->add_option("--etag", etag_, "最近一次读到的 etag；被他人改动过则拒绝");
    AddOutput(*step, settings);
    return step;
  }

  int Run(Session& session) override {
    const absl::StatusOr<std::string> name = EvaluationOf(session, evaluation_);
    if (!name.ok()) return Fail(name.status());
    Request request;
    request.set_name(*name);
    request.set_etag(etag_);
    request.set_reason(reason_);
    reporting::v1::Evaluation evaluation;
    const grpc::Status answered = (session.reporting().*rpc_)(session.NewContext().get(), request, &evaluation);
    return TellStep(session, FromGrpcStatus(answered, "reporting"), evaluation);
  }

 private:
  const Rpc rpc_;
  const StepWords words_;
  std::string evaluation_;
  std::string reason_;
  std::string etag_;
};

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_COMMANDS_LIFE_STEP_H_
