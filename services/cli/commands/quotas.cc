#include <CLI/CLI.hpp>
#include <iostream>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/ledger_question.h"
#include "services/cli/ledger_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class Quotas : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* quotas = program.add_subcommand("quotas", "预算指标及其余额；--min、--max 为全年预算数");
    AddDepartmentYear(*quotas, question_);
    AddPoint(*quotas, question_);
    AddConditions(*quotas, question_);
    AddAmountsAndText(*quotas, question_);
    AddOutput(*quotas, settings);
    return quotas;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    budget::v1::ListQuotasRequest request;
    ZP_RETURN_IF_ERROR(SetPoint(question_, request));
    ZP_RETURN_IF_ERROR(SetFilter(question_, request));
    ZP_RETURN_IF_ERROR(SetParent(session, question_, request));
    ZP_ASSIGN_OR_RETURN(const auto response, ListAll<budget::v1::ListQuotasResponse>(
                                                 session, &budget::v1::BudgetService::Stub::ListQuotas, request));
    std::cout << (session.prints_json() ? ToJson(response) : QuotasTable(response));
    return absl::OkStatus();
  }

  LedgerQuestion question_;
};

}  // namespace

std::unique_ptr<Command> NewQuotas() { return std::make_unique<Quotas>(); }

}  // namespace zhengping::cli
