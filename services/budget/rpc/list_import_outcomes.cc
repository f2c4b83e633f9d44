#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/import_messages.h"

namespace zhengping::budget {
namespace {

std::vector<std::string> TokenFieldsOf(const v1::ListImportOutcomesRequest& request) {
  std::vector<std::string> fields = {"ListImportOutcomes", request.parent()};
  for (const int outcome : request.outcomes()) fields.push_back(absl::StrCat(outcome));
  return fields;
}

// One more than the page shows.
absl::StatusOr<OutcomeQuery> FromMessage(const v1::ListImportOutcomesRequest& request) {
  OutcomeQuery query;
  ZP_ASSIGN_OR_RETURN(query.name, ParseImportName(request.parent(), "parent"));
  ZP_ASSIGN_OR_RETURN(const int32_t size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  query.limit = static_cast<size_t>(size) + 1;
  for (int i = 0; i < request.outcomes_size(); ++i) {
    ZP_ASSIGN_OR_RETURN(const RecordOutcome outcome,
                        budget::FromMessage(request.outcomes(i), absl::StrCat("outcomes[", i, "]")));
    query.outcomes.insert(outcome);
  }
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> key,
                      ParsePageToken(request.page_token(), TokenFieldsOf(request), 2));
  if (key.empty()) return query;
  OutcomePlace& after = query.after.emplace();
  if (!absl::SimpleAtoi(key[0], &after.chunk) || !absl::SimpleAtoi(key[1], &after.index)) {
    return Invalid({"PAGE_TOKEN_MALFORMED", "page_token"}, "a token as it was given");
  }
  return query;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListImportOutcomes(grpc::CallbackServerContext* context,
                                                            const v1::ListImportOutcomesRequest* request,
                                                            v1::ListImportOutcomesResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    absl::StatusOr<OutcomeQuery> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    const size_t size = query->limit - 1;
    imports_.ListOutcomes(*std::move(query), [=](absl::StatusOr<std::vector<ListedOutcome>> listed) {
      if (!listed.ok()) return done(listed.status());
      if (listed->size() > size) {
        listed->resize(size);
        const ListedOutcome& last = listed->back();
        response->set_next_page_token(
            FormatPageToken({absl::StrCat(last.chunk), absl::StrCat(last.index)}, TokenFieldsOf(*request)));
      }
      for (const ListedOutcome& outcome : *listed) ToMessage(outcome, *response->add_import_outcomes());
      done(absl::OkStatus());
    });
  });
}

}  // namespace zhengping::budget
