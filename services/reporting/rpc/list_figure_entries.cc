#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/domain/explain.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {
namespace {

// A figure may have several selectors, paged through one after the other: which one, and where in it, by budget's own
// token.
struct Place {
  size_t selector = 0;
  std::string token;
};

absl::StatusOr<Place> PlaceFrom(const std::vector<std::string>& key) {
  Place place;
  if (key.empty()) return place;
  place.token = key[1];
  if (absl::SimpleAtoi(key[0], &place.selector)) return place;
  return Invalid({"PAGE_TOKEN_MALFORMED", "page_token"}, "a page token is taken from the last answer, unchanged");
}

}  // namespace

grpc::ServerUnaryReactor* ReportingService::ListFigureEntries(grpc::CallbackServerContext* context,
                                                              const v1::ListFigureEntriesRequest* request,
                                                              v1::ListFigureEntriesResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const EvaluationKey key, ParseEvaluationName(request->name()));
    ZP_ASSIGN_OR_RETURN(const int32_t page_size, ParsePageSize(request->page_size(), kUsualPageSize, kMostPageSize));
    const std::vector<std::string> request_fields = {"ListFigureEntries", request->name(), request->figure()};
    ZP_ASSIGN_OR_RETURN(const std::vector<std::string> after, ParsePageToken(request->page_token(), request_fields, 2));
    ZP_ASSIGN_OR_RETURN(Place place, PlaceFrom(after));
    ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, evaluations_.Read(key));
    ZP_ASSIGN_OR_RETURN(const std::vector<EntrySelector> selectors, SelectorsOf(evaluation.content, request->figure()));
    while (place.selector < selectors.size() && response->entries_size() < page_size) {
      ZP_ASSIGN_OR_RETURN(place.token,
                          budget_.ListFactEntries(selectors[place.selector], page_size - response->entries_size(),
                                                  place.token, call.outgoing(), *response->mutable_entries()));
      if (!place.token.empty()) break;
      ++place.selector;
    }
    if (place.selector < selectors.size()) {
      response->set_next_page_token(FormatPageToken({absl::StrCat(place.selector), place.token}, request_fields));
    }
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
