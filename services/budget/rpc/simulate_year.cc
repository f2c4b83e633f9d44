#include <utility>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/findings/simulated_effect.h"
#include "services/budget/domain/findings/year_analysis.h"
#include "services/budget/domain/simulation/replay.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/finding_messages.h"
#include "services/budget/rpc/simulation_messages.h"
#include "services/budget/rpc/year_page.h"
#include "zhengping/type/fact.pb.h"
#include "zhengping/type/issue.pb.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::budget {
namespace {

struct Query {
  AnalysisQuery analysis;
  EntryScope scope;
  RequestedChanges requested;
};

absl::StatusOr<Query> FromMessage(const v1::SimulateYearRequest& request) {
  Query query;
  AnalysisQuery& analysis = query.analysis;
  ZP_ASSIGN_OR_RETURN(analysis.key, YearFromName(request.name(), /*last_part=*/"", "name"));
  ZP_RETURN_IF_ERROR(CheckRevision(request.revision(), "revision"));
  if (request.revision() > 0) analysis.revisions[analysis.key.fiscal_year] = request.revision();
  ZP_ASSIGN_OR_RETURN(query.scope.as_of, AsOfFromMessage(request));
  std::vector<Issue> issues;
  query.requested = FromMessage(analysis.key.department, request, MessageIssues(issues, ""));
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  return query;
}

// What is replayed is nobody's ledger: nothing can be paged through behind its figures.
void DropProvenance(YearAnalysis& analysis) {
  for (Fact& fact : analysis.facts) fact.provenance.reset();
  for (Finding& finding : analysis.findings) {
    for (Figure& figure : finding.figures) figure.selectors.clear();
    for (FindingDetail& detail : finding.details) detail.selector.reset();
  }
}

std::vector<Change> FollowedChanges(const Query& query, const AnalysisSnapshot& snapshot,
                                    const std::vector<LedgerYear>& earlier) {
  std::vector<Change> changes;
  const LedgerYear& ledger = snapshot.year.ledger;
  const std::vector<EntryView> entries = EntriesOf(ledger, query.scope);
  const FindingInput input = {ledger, earlier, query.scope, snapshot.settings, entries};
  for (const FindingKind kind : kFollowingOrder) {
    if (query.requested.followed.count(kind) == 0) continue;
    for (Change& change : ChangesFollowing(kind, input)) changes.push_back(std::move(change));
  }
  return changes;
}

absl::Status Respond(const Query& query, const AnalysisSnapshot& snapshot, v1::SimulateYearResponse& response) {
  const YearSnapshot& year = snapshot.year;
  std::vector<LedgerYear> earlier;
  for (const YearSnapshot& before : snapshot.earlier) {
    if (before.ledger.revision > 0) earlier.push_back(before.ledger);
  }
  ZP_ASSIGN_OR_RETURN(const ReplayedYear replayed,
                      Replay(year.ledger, query.requested.changes, FollowedChanges(query, snapshot, earlier)));
  const auto analyze = [&](const LedgerYear& ledger, Effects effects) {
    return Analyze({.year = ledger,
                    .earlier = earlier,
                    .statement = year.statement.statement,
                    .reported = year.reported_facts.facts,
                    .settings = snapshot.settings,
                    .scope = query.scope,
                    .effects = effects});
  };
  const DepartmentName& department = query.analysis.key.department;
  const YearAnalysis before = analyze(year.ledger, Effects::kSimulated);
  YearAnalysis after = analyze(replayed.ledger, Effects::kLeftOut);
  DropProvenance(after);
  for (const Fact& fact : before.facts) ToMessage(fact, *response.add_facts_before());
  for (const Fact& fact : after.facts) ToMessage(fact, *response.add_facts_after());
  for (const Finding& finding : before.findings) ToMessage(department, finding, *response.add_findings_before());
  for (const Finding& finding : after.findings) ToMessage(department, finding, *response.add_findings_after());
  for (const Issue& issue : replayed.issues) ToMessage(issue, *response.add_issues());
  ToMark(query.analysis.key, year.ledger.revision, year.digest, *response.mutable_mark());
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::SimulateYear(grpc::CallbackServerContext* context,
                                                      const v1::SimulateYearRequest* request,
                                                      v1::SimulateYearResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    ledger_.ReadForAnalysis(query->analysis, [=, query = *query](absl::StatusOr<AnalysisSnapshot> snapshot) {
      if (!snapshot.ok()) return done(WithDepartmentField(snapshot.status(), "name"));
      done(Respond(query, *snapshot, *response));
    });
  });
}

}  // namespace zhengping::budget
