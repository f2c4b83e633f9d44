#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"

namespace zhengping::budget {
namespace {

struct Page {
  DepartmentName department;
  std::string after;
  int32_t size = 0;
};

std::vector<std::string> TokenFieldsOf(const v1::ListProjectsRequest& request) {
  return {"ListProjects", request.parent()};
}

absl::StatusOr<Page> PageFromMessage(const v1::ListProjectsRequest& request) {
  Page page;
  ZP_ASSIGN_OR_RETURN(page.department, ParseDepartmentName(request.parent(), "parent"));
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> key,
                      ParsePageToken(request.page_token(), TokenFieldsOf(request), 1));
  if (!key.empty()) page.after = key[0];
  return page;
}

void Respond(const Page& page, const std::vector<Project>& projects, const std::vector<std::string>& token_fields,
             v1::ListProjectsResponse& response) {
  std::string last;
  for (const Project& project : projects) {  // by id
    if (project.id <= page.after) continue;
    if (response.projects_size() == page.size) {
      response.set_next_page_token(FormatPageToken({last}, token_fields));
      break;
    }
    last = project.id;
    v1::Project& added = *response.add_projects();
    added.set_name(FormatName(ChildName{page.department, project.id}, "projects"));
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
    const absl::StatusOr<Page> page = PageFromMessage(*request);
    if (!page.ok()) return done(page.status());
    departments_.ListProjects(page->department, [=, page = *page](absl::StatusOr<std::vector<Project>> projects) {
      if (projects.ok()) Respond(page, *projects, TokenFieldsOf(*request), *response);
      done(WithDepartmentField(projects.status(), "parent"));
    });
  });
}

}  // namespace zhengping::budget
