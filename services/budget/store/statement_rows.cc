#include "services/budget/store/statement_rows.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/canonical.h"
#include "services/budget/store/filing_rows.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectRows[] =
    "SELECT position, item, display_name FROM statement_rows WHERE division = $1 AND department = $2 "
    "AND fiscal_year = $3 AND revision = $4 ORDER BY position";

constexpr char kSelectCells[] =
    "SELECT position, cell, state, value_kind, value_number, value_fraction, source FROM statement_cells "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND revision = $4 ORDER BY position, cell";

constexpr char kInsertRow[] =
    "INSERT INTO statement_rows (division, department, fiscal_year, revision, position, item, display_name) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

constexpr char kInsertCell[] =
    "INSERT INTO statement_cells (division, department, fiscal_year, revision, position, cell, state, value_kind, "
    "value_number, value_fraction, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

constexpr char kSelectFacts[] =
    "SELECT name, state, value_kind, value_number, value_fraction, source FROM reported_facts WHERE division = $1 "
    "AND department = $2 AND fiscal_year = $3 AND revision = $4 ORDER BY position";

constexpr char kInsertFact[] =
    "INSERT INTO reported_facts (division, department, fiscal_year, revision, position, name, state, value_kind, "
    "value_number, value_fraction, source) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

struct CellRow {
  int64_t position = 0;
  int64_t cell = 0;
  StatementCell content;
};

absl::StatusOr<CellRow> CellFromRow(const storage::Statement& row) {
  CellRow result;
  result.position = row.Int64(0);
  result.cell = row.Int64(1);
  ZP_ASSIGN_OR_RETURN(result.content.state, CellStateFromColumn(row.Int64(2)));
  ZP_ASSIGN_OR_RETURN(result.content.value, QuantityFromRow(row, 3));
  result.content.source = std::string(row.Text(6));
  return result;
}

StatementRow RowFromRow(const storage::Statement& row) {
  StatementRow result;
  result.item = std::string(row.Text(1));
  result.display_name = std::string(row.Text(2));
  return result;
}

absl::StatusOr<ReportedFact> FactFromRow(const storage::Statement& row) {
  ReportedFact fact;
  fact.name = std::string(row.Text(0));
  ZP_ASSIGN_OR_RETURN(fact.state, CellStateFromColumn(row.Int64(1)));
  ZP_ASSIGN_OR_RETURN(fact.value, QuantityFromRow(row, 2));
  fact.source = std::string(row.Text(5));
  return fact;
}

}  // namespace

absl::StatusOr<FiledStatement> SelectStatement(storage::Connection& connection, const YearKey& key, int64_t revision) {
  FiledStatement filed;
  ZP_ASSIGN_OR_RETURN(std::optional<Filing> filing, SelectFiling(connection, key, ChangeKind::kStatement, revision));
  if (!filing.has_value()) return filed;
  filed.revision = filing->revision;
  filed.filed_ms = filing->filed_ms;
  filed.economy_measures = std::move(filing->economy_measures);
  filed.source = std::move(filing->source);
  ZP_ASSIGN_OR_RETURN(filed.statement.rows, Rows(connection, kSelectRows, RowFromRow, key.division(), key.code(),
                                                 key.fiscal_year, filed.revision));
  ZP_ASSIGN_OR_RETURN(std::vector<CellRow> cells, Rows(connection, kSelectCells, CellFromRow, key.division(),
                                                       key.code(), key.fiscal_year, filed.revision));
  const auto row_count = static_cast<int64_t>(filed.statement.rows.size());
  for (CellRow& cell : cells) {
    if (cell.position < 0 || cell.position >= row_count || cell.cell < 0 || cell.cell > 3) {
      return absl::InternalError(absl::StrCat("statement cell outside its table: row ", cell.position));
    }
    filed.statement.rows[static_cast<size_t>(cell.position)].cells[static_cast<size_t>(cell.cell)] =
        std::move(cell.content);
  }
  return filed;
}

absl::StatusOr<FiledFacts> SelectReportedFacts(storage::Connection& connection, const YearKey& key, int64_t revision) {
  FiledFacts filed;
  ZP_ASSIGN_OR_RETURN(const std::optional<Filing> filing,
                      SelectFiling(connection, key, ChangeKind::kReportedFacts, revision));
  if (!filing.has_value()) return filed;
  filed.revision = filing->revision;
  filed.filed_ms = filing->filed_ms;
  ZP_ASSIGN_OR_RETURN(filed.facts, Rows(connection, kSelectFacts, FactFromRow, key.division(), key.code(),
                                        key.fiscal_year, filed.revision));
  return filed;
}

absl::Status InsertStatement(storage::Connection& connection, const YearKey& key, const FiledStatement& filed) {
  ZP_RETURN_IF_ERROR(InsertFiling(connection, key, ChangeKind::kStatement,
                                  {.revision = filed.revision,
                                   .economy_measures = filed.economy_measures,
                                   .source = filed.source,
                                   .filed_ms = filed.filed_ms}));
  int64_t position = 0;
  for (const StatementRow& row : filed.statement.rows) {
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertRow, key.division(), key.code(), key.fiscal_year, filed.revision,
                                          position, row.item, row.display_name));
    for (size_t cell = 0; cell < row.cells.size(); ++cell) {
      const StatementCell& content = row.cells[cell];
      if (content == StatementCell()) continue;
      const QuantityColumns value = ColumnsOf(content.value);
      ZP_RETURN_IF_ERROR(connection.Execute(kInsertCell, key.division(), key.code(), key.fiscal_year, filed.revision,
                                            position, static_cast<int64_t>(cell), ColumnOf(content.state), value.kind,
                                            value.number, value.fraction, content.source));
    }
    ++position;
  }
  return absl::OkStatus();
}

absl::Status InsertReportedFacts(storage::Connection& connection, const YearKey& key, const FiledFacts& filed) {
  ZP_RETURN_IF_ERROR(
      InsertFiling(connection, key, ChangeKind::kReportedFacts,
                   {.revision = filed.revision, .economy_measures = "", .source = "", .filed_ms = filed.filed_ms}));
  int64_t position = 0;
  for (const ReportedFact& fact : filed.facts) {
    const QuantityColumns value = ColumnsOf(fact.value);
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertFact, key.division(), key.code(), key.fiscal_year, filed.revision,
                                          position++, fact.name, ColumnOf(fact.state), value.kind, value.number,
                                          value.fraction, fact.source));
  }
  return absl::OkStatus();
}

std::string CanonicalText(const FiledStatement& filed) {
  return absl::StrCat(CanonicalText(filed.statement),
                      CanonicalLines("zhengping.statement_prose/1",
                                     {{"economy_measures", filed.economy_measures}, {"source", filed.source}}));
}

}  // namespace zhengping::budget
