#include <CLI/CLI.hpp>
#include <iostream>

#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/ledger_question.h"
#include "services/cli/ledger_tables.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

class Projects : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* projects = program.add_subcommand("projects", "部门的项目，跨年度");
    AddDepartment(*projects, question_);
    AddOutput(*projects, settings);
    return projects;
  }

  int Run(Session& session) override {
    const absl::Status status = Print(session);
    return status.ok() ? kDone : Fail(status);
  }

 private:
  absl::Status Print(Session& session) {
    budget::v1::ListProjectsRequest request;
    // A case's path says its year itself; a project spans years.
    const int any_year = 1;
    ZP_ASSIGN_OR_RETURN(const Subject subject, SubjectOf(session, question_.department, any_year));
    request.set_parent(subject.department);
    ZP_ASSIGN_OR_RETURN(const auto response, ListAll<budget::v1::ListProjectsResponse>(
                                                 session, &budget::v1::BudgetService::Stub::ListProjects, request));
    std::cout << (session.prints_json() ? ToJson(response) : ProjectsTable(response));
    return absl::OkStatus();
  }

  LedgerQuestion question_;
};

}  // namespace

std::unique_ptr<Command> NewProjects() { return std::make_unique<Projects>(); }

}  // namespace zhengping::cli
