#include "services/budget/store/filing_rows.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectFiling[] =
    "SELECT revision, economy_measures, source, filed_ms FROM filings WHERE division = $1 AND department = $2 "
    "AND fiscal_year = $3 AND kind = $4 AND revision <= $5 ORDER BY revision DESC LIMIT 1";

constexpr char kInsertFiling[] =
    "INSERT INTO filings (division, department, fiscal_year, kind, revision, economy_measures, source, filed_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

Filing FilingFromRow(const storage::Statement& row) {
  return {.revision = row.Int64(0),
          .economy_measures = std::string(row.Text(1)),
          .source = std::string(row.Text(2)),
          .filed_ms = row.Int64(3)};
}

}  // namespace

absl::StatusOr<std::optional<Filing>> SelectFiling(storage::Connection& connection, const YearKey& key, ChangeKind kind,
                                                   int64_t revision) {
  return FirstRow(connection, kSelectFiling, FilingFromRow, key.division(), key.code(), key.fiscal_year, ColumnOf(kind),
                  revision);
}

absl::Status InsertFiling(storage::Connection& connection, const YearKey& key, ChangeKind kind, const Filing& filing) {
  return connection.Execute(kInsertFiling, key.division(), key.code(), key.fiscal_year, ColumnOf(kind), filing.revision,
                            filing.economy_measures, filing.source, filing.filed_ms);
}

}  // namespace zhengping::budget
