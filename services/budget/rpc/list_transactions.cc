#include <set>

#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/ledger_filter_messages.h"
#include "services/budget/rpc/transaction_messages.h"
#include "services/budget/rpc/year_page.h"
#include "zhengping/type/fact.pb.h"

namespace zhengping::budget {
namespace {

struct Query {
  YearPage page;
  std::optional<TransactionPlace> after;
  LedgerFilter filter;
};

absl::StatusOr<Query> FromMessage(const v1::ListTransactionsRequest& request) {
  Query query;
  std::vector<std::string> further;
  ZP_ASSIGN_OR_RETURN(query.filter, FilterFromMessage(request, further));
  ZP_ASSIGN_OR_RETURN(query.page, YearPageFromMessage("ListTransactions", request, further));
  query.filter.scope.as_of = query.page.as_of;
  if (query.page.after.empty()) return query;
  const std::optional<TransactionKey> after = ParseTransactionId(query.page.after);
  if (!after.has_value()) return Invalid({"PAGE_TOKEN_MALFORMED", "page_token", ""}, "a token as it was given");
  query.after = after->place;
  return query;
}

void Respond(const YearPage& page, int64_t revision, const std::string& digest,
             const std::vector<const StoredTransaction*>& found, v1::ListTransactionsResponse& response) {
  for (const StoredTransaction* stored : found) {
    if (response.transactions_size() == page.size) {
      response.set_next_page_token(page.NextToken(revision, found[static_cast<size_t>(page.size) - 1]->posted.id));
      break;
    }
    ToMessage(page.key.department, *stored, *response.add_transactions());
  }
  ToMark(page.key, revision, digest, *response.mutable_mark());
}

// Transactions after the page's place that meet the filter.
std::vector<const StoredTransaction*> Matching(const Query& query, const YearSnapshot& year) {
  const std::set<std::string> matching = MatchingTransactions(year.ledger, query.filter);
  std::vector<const StoredTransaction*> found;
  for (const StoredTransaction& stored : year.stored) {
    const bool is_after = !query.after || stored.place.revision > query.after->revision ||
                          (stored.place.revision == query.after->revision && stored.place.step > query.after->step);
    if (is_after && matching.count(stored.posted.id) > 0) found.push_back(&stored);
  }
  return found;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListTransactions(grpc::CallbackServerContext* context,
                                                          const v1::ListTransactionsRequest* request,
                                                          v1::ListTransactionsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    const YearPage& page = query->page;
    if (!query->filter.asks_nothing()) {
      return ledger_.ReadYear(page.key, page.revision, [=, query = *query](absl::StatusOr<YearSnapshot> year) {
        if (!year.ok()) return done(WithDepartmentField(year.status(), "parent"));
        Respond(query.page, year->ledger.revision, year->digest, Matching(query, *year), *response);
        done(absl::OkStatus());
      });
    }
    const TransactionRange range = {
        .revision = page.revision, .as_of = page.as_of, .after = query->after, .limit = page.size + 1};
    ledger_.ListTransactions(page.key, range,
                             [=, page = query->page](absl::StatusOr<LedgerStore::TransactionPage> listed) {
                               if (!listed.ok()) return done(WithDepartmentField(listed.status(), "parent"));
                               std::vector<const StoredTransaction*> found;
                               for (const StoredTransaction& stored : listed->transactions) found.push_back(&stored);
                               Respond(page, listed->revision, listed->digest, found, *response);
                               done(absl::OkStatus());
                             });
  });
}

}  // namespace zhengping::budget
