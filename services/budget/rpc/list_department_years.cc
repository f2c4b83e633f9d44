#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
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
  int after_year = 0;
  int32_t size = 0;
};

std::vector<std::string> TokenFieldsOf(const v1::ListDepartmentYearsRequest& request) {
  return {"ListDepartmentYears", request.parent()};
}

absl::StatusOr<Page> PageFromMessage(const v1::ListDepartmentYearsRequest& request) {
  Page page;
  ZP_ASSIGN_OR_RETURN(page.department, ParseDepartmentName(request.parent(), "parent"));
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> key,
                      ParsePageToken(request.page_token(), TokenFieldsOf(request), 1));
  if (!key.empty() && !absl::SimpleAtoi(key[0], &page.after_year)) page.after_year = 0;
  return page;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListDepartmentYears(grpc::CallbackServerContext* context,
                                                             const v1::ListDepartmentYearsRequest* request,
                                                             v1::ListDepartmentYearsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Page> page = PageFromMessage(*request);
    if (!page.ok()) return done(page.status());
    departments_.ListYears(page->department, page->after_year, page->size + 1,
                           [=, page = *page](absl::StatusOr<std::vector<YearHeadOfYear>> years) {
                             if (!years.ok()) return done(WithDepartmentField(years.status(), "parent"));
                             if (years->size() > static_cast<size_t>(page.size)) {
                               years->resize(static_cast<size_t>(page.size));
                               response->set_next_page_token(
                                   FormatPageToken({absl::StrCat(years->back().fiscal_year)}, TokenFieldsOf(*request)));
                             }
                             for (const YearHeadOfYear& year : *years) {
                               ToMessage({.department = page.department, .fiscal_year = year.fiscal_year}, year.head,
                                         *response->add_department_years());
                             }
                             done(absl::OkStatus());
                           });
  });
}

}  // namespace zhengping::budget
