#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/findings/year_analysis.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/finding_messages.h"
#include "services/budget/rpc/special_fund_messages.h"
#include "services/budget/rpc/statement_messages.h"
#include "services/budget/rpc/subject_scope.h"
#include "services/budget/rpc/year_page.h"
#include "zhengping/type/fact.pb.h"
#include "zhengping/type/issue.pb.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::budget {
namespace {

struct Query {
  AnalysisQuery analysis;
  EntryScope scope;
};

absl::StatusOr<Query> FromMessage(const v1::AnalyzeYearRequest& request) {
  Query query;
  AnalysisQuery& analysis = query.analysis;
  ZP_ASSIGN_OR_RETURN(analysis.key, YearFromName(request.name(), /*last_part=*/"", "name"));
  ZP_ASSIGN_OR_RETURN(const std::optional<Date> as_of, AsOfFromMessage(request));
  ZP_ASSIGN_OR_RETURN(query.scope,
                      SubjectScope(analysis.key.department, as_of, request.budget_unit(), request.project()));
  analysis.settings_hash = request.settings_hash();
  for (int i = 0; i < request.marks_size(); ++i) {
    const type::DepartmentYearMark& mark = request.marks(i);
    if (mark.service() != "budget") continue;  // marks of an evaluation's other services may stand among them
    const std::string path = absl::StrCat("marks[", i, "].");
    if (mark.department() != FormatName(analysis.key.department)) {
      return Invalid({"MARK_OF_OTHER_DEPARTMENT", path + "department", ""}, "marks of the department that is analysed");
    }
    ZP_RETURN_IF_ERROR(CheckRevision(mark.revision(), path + "revision"));
    analysis.revisions[mark.fiscal_year()] = mark.revision();
  }
  return query;
}

void AddMark(const DepartmentName& department, const YearSnapshot& year, v1::AnalyzeYearResponse& response) {
  ToMark({.department = department, .fiscal_year = year.ledger.fiscal_year}, year.ledger.revision, year.digest,
         *response.add_marks());
}

void Respond(const Query& query, const AnalysisSnapshot& snapshot, v1::AnalyzeYearResponse& response) {
  const YearSnapshot& year = snapshot.year;
  const DepartmentName& department = query.analysis.key.department;
  std::vector<LedgerYear> earlier;
  for (const YearSnapshot& before : snapshot.earlier) {
    if (before.ledger.revision > 0) earlier.push_back(before.ledger);
  }
  // Statement and reported facts are about the whole department, not about a part of it.
  const bool is_whole = query.scope.conditions.empty();
  const FiledStatement statement = is_whole ? year.statement : FiledStatement();
  const std::vector<ReportedFact> reported = is_whole ? year.reported_facts.facts : std::vector<ReportedFact>();
  const YearAnalysis analysis = Analyze({.year = year.ledger,
                                         .earlier = earlier,
                                         .statement = statement.statement,
                                         .reported = reported,
                                         .settings = snapshot.settings,
                                         .scope = query.scope});
  ToMessage(snapshot.department, *response.mutable_department());
  for (const Fact& fact : analysis.facts) ToMessage(fact, *response.add_facts());
  for (const Finding& finding : analysis.findings) ToMessage(department, finding, *response.add_findings());
  for (const SpecialFundRow& row : year.special_funds.funds) {
    ToMessage(year, query.scope, row, *response.add_special_funds());
  }
  if (statement.revision > 0) ToMessage(query.analysis.key, statement, *response.mutable_statement());
  response.set_has_ledger(!year.ledger.transactions.empty());
  for (const Issue& note : analysis.notes) ToMessage(note, *response.add_data_notes());
  AddMark(department, year, response);
  for (const YearSnapshot& before : snapshot.earlier) AddMark(department, before, response);
  response.set_settings_hash(analysis.settings_hash);
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::AnalyzeYear(grpc::CallbackServerContext* context,
                                                     const v1::AnalyzeYearRequest* request,
                                                     v1::AnalyzeYearResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Query> query = FromMessage(*request);
    if (!query.ok()) return done(query.status());
    ledger_.ReadForAnalysis(query->analysis, [=, query = *query](absl::StatusOr<AnalysisSnapshot> snapshot) {
      if (snapshot.ok()) Respond(query, *snapshot, *response);
      done(WithDepartmentField(snapshot.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
