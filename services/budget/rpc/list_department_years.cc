#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/id_page.h"

namespace zhengping::budget {
namespace {

struct YearList {
  DepartmentName department;
  int after_year = 0;
  IdPage page;
};

absl::StatusOr<YearList> FromMessage(const v1::ListDepartmentYearsRequest& request) {
  YearList list;
  ZP_ASSIGN_OR_RETURN(list.department, ParseDepartmentName(request.parent(), "parent"));
  ZP_ASSIGN_OR_RETURN(list.page, IdPageFromMessage(request, {"ListDepartmentYears", request.parent()}));
  if (!absl::SimpleAtoi(list.page.after, &list.after_year)) list.after_year = 0;
  return list;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListDepartmentYears(grpc::CallbackServerContext* context,
                                                             const v1::ListDepartmentYearsRequest* request,
                                                             v1::ListDepartmentYearsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearList> list = FromMessage(*request);
    if (!list.ok()) return done(list.status());
    const auto answer = [=, list = *list](absl::StatusOr<std::vector<YearHeadOfYear>> years) {
      if (!years.ok()) return done(WithDepartmentField(years.status(), "parent"));
      response->set_next_page_token(
          list.page.CutToPage(*years, [](const YearHeadOfYear& year) { return absl::StrCat(year.fiscal_year); }));
      for (const YearHeadOfYear& year : *years) {
        ToMessage({.department = list.department, .fiscal_year = year.fiscal_year}, year.head,
                  *response->add_department_years());
      }
      done(absl::OkStatus());
    };
    departments_.ListYears(list->department, list->after_year, list->page.size + 1, answer);
  });
}

}  // namespace zhengping::budget
