#include <set>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/fact_dictionary.h"
#include "services/budget/domain/facts.h"
#include "services/budget/domain/merged_facts.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/subject_scope.h"
#include "services/budget/rpc/year_page.h"
#include "zhengping/type/fact.pb.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::budget {
namespace {

struct Query {
  YearKey key;
  EntryScope scope;
  std::set<std::string> names;
};

absl::StatusOr<Query> FromMessage(const v1::GetFactsRequest& request) {
  Query query;
  ZP_ASSIGN_OR_RETURN(query.key, YearFromName(request.name(), /*last_part=*/"", "name"));
  ZP_RETURN_IF_ERROR(CheckRevision(request.revision(), "revision"));
  ZP_ASSIGN_OR_RETURN(const std::optional<Date> as_of, AsOfFromMessage(request));
  ZP_ASSIGN_OR_RETURN(query.scope, SubjectScope(query.key.department, as_of, request.budget_unit(), request.project()));
  for (int i = 0; i < request.names_size(); ++i) {
    const FactDefinition* fact = FindFact(request.names(i));
    if (fact == nullptr) {
      return Invalid({"FACT_UNKNOWN", absl::StrCat("names[", i, "]"), ""},
                     absl::StrCat("a name of the dictionary of facts, not ", request.names(i)));
    }
    query.names.insert(request.names(i));
    query.names.insert(fact->name);
  }
  return query;
}

void Respond(const Query& query, const std::vector<Fact>& facts, v1::GetFactsResponse& response) {
  for (const Fact& fact : facts) {
    if (query.names.empty() || query.names.count(fact.name) > 0) ToMessage(fact, *response.add_facts());
  }
}

// The facts of the part of the ledger that is asked for. Statement and reported facts are about the whole department.
std::vector<Fact> FactsIn(const Query& query, const YearSnapshot& year) {
  const std::vector<Fact> ledger = LedgerFactsOf(year.ledger, query.scope);
  if (!query.scope.conditions.empty()) return ledger;
  return MergeFacts(ledger, year.statement.statement, year.reported_facts.facts).facts;
}

std::vector<Fact> HeadFacts(const Query& query, const HeadSnapshot& snapshot) {
  const FactScope scope = {.department = query.key.department,
                           .fiscal_year = query.key.fiscal_year,
                           .revision = snapshot.head.revision,
                           .scope = query.scope};
  return MergeFacts(FactsOf(snapshot.head.fold, scope), snapshot.statement.statement, snapshot.reported_facts.facts)
      .facts;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::GetFacts(grpc::CallbackServerContext* context,
                                                  const v1::GetFactsRequest* request, v1::GetFactsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    if (request->revision() == 0 && query->scope == EntryScope()) {
      return ledger_.ReadHead(query->key, [=, query = *query](absl::StatusOr<HeadSnapshot> snapshot) {
        if (!snapshot.ok()) return done(WithDepartmentField(snapshot.status(), "name"));
        Respond(query, HeadFacts(query, *snapshot), *response);
        ToMark(query.key, snapshot->head.revision, snapshot->head.digest, *response->mutable_mark());
        done(absl::OkStatus());
      });
    }
    ledger_.ReadYear(query->key, request->revision(), [=, query = *query](absl::StatusOr<YearSnapshot> year) {
      if (!year.ok()) return done(WithDepartmentField(year.status(), "name"));
      Respond(query, FactsIn(query, *year), *response);
      ToMark(query.key, year->ledger.revision, year->digest, *response->mutable_mark());
      done(absl::OkStatus());
    });
  });
}

}  // namespace zhengping::budget
