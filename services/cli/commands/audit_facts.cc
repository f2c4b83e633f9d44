#include <CLI/CLI.hpp>
#include <iostream>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/ledger_question.h"
#include "services/cli/ledger_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class AuditFacts : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* audit = program.add_subcommand("audit-facts", "核对保存的事实与分录重新汇总的结果；不一致时退出码为 3");
    AddDepartmentYear(*audit, question_);
    AddOutput(*audit, settings);
    return audit;
  }

  int Run(Session& session) override {
    const absl::StatusOr<std::string> name = YearNameOf(session, question_);
    if (!name.ok()) return Fail(name.status());
    budget::v1::AuditFactsRequest request;
    request.set_name(*name);
    budget::v1::AuditFactsResponse response;
    const absl::Status status =
        FromGrpcStatus(session.budget().AuditFacts(session.NewContext().get(), request, &response), "budget");
    if (!status.ok()) return Fail(status);
    std::cout << (session.prints_json() ? ToJson(response) : AuditTable(response));
    return response.differences_size() == 0 ? kDone : kErrorsInData;
  }

 private:
  LedgerQuestion question_;
};

}  // namespace

std::unique_ptr<Command> NewAuditFacts() { return std::make_unique<AuditFacts>(); }

}  // namespace zhengping::cli
