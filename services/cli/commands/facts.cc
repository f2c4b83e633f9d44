#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/ledger_question.h"
#include "services/cli/ledger_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class Facts : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* facts = program.add_subcommand("facts", "部门一年的事实：指标账、基础数据表、决算数合成");
    AddDepartmentYear(*facts, question_);
    AddPoint(*facts, question_);
    facts->add_option("--unit", question_.unit, "只看该预算单位");
    facts->add_option("--project", question_.project, "只看该项目");
    facts->add_option("--name", names_, "只看这些事实，如 final_budget,payments")->delimiter(',');
    AddOutput(*facts, settings);
    return facts;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    budget::v1::GetFactsRequest request;
    ZP_RETURN_IF_ERROR(SetPoint(question_, request));
    ZP_ASSIGN_OR_RETURN(const Subject subject, SubjectOf(session, question_.department, question_.year));
    request.set_name(absl::StrCat(subject.department, "/years/", subject.year));
    request.set_budget_unit(question_.unit);
    if (!question_.project.empty()) {
      request.set_project(absl::StrCat(subject.department, "/projects/", ProjectIdOf(question_.project)));
    }
    for (const std::string& name : names_) request.add_names(name);
    budget::v1::GetFactsResponse response;
    ZP_RETURN_IF_ERROR(
        FromGrpcStatus(session.budget().GetFacts(session.NewContext().get(), request, &response), "budget"));
    std::cout << (session.prints_json() ? ToJson(response) : FactsTable(response));
    return absl::OkStatus();
  }

  LedgerQuestion question_;
  std::vector<std::string> names_;
};

}  // namespace

std::unique_ptr<Command> NewFacts() { return std::make_unique<Facts>(); }

}  // namespace zhengping::cli
