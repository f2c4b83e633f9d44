#include <CLI/CLI.hpp>
#include <iostream>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/ledger_question.h"
#include "services/cli/ledger_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class SpecialFunds : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* special_funds = program.add_subcommand("special-funds", "专项资金及其下达");
    AddDepartmentYear(*special_funds, question_);
    AddPoint(*special_funds, question_);
    AddOutput(*special_funds, settings);
    return special_funds;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    budget::v1::ListSpecialFundsRequest request;
    ZP_RETURN_IF_ERROR(SetPoint(question_, request));
    ZP_RETURN_IF_ERROR(SetParent(session, question_, request));
    ZP_ASSIGN_OR_RETURN(const auto response, ListAll<budget::v1::ListSpecialFundsResponse>(
                                                 session, &budget::v1::BudgetService::Stub::ListSpecialFunds, request));
    std::cout << (session.prints_json() ? ToJson(response) : SpecialFundsTable(response));
    return absl::OkStatus();
  }

  LedgerQuestion question_;
};

}  // namespace

std::unique_ptr<Command> NewSpecialFunds() { return std::make_unique<SpecialFunds>(); }

}  // namespace zhengping::cli
