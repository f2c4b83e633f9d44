#include "services/budget/store/statement_store.h"

#include <utility>

#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/transaction.h"
#include "services/budget/store/year_writer.h"

namespace zhengping::budget {
namespace {

absl::StatusOr<FiledStatement> UpdateBody(storage::Connection& connection, const StatementUpdate& update) {
  const YearKey& key = update.key;
  ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      FindAnswer(connection, key.department, update.stamp));
  if (answered.has_value()) {
    const YearKey answered_key = {.department = key.department, .fiscal_year = answered->fiscal_year};
    return SelectStatement(connection, answered_key, answered->revision);
  }
  ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, key, update.stamp));
  ZP_ASSIGN_OR_RETURN(const FiledStatement stored, SelectStatement(connection, key, writer.head().revision));
  if (update.expected_revision.has_value() && *update.expected_revision != stored.revision) {
    return Stale({"ETAG_STALE", "statement.etag"}, "the statement has changed since it was read: read it again");
  }
  FiledStatement changed = stored;
  if (update.rows) changed.statement.rows = *update.rows;
  if (update.economy_measures) changed.economy_measures = *update.economy_measures;
  if (update.source) changed.source = *update.source;
  if (absl::Status refused = FirstRefusal(CheckStatement(changed.statement)); !refused.ok()) {
    return WithFieldPrefix(std::move(refused), "statement.");
  }
  if (update.mode == Mode::kValidateOnly) return changed;
  if (stored.revision == 0 || CanonicalText(stored) != CanonicalText(changed)) {
    writer.BeginRevision();
    ZP_RETURN_IF_ERROR(writer.PutStatement(std::move(changed)));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kStatement, /*reason=*/""));
    ZP_RETURN_IF_ERROR(writer.Finish());
  }
  const int64_t revision = writer.head().revision;
  ZP_RETURN_IF_ERROR(InsertAnswer(connection, key.department, update.stamp,
                                  {.fiscal_year = key.fiscal_year, .revision = revision, .answer = ""}));
  return SelectStatement(connection, key, revision);
}

absl::StatusOr<FiledFacts> UpdateFactsBody(storage::Connection& connection, const ReportedFactsUpdate& update) {
  const YearKey& key = update.key;
  ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      FindAnswer(connection, key.department, update.stamp));
  if (answered.has_value()) return SelectReportedFacts(connection, key, answered->revision);
  ZP_ASSIGN_OR_RETURN(YearWriter writer, YearWriter::Open(connection, key, update.stamp));
  ZP_ASSIGN_OR_RETURN(const FiledFacts stored, SelectReportedFacts(connection, key, writer.head().revision));
  if (update.expected_revision.has_value() && *update.expected_revision != stored.revision) {
    return Stale({"ETAG_STALE", "reported_facts.etag"}, "the reported facts have changed since: read them again");
  }
  FiledFacts changed = stored;
  if (update.facts) changed.facts = *update.facts;
  if (absl::Status refused = FirstRefusal(CheckReportedFacts(changed.facts)); !refused.ok()) {
    return WithFieldPrefix(std::move(refused), "reported_facts.");
  }
  if (update.mode == Mode::kValidateOnly) return changed;
  if (stored.revision == 0 || CanonicalText(stored.facts) != CanonicalText(changed.facts)) {
    writer.BeginRevision();
    ZP_RETURN_IF_ERROR(writer.PutReportedFacts(std::move(changed)));
    ZP_RETURN_IF_ERROR(writer.EndRevision(ChangeKind::kReportedFacts, /*reason=*/""));
    ZP_RETURN_IF_ERROR(writer.Finish());
  }
  const int64_t revision = writer.head().revision;
  ZP_RETURN_IF_ERROR(InsertAnswer(connection, key.department, update.stamp,
                                  {.fiscal_year = key.fiscal_year, .revision = revision, .answer = ""}));
  return SelectReportedFacts(connection, key, revision);
}

// The revision that a read asks for, `asked` 0 being the latest. Refused: DEPARTMENT_NOT_FOUND, REVISION_NOT_FOUND.
absl::StatusOr<int64_t> RevisionToRead(storage::Connection& connection, const YearKey& key, int64_t asked) {
  ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
  if (asked == 0) {
    ZP_ASSIGN_OR_RETURN(const YearHead head, SelectHead(connection, key));
    return head.revision;
  }
  ZP_RETURN_IF_ERROR(SelectDigest(connection, key, asked).status());
  return asked;
}

}  // namespace

void StatementStore::Get(YearKey key, int64_t revision, Done done) {
  database_.ReadAsync(
      [key = std::move(key), revision](storage::Connection& connection) -> absl::StatusOr<FiledStatement> {
        ZP_ASSIGN_OR_RETURN(const int64_t at, RevisionToRead(connection, key, revision));
        return SelectStatement(connection, key, at);
      },
      std::move(done));
}

void StatementStore::Update(StatementUpdate update, Done done) {
  const Mode mode = update.mode;
  auto body = [update = std::move(update)](storage::Connection& connection) { return UpdateBody(connection, update); };
  if (mode == Mode::kValidateOnly) return database_.ReadAsync(std::move(body), std::move(done));
  database_.Write(std::move(body), std::move(done));
}

void StatementStore::GetReportedFacts(YearKey key, int64_t revision, FactsDone done) {
  database_.ReadAsync(
      [key = std::move(key), revision](storage::Connection& connection) -> absl::StatusOr<FiledFacts> {
        ZP_ASSIGN_OR_RETURN(const int64_t at, RevisionToRead(connection, key, revision));
        return SelectReportedFacts(connection, key, at);
      },
      std::move(done));
}

void StatementStore::UpdateReportedFacts(ReportedFactsUpdate update, FactsDone done) {
  const Mode mode = update.mode;
  auto body = [update = std::move(update)](storage::Connection& connection) {
    return UpdateFactsBody(connection, update);
  };
  if (mode == Mode::kValidateOnly) return database_.ReadAsync(std::move(body), std::move(done));
  database_.Write(std::move(body), std::move(done));
}

}  // namespace zhengping::budget
