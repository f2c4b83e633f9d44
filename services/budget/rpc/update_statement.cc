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

std::set<std::string> PopulatedFields(const v1::Statement& statement) {
  std::set<std::string> fields;
  if (statement.rows_size() > 0) fields.insert("rows");
  if (!statement.economy_measures().empty()) fields.insert("economy_measures");
  if (!statement.source().empty()) fields.insert("source");
  return fields;
}

absl::StatusOr<StatementUpdate> FromMessage(const v1::UpdateStatementRequest& request) {
  StatementUpdate update;
  const v1::Statement& statement = request.statement();
  ZP_ASSIGN_OR_RETURN(update.key, YearFromName(statement.name(), "statement", "statement.name"));
  ZP_ASSIGN_OR_RETURN(
      const std::set<std::string> fields,
      FieldsToChange(request.update_mask(), PopulatedFields(statement), {"rows", "economy_measures", "source"}));
  std::vector<Issue> issues;
  FiledStatement sent = budget::FromMessage(statement, MessageIssues(issues, "statement."));
  ZP_RETURN_IF_ERROR(FirstRefusalOf(issues));
  if (fields.count("rows") > 0) update.rows = std::move(sent.statement.rows);
  if (fields.count("economy_measures") > 0) update.economy_measures = sent.economy_measures;
  if (fields.count("source") > 0) update.source = sent.source;
  ZP_ASSIGN_OR_RETURN(update.expected_revision, ParseEtag(statement.etag(), "statement.etag"));
  update.mode = request.validate_only() ? Mode::kValidateOnly : Mode::kWrite;
  return update;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::UpdateStatement(grpc::CallbackServerContext* context,
                                                         const v1::UpdateStatementRequest* request,
                                                         v1::Statement* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    absl::StatusOr<StatementUpdate> update = FromMessage(*request);
    if (!update.ok()) return done(update.status());
    absl::StatusOr<WriteStamp> stamp = StampOf(call, clock_, request->request_id(), *request);
    if (!stamp.ok()) return done(stamp.status());
    update->stamp = *std::move(stamp);
    const YearKey key = update->key;
    statements_.Update(*std::move(update), [=](absl::StatusOr<FiledStatement> filed) {
      if (filed.ok()) ToMessage(key, *filed, *response);
      done(WithDepartmentField(filed.status(), "statement.name"));
    });
  });
}

}  // namespace zhengping::budget
