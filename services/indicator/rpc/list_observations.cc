#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/observation_messages.h"
#include "services/indicator/rpc/year_messages.h"

namespace zhengping::indicator {
namespace {

// A list goes on at the revision of its first page; at one revision the list never changes, so a position in it is a
// key.
struct Page {
  YearKey key;
  int32_t size = 0;
  int64_t revision = 0;  // 0: the first page, at the latest
  size_t first = 0;
  std::vector<std::string> request_fields;
};

absl::StatusOr<Page> PageFrom(const v1::ListObservationsRequest& request) {
  Page page;
  ZP_ASSIGN_OR_RETURN(page.key, ParseYearKey(request.parent(), request.fiscal_year(), "parent"));
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  page.request_fields = {"ListObservations", request.parent(), absl::StrCat(request.fiscal_year())};
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> after,
                      ParsePageToken(request.page_token(), page.request_fields, 2));
  if (after.empty()) return page;
  if (!absl::SimpleAtoi(after[0], &page.revision) || !absl::SimpleAtoi(after[1], &page.first)) {
    return Invalid({"PAGE_TOKEN_MALFORMED", "page_token"}, "a page token is taken from the last answer, unchanged");
  }
  return page;
}

void Tell(const Page& page, const StoredYear& year, v1::ListObservationsResponse& response) {
  const std::vector<Observation> observations = ByPathAndDay(year.content.observations);
  const size_t end = page.first + static_cast<size_t>(page.size);
  for (size_t i = page.first; i < observations.size() && i < end; ++i) {
    ToMessage(observations[i], *response.add_observations());
  }
  if (end >= observations.size()) return;
  response.set_next_page_token(
      FormatPageToken({absl::StrCat(year.mark.revision), absl::StrCat(end)}, page.request_fields));
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::ListObservations(grpc::CallbackServerContext* context,
                                                             const v1::ListObservationsRequest* request,
                                                             v1::ListObservationsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    const absl::StatusOr<Page> page = PageFrom(*request);
    if (!page.ok()) return done(page.status());
    store_.ReadYear(page->key, page->revision, [=, page = *page](const absl::StatusOr<StoredYear>& year) {
      if (year.ok()) Tell(page, *year, *response);
      done(year.status());
    });
  });
}

}  // namespace zhengping::indicator
