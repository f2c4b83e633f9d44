#include <CLI/CLI.hpp>
#include <iostream>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/ledger_question.h"
#include "services/cli/ledger_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class VerifyDigests : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* verify = program.add_subcommand("verify-digests", "从头核算摘要链；不符时指出第一个版本，退出码为 3");
    AddDepartmentYear(*verify, question_);
    AddOutput(*verify, settings);
    return verify;
  }

  int Run(Session& session) override {
    const absl::StatusOr<std::string> name = YearNameOf(session, question_);
    if (!name.ok()) return Fail(name.status());
    budget::v1::VerifyDigestsRequest request;
    request.set_name(*name);
    budget::v1::VerifyDigestsResponse response;
    const absl::Status status =
        FromGrpcStatus(session.budget().VerifyDigests(session.NewContext().get(), request, &response), "budget");
    if (!status.ok()) return Fail(status);
    std::cout << (session.prints_json() ? ToJson(response) : DigestsText(response));
    return response.is_intact() ? kDone : kErrorsInData;
  }

 private:
  LedgerQuestion question_;
};

}  // namespace

std::unique_ptr<Command> NewVerifyDigests() { return std::make_unique<VerifyDigests>(); }

}  // namespace zhengping::cli
