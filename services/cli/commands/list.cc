#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/commands/command.h"
#include "services/cli/exit_status.h"
#include "services/cli/life_printing.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using Response = reporting::v1::ListEvaluationsResponse;

// Evaluations of a department or of a whole division, newest first, with their states.
class List : public Command {
 public:
  CLI::App* Declare(CLI::App& program, Settings& settings) override {
    CLI::App* list = program.add_subcommand("list", "列出评价及其状态；不写部门则为 --division 的全部部门");
    list->add_option("DEPARTMENT", department_, "部门：资源名、代码或名称");
    list->add_option("--year", year_, "只列出这一预算年度");
    AddOutput(*list, settings);
    return list;
  }

  int Run(Session& session) override {
    Response all;
    if (const absl::Status status = Ask(session, all); !status.ok()) return Fail(status);
    if (session.prints_json()) {
      std::cout << ToJson(all);
    } else {
      PrintList(all.evaluations(), std::cout);
    }
    return kDone;
  }

 private:
  absl::StatusOr<std::string> Parent(Session& session) const {
    if (!department_.empty()) return session.FindDepartment(department_);
    if (session.settings().division.empty()) {
      return Invalid({"DIVISION_MISSING", "--division"}, "须写明部门，或用 --division 说明财政区划");
    }
    return absl::StrCat("divisions/", session.settings().division, "/departments/-");
  }

  absl::Status Ask(Session& session, Response& all) const {
    reporting::v1::ListEvaluationsRequest request;
    ZP_ASSIGN_OR_RETURN(*request.mutable_parent(), Parent(session));
    request.set_fiscal_year(year_);
    Response page;
    do {
      request.set_page_token(page.next_page_token());
      ZP_RETURN_IF_ERROR(
          FromGrpcStatus(session.reporting().ListEvaluations(session.NewContext().get(), request, &page), "reporting"));
      all.mutable_evaluations()->MergeFrom(page.evaluations());
    } while (!page.next_page_token().empty());
    return absl::OkStatus();
  }

  std::string department_;
  int year_ = 0;
};

}  // namespace

std::unique_ptr<Command> NewList() { return std::make_unique<List>(); }

}  // namespace zhengping::cli
