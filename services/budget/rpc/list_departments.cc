#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"

namespace zhengping::budget {
namespace {

struct Page {
  std::string division;
  std::string after;
  int32_t size = 0;
};

std::vector<std::string> TokenFieldsOf(const v1::ListDepartmentsRequest& request) {
  return {"ListDepartments", request.parent(), request.display_name()};
}

absl::StatusOr<Page> PageFromMessage(const v1::ListDepartmentsRequest& request) {
  Page page;
  ZP_ASSIGN_OR_RETURN(page.division, ParseDivisionName(request.parent(), "parent"));
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> key,
                      ParsePageToken(request.page_token(), TokenFieldsOf(request), 1));
  if (!key.empty()) page.after = key[0];
  return page;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListDepartments(grpc::CallbackServerContext* context,
                                                         const v1::ListDepartmentsRequest* request,
                                                         v1::ListDepartmentsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    absl::StatusOr<Page> page = PageFromMessage(*request);
    if (!page.ok()) return done(page.status());
    const auto size = static_cast<size_t>(page->size);
    departments_.List(
        page->division, request->display_name(), page->after, page->size + 1,
        [=](absl::StatusOr<std::vector<DepartmentRow>> rows) {
          if (!rows.ok()) return done(rows.status());
          if (rows->size() > size) {
            rows->resize(size);
            response->set_next_page_token(FormatPageToken({rows->back().name.department}, TokenFieldsOf(*request)));
          }
          for (const DepartmentRow& row : *rows) ToMessage(row, *response->add_departments());
          done(absl::OkStatus());
        });
  });
}

}  // namespace zhengping::budget
