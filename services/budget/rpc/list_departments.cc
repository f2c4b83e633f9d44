#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/id_page.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::ListDepartments(grpc::CallbackServerContext* context,
                                                         const v1::ListDepartmentsRequest* request,
                                                         v1::ListDepartmentsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<std::string> division = ParseDivisionName(request->parent(), "parent");
    if (!division.ok()) return done(division.status());
    const absl::StatusOr<IdPage> page =
        IdPageFromMessage(*request, {"ListDepartments", request->parent(), request->display_name()});
    if (!page.ok()) return done(page.status());
    departments_.List(*division, request->display_name(), page->after, page->size + 1,
                      [=, page = *page](absl::StatusOr<std::vector<DepartmentRow>> rows) {
                        if (!rows.ok()) return done(rows.status());
                        response->set_next_page_token(
                            page.CutToPage(*rows, [](const DepartmentRow& row) { return row.name.department; }));
                        for (const DepartmentRow& row : *rows) ToMessage(row, *response->add_departments());
                        done(absl::OkStatus());
                      });
  });
}

}  // namespace zhengping::budget
