#include "services/cli/session.h"

#include <chrono>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/channel.h"
#include "common/client/grpc_status.h"
#include "common/client/outgoing.h"
#include "common/client/stated_actor.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::cli {
namespace {

// A case of three years loads in a second or two; a cold, busy machine gets a minute.
constexpr std::chrono::milliseconds kDeadline = std::chrono::seconds(60);

bool IsCode(const std::string& argument) {
  for (const char c : argument) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '-') return false;
  }
  return !argument.empty();
}

}  // namespace

Session::Session(Settings settings, Connections connections)
    : settings_(std::move(settings)),
      connections_(std::move(connections)),
      reporting_(reporting::v1::ReportingService::NewStub(connections_.reporting)),
      budget_(budget::v1::BudgetService::NewStub(connections_.budget)),
      indicator_(indicator::v1::IndicatorService::NewStub(connections_.indicator)) {}

std::unique_ptr<grpc::ClientContext> Session::NewContext() const {
  std::unique_ptr<grpc::ClientContext> context = client::NewContext({}, {.deadline = kDeadline});
  const absl::StatusOr<client::StatedActor> actor = client::ParseStatedActor(settings_.acts_as);
  if (actor.ok()) client::State(*actor, *context);
  return context;
}

absl::StatusOr<std::string> Session::FindDepartment(const std::string& argument) {
  if (absl::StartsWith(argument, "divisions/")) {
    ZP_ASSIGN_OR_RETURN(const DepartmentName name, ParseDepartmentName(argument, "DEPARTMENT"));
    return FormatName(name);
  }
  if (settings_.division.empty()) {
    return Invalid({"DIVISION_MISSING", "--division"},
                   "部门只写代码或名称时，须用 --division 说明财政区划，如 --division 430503000");
  }
  const std::string division = absl::StrCat("divisions/", settings_.division);
  if (IsCode(argument)) {
    ZP_ASSIGN_OR_RETURN(const DepartmentName name,
                        ParseDepartmentName(absl::StrCat(division, "/departments/", argument), "DEPARTMENT"));
    return FormatName(name);
  }
  ZP_ASSIGN_OR_RETURN(const std::string code, ParseDivisionName(division, "--division"));
  budget::v1::ListDepartmentsRequest request;
  request.set_parent(absl::StrCat("divisions/", code));
  request.set_display_name(argument);
  budget::v1::ListDepartmentsResponse response;
  ZP_RETURN_IF_ERROR(FromGrpcStatus(budget_->ListDepartments(NewContext().get(), request, &response), "budget"));
  if (response.departments_size() == 1) return response.departments(0).name();
  if (response.departments_size() > 1) {
    return Invalid({"DEPARTMENT_AMBIGUOUS", "DEPARTMENT"},
                   absl::StrCat("有", response.departments_size(), "个部门名为「", argument, "」，请改用代码"));
  }
  return Absent({"DEPARTMENT_NOT_FOUND", "DEPARTMENT"},
                absl::StrCat("区划 ", settings_.division, " 中没有名为「", argument, "」的部门"));
}

absl::StatusOr<std::string> Session::FindEvaluation(const std::string& argument) {
  if (absl::StrContains(argument, "/evaluations/")) return argument;
  ZP_ASSIGN_OR_RETURN(const std::string department, FindDepartment(argument));
  reporting::v1::ListEvaluationsRequest request;
  request.set_parent(department);
  request.set_page_size(1);
  reporting::v1::ListEvaluationsResponse response;
  ZP_RETURN_IF_ERROR(FromGrpcStatus(reporting_->ListEvaluations(NewContext().get(), request, &response), "reporting"));
  if (response.evaluations_size() > 0) return response.evaluations(0).name();
  return Absent({"EVALUATION_NOT_FOUND", "EVALUATION"},
                absl::StrCat(department, " 还没有评价，请先运行 zhengping evaluate"));
}

absl::Status CheckActor(const Settings& settings) {
  if (settings.acts_as.empty() || client::ParseStatedActor(settings.acts_as).ok()) return absl::OkStatus();
  return Invalid({"ACTOR_MALFORMED", "--as"}, "操作人写作 姓名:角色，如 张三:department_head、王五:finance_reviewer");
}

Connections Connect(const Settings& settings) {
  return {.budget = client::NewChannel({.target = settings.budget}),
          .indicator = client::NewChannel({.target = settings.indicator}),
          .reporting = client::NewChannel({.target = settings.reporting})};
}

}  // namespace zhengping::cli
