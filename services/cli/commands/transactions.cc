#include <CLI/CLI.hpp>
#include <iostream>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/ledger_question.h"
#include "services/cli/ledger_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class Transactions : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* transactions = program.add_subcommand("transactions", "指标业务，一行一笔分录；--min、--max 为分录金额");
    AddDepartmentYear(*transactions, question_);
    AddPoint(*transactions, question_);
    AddConditions(*transactions, question_);
    AddAmountsAndText(*transactions, question_);
    AddOutput(*transactions, settings);
    return transactions;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    budget::v1::ListTransactionsRequest request;
    ZP_RETURN_IF_ERROR(SetPoint(question_, request));
    ZP_RETURN_IF_ERROR(SetFilter(question_, request));
    ZP_RETURN_IF_ERROR(SetParent(session, question_, request));
    ZP_ASSIGN_OR_RETURN(const auto response, ListAll<budget::v1::ListTransactionsResponse>(
                                                 session, &budget::v1::BudgetService::Stub::ListTransactions, request));
    std::cout << (session.prints_json() ? ToJson(response) : TransactionsTable(response));
    return absl::OkStatus();
  }

  LedgerQuestion question_;
};

}  // namespace

std::unique_ptr<Command> NewTransactions() { return std::make_unique<Transactions>(); }

}  // namespace zhengping::cli
