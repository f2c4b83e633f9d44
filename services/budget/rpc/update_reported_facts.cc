#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/statement_messages.h"
#include "services/budget/rpc/update_mask.h"
#include "services/budget/rpc/value_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<ReportedFactsUpdate> FromMessage(const v1::UpdateReportedFactsRequest& request) {
  ReportedFactsUpdate update;
  const v1::ReportedFacts& sent = request.reported_facts();
  ZP_ASSIGN_OR_RETURN(update.key, YearFromName(sent.name(), "reportedFacts", "reported_facts.name"));
  std::set<std::string> populated;
  if (sent.facts_size() > 0) populated.insert("facts");
  ZP_ASSIGN_OR_RETURN(const std::set<std::string> fields,
                      FieldsToChange(request.update_mask(), populated, /*all=*/{"facts"}));
  std::vector<Issue> issues;
  std::vector<ReportedFact> facts = FactsFromMessage(sent.facts(), "facts", MessageIssues(issues, "reported_facts."));
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  if (fields.count("facts") > 0) update.facts = std::move(facts);
  ZP_ASSIGN_OR_RETURN(update.expected_revision, ParseEtag(sent.etag(), "reported_facts.etag"));
  update.mode = request.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  return update;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::UpdateReportedFacts(grpc::CallbackServerContext* context,
                                                             const v1::UpdateReportedFactsRequest* request,
                                                             v1::ReportedFacts* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    absl::StatusOr<ReportedFactsUpdate> update = FromMessage(*request);
    if (!update.ok()) return done(update.status());
    absl::StatusOr<WriteStamp> stamp = StampOf(call, clock_, request->request_id(), *request);
    if (!stamp.ok()) return done(stamp.status());
    update->stamp = *std::move(stamp);
    const YearKey key = update->key;
    statements_.UpdateReportedFacts(*std::move(update), [=](absl::StatusOr<FiledFacts> filed) {
      if (filed.ok()) ToMessage(key, *filed, *response);
      done(WithDepartmentField(filed.status(), "reported_facts.name"));
    });
  });
}

}  // namespace zhengping::budget
