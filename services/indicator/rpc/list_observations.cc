#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/indicator_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/observation_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "services/indicator/rpc/year_messages.h"

namespace zhengping::indicator {
namespace {

// Which observations are asked for.
struct Filter {
  RowKey under;
  std::optional<std::string> project;
  std::optional<Date> first_day;
  std::optional<Date> last_day;
  bool with_superseded = false;

  bool Takes(const RecordedObservation& recorded) const {
    const Observation& observation = recorded.observation;
    const auto agrees = [](const std::string& asked, const std::string& level) {
      return asked.empty() || asked == level;
    };
    return (with_superseded || recorded.standing == Standing::kCounts) && agrees(under.goal, observation.key.goal) &&
           agrees(under.level1, observation.key.level1) && agrees(under.level2, observation.key.level2) &&
           agrees(under.level3, observation.key.level3) && (!project || *project == observation.key.project) &&
           (!first_day || *first_day <= observation.date) && (!last_day || observation.date <= *last_day);
  }
};

// A list goes on at the revision of its first page; at one revision the list never changes, so a position in it is a
// key.
struct Page {
  YearKey key;
  Filter filter;
  int32_t size = 0;
  int64_t revision = 0;  // 0: the first page, at the latest
  size_t first = 0;
  std::vector<std::string> request_fields;
};

absl::StatusOr<Filter> FilterFrom(const v1::ListObservationsRequest& request) {
  Filter filter;
  std::vector<Issue> issues;
  if (request.has_under()) filter.under = FromMessage(request.under(), "under", issues);
  if (request.has_project()) filter.project = request.project();
  if (request.has_first_day()) filter.first_day = FromMessage(request.first_day(), "first_day", issues);
  if (request.has_last_day()) filter.last_day = FromMessage(request.last_day(), "last_day", issues);
  filter.with_superseded = request.with_superseded();
  if (issues.empty()) return filter;
  return Invalid({issues.front().reason, issues.front().place.field}, issues.front().remedy);
}

absl::StatusOr<Page> PageFrom(const v1::ListObservationsRequest& request) {
  Page page;
  ZP_ASSIGN_OR_RETURN(page.key, ParseYearKey(request.parent(), request.fiscal_year(), "parent"));
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  ZP_ASSIGN_OR_RETURN(page.filter, FilterFrom(request));
  v1::ListObservationsRequest asked = request;
  asked.clear_page_size();
  asked.clear_page_token();
  page.request_fields = {"ListObservations", Sm3Hex(asked.SerializeAsString())};
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> after,
                      ParsePageToken(request.page_token(), page.request_fields, 2));
  page.revision = request.revision();
  if (after.empty()) return page;
  if (!absl::SimpleAtoi(after[0], &page.revision) || !absl::SimpleAtoi(after[1], &page.first)) {
    return Invalid({"PAGE_TOKEN_MALFORMED", "page_token"}, "a page token is taken from the last answer, unchanged");
  }
  return page;
}

void Tell(const Page& page, const RecordedYear& year, v1::ListObservationsResponse& response) {
  response.set_revision(year.mark.revision);
  std::vector<const RecordedObservation*> asked;
  for (const RecordedObservation& recorded : year.observations) {
    if (page.filter.Takes(recorded)) asked.push_back(&recorded);
  }
  std::stable_sort(asked.begin(), asked.end(), [](const RecordedObservation* a, const RecordedObservation* b) {
    return std::tie(a->observation.key, a->observation.date) < std::tie(b->observation.key, b->observation.date);
  });
  const size_t end = page.first + static_cast<size_t>(page.size);
  for (size_t i = page.first; i < asked.size() && i < end; ++i) {
    ToMessage(*asked[i], year.change_times.at(asked[i]->revision), *response.add_observations());
  }
  if (end >= asked.size()) return;
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
    store_.ReadObservations(page->key, page->revision, [=, page = *page](const absl::StatusOr<RecordedYear>& year) {
      if (year.ok()) Tell(page, *year, *response);
      done(year.status());
    });
  });
}

}  // namespace zhengping::indicator
