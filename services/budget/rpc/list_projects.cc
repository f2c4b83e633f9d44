#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/id_page.h"

namespace zhengping::budget {
namespace {

void Respond(const IdPage& page, const DepartmentName& department, const std::vector<Project>& projects,
             v1::ListProjectsResponse& response) {
  std::string last;
  for (const Project& project : projects) {  // by id
    if (project.id <= page.after) continue;
    if (response.projects_size() == page.size) {
      response.set_next_page_token(page.NextToken(last));
      break;
    }
    last = project.id;
    v1::Project& added = *response.add_projects();
    added.set_name(FormatName(ChildName{department, project.id}, "projects"));
    added.set_external_code(project.external_code);
    added.set_display_name(project.display_name);
    for (const int year : project.fiscal_years) added.add_fiscal_years(year);
  }
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListProjects(grpc::CallbackServerContext* context,
                                                      const v1::ListProjectsRequest* request,
                                                      v1::ListProjectsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<DepartmentName> department = ParseDepartmentName(request->parent(), "parent");
    if (!department.ok()) return done(department.status());
    const absl::StatusOr<IdPage> page = IdPageFromMessage(*request, {"ListProjects", request->parent()});
    if (!page.ok()) return done(page.status());
    departments_.ListProjects(
        *department, [=, page = *page, department = *department](absl::StatusOr<std::vector<Project>> projects) {
          if (projects.ok()) Respond(page, department, *projects, *response);
          done(WithDepartmentField(projects.status(), "parent"));
        });
  });
}

}  // namespace zhengping::budget
