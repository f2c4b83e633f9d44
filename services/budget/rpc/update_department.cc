#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/update_mask.h"
#include "services/budget/rpc/value_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

const std::set<std::string>& ChangeableFields() {
  static const auto* const fields = new std::set<std::string>{
      "display_name", "external_code", "division_display_name", "superior_agency_code", "unit_kind", "budget_units"};
  return *fields;
}

absl::StatusOr<DepartmentUpdate> FromMessage(const v1::UpdateDepartmentRequest& request) {
  DepartmentUpdate update;
  const v1::Department& department = request.department();
  ZP_ASSIGN_OR_RETURN(const DepartmentName name, ParseDepartmentName(department.name(), "department.name"));
  ZP_ASSIGN_OR_RETURN(const std::set<std::string> fields,
                      FieldsToChange(request.update_mask(), PopulatedFields(department), ChangeableFields()));
  std::vector<Issue> issues;
  update.change = budget::FromMessage(name, department, fields, MessageIssues(issues, "department."));
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  ZP_ASSIGN_OR_RETURN(update.expected_version, ParseEtag(department.etag(), "department.etag"));
  update.on_missing = request.allow_missing() ? OnMissing::kCreate : OnMissing::kRefuse;
  update.mode = request.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  return update;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::UpdateDepartment(grpc::CallbackServerContext* context,
                                                          const v1::UpdateDepartmentRequest* request,
                                                          v1::Department* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    absl::StatusOr<DepartmentUpdate> update = FromMessage(*request);
    if (!update.ok()) return done(update.status());
    update->stamp = StampOf(call, clock_);
    departments_.Update(*std::move(update), [=](absl::StatusOr<DepartmentRow> row) {
      if (row.ok()) ToMessage(*row, *response);
      done(WithDepartmentField(row.status(), "department.name"));
    });
  });
}

}  // namespace zhengping::budget
