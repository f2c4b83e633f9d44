#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/quota_messages.h"
#include "services/budget/rpc/transaction_messages.h"
#include "services/budget/rpc/year_page.h"
#include "zhengping/type/fact.pb.h"

namespace zhengping::budget {
namespace {

struct Query {
  EntrySelector selector;
  size_t size = 0;
  size_t begin = 0;  // entries shown before; what a selector selects at its revision never changes
};

std::vector<std::string> TokenFieldsOf(const v1::ListFactEntriesRequest& request) {
  return {"ListFactEntries", request.selector().SerializeAsString()};
}

absl::StatusOr<Query> FromMessage(const v1::ListFactEntriesRequest& request) {
  Query query;
  absl::StatusOr<EntrySelector> selector = budget::FromMessage(request.selector());
  if (!selector.ok()) return WithFieldPrefix(selector.status(), "selector.");
  query.selector = *std::move(selector);
  ZP_RETURN_IF_ERROR(CheckRevision(query.selector.revision, "selector.revision"));
  ZP_ASSIGN_OR_RETURN(const int32_t size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  query.size = static_cast<size_t>(size);
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> key,
                      ParsePageToken(request.page_token(), TokenFieldsOf(request), 1));
  uint64_t begin = 0;
  if (!key.empty() && !absl::SimpleAtoi(key[0], &begin)) {
    return Invalid({"PAGE_TOKEN_MALFORMED", "page_token", ""}, "a page token as the page before gave it");
  }
  query.begin = begin;
  return query;
}

void ToMessage(const EntrySelector& selector, const EntryView& view,
               const std::map<std::string, const QuotaRow*>& quotas, v1::FactEntry& message) {
  const DepartmentName& department = selector.department;
  const Transaction& transaction = *view.transaction;
  message.set_transaction(FormatName(ChildName{department, std::string(view.transaction_id)}, "transactions"));
  message.set_entry_index(static_cast<int32_t>(view.entry - transaction.entries.data()));
  message.set_revision(view.revision);
  message.set_document_number(transaction.document_number);
  budget::ToMessage(transaction.effective_date, *message.mutable_effective_date());
  const QuotaRow& quota = *quotas.at(view.quota->id);
  message.set_quota(FormatName(ChildName{department, quota.record.id}, "quotas"));
  message.set_quota_external_code(quota.record.external_code);
  budget::ToMessage(quota.record.classification, quota.project_code, *message.mutable_classification());
  message.set_kind(budget::ToMessage(view.kind()));
  message.set_amount_fen(view.entry->entry.amount.fen());
  message.set_is_reversal(view.is_reversing());
  message.set_signed_amount_fen(SignedAmount(selector, view).fen());
  message.set_source(transaction.source);
  message.set_record_id(transaction.record_id);
  message.set_note(view.entry->note);
}

void Respond(const Query& query, const v1::ListFactEntriesRequest& request, const YearSnapshot& year,
             v1::ListFactEntriesResponse& response) {
  std::map<std::string, const QuotaRow*> quotas;
  for (const QuotaRow& row : year.quotas) quotas[row.record.id] = &row;
  EntryScope scope;
  scope.as_of = query.selector.as_of;
  scope.conditions = query.selector.conditions;
  const std::vector<EntryView> entries = EntriesOf(year.ledger, scope);
  const size_t end = query.begin + query.size;
  for (size_t i = query.begin; i < entries.size() && i < end; ++i) {
    ToMessage(query.selector, entries[i], quotas, *response.add_fact_entries());
  }
  if (end < entries.size()) {
    response.set_next_page_token(FormatPageToken({absl::StrCat(end)}, TokenFieldsOf(request)));
  }
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListFactEntries(grpc::CallbackServerContext* context,
                                                         const v1::ListFactEntriesRequest* request,
                                                         v1::ListFactEntriesResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    if (query->selector.revision == 0) return done(absl::OkStatus());  // selects none
    const YearKey key = {.department = query->selector.department, .fiscal_year = query->selector.fiscal_year};
    ledger_.ReadYear(key, query->selector.revision, [=, query = *query](absl::StatusOr<YearSnapshot> year) {
      if (year.ok()) Respond(query, *request, *year, *response);
      done(WithFieldPrefix(WithDepartmentField(year.status(), "department"), "selector."));
    });
  });
}

}  // namespace zhengping::budget
