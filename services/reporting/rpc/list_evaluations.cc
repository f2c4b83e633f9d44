#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/rpc/evaluation_messages.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {
namespace {

// One row more than the page is read: whether there is one says whether there is a next page.
struct Page {
  EvaluationQuery query;
  int32_t size = 0;
  std::vector<std::string> request_fields;
};

absl::StatusOr<ListPlace> PlaceFrom(const std::vector<std::string>& key) {
  ListPlace place;
  if (key.empty()) return place;
  place.department = key[1];
  if (absl::SimpleAtoi(key[0], &place.created_ms) && absl::SimpleAtoi(key[2], &place.fiscal_year) &&
      absl::SimpleAtoi(key[3], &place.number)) {
    return place;
  }
  return Invalid({"PAGE_TOKEN_MALFORMED", "page_token"}, "a page token is taken from the last answer, unchanged");
}

absl::StatusOr<Page> PageFrom(const v1::ListEvaluationsRequest& request) {
  Page page;
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> parts,
                      MatchName("divisions/*/departments/*", request.parent(), "parent"));
  if (parts[1] == "-") {
    ZP_ASSIGN_OR_RETURN(page.query.division, ParseDivisionName(absl::StrCat("divisions/", parts[0]), "parent"));
  } else {
    ZP_ASSIGN_OR_RETURN(const DepartmentName department, ParseDepartmentName(request.parent(), "parent"));
    page.query.division = department.division;
    page.query.department = department.department;
  }
  if (request.fiscal_year() != 0) {
    ZP_ASSIGN_OR_RETURN(page.query.fiscal_year, ParseFiscalYear(request.fiscal_year()));
  }
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  page.query.limit = page.size + 1;
  page.request_fields = {"ListEvaluations", page.query.division, page.query.department,
                         absl::StrCat(page.query.fiscal_year)};
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> key, ParsePageToken(request.page_token(), page.request_fields, 4));
  ZP_ASSIGN_OR_RETURN(page.query.after, PlaceFrom(key));
  return page;
}

void Tell(const Page& page, const std::vector<EvaluationSummary>& summaries, v1::ListEvaluationsResponse& response) {
  for (const EvaluationSummary& summary : summaries) {
    if (response.evaluations_size() == page.size) break;
    ToMessage(summary, *response.add_evaluations());
  }
  if (summaries.size() <= static_cast<size_t>(page.size)) return;
  const EvaluationSummary& last = summaries[static_cast<size_t>(page.size) - 1];
  response.set_next_page_token(FormatPageToken({absl::StrCat(last.head.create_time_ms), last.key.year.code(),
                                                absl::StrCat(last.key.year.fiscal_year), absl::StrCat(last.key.number)},
                                               page.request_fields));
}

}  // namespace

grpc::ServerUnaryReactor* ReportingService::ListEvaluations(grpc::CallbackServerContext* context,
                                                            const v1::ListEvaluationsRequest* request,
                                                            v1::ListEvaluationsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    const absl::StatusOr<Page> page = PageFrom(*request);
    if (!page.ok()) return done(page.status());
    evaluations_.List(page->query, [=, page = *page](const absl::StatusOr<std::vector<EvaluationSummary>>& summaries) {
      if (summaries.ok()) Tell(page, *summaries, *response);
      done(summaries.status());
    });
  });
}

}  // namespace zhengping::reporting
