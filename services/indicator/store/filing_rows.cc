#include "services/indicator/store/filing_rows.h"

#include <utility>

#include "common/status/status_macros.h"

namespace zhengping::indicator {
namespace {

constexpr char kSelectFilings[] =
    "SELECT source, revision, framework FROM filings AS f WHERE division = $1 AND department = $2 AND fiscal_year = $3 "
    "AND kind = $4 AND revision = (SELECT MAX(revision) FROM filings AS g WHERE g.division = f.division "
    "AND g.department = f.department AND g.fiscal_year = f.fiscal_year AND g.kind = f.kind AND g.source = f.source "
    "AND g.revision <= $5) ORDER BY source";

constexpr char kInsertFiling[] =
    "INSERT INTO filings (division, department, fiscal_year, kind, source, revision, framework) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

constexpr char kSelectPlanRows[] =
    "SELECT goal, level1, level2, level3, project, direction, target_value, target_upper, target_text, is_adjusted, "
    "adjusted_value, adjusted_upper, adjusted_text, adjust_reason, unit, baseline, weight, rule, is_core, "
    "is_illustrative, place FROM plan_rows WHERE division = $1 AND department = $2 AND fiscal_year = $3 "
    "AND source = $4 AND revision = $5 ORDER BY position";

constexpr char kInsertPlanRow[] =
    "INSERT INTO plan_rows (division, department, fiscal_year, source, revision, position, goal, level1, level2, "
    "level3, project, direction, target_value, target_upper, target_text, is_adjusted, adjusted_value, adjusted_upper, "
    "adjusted_text, adjust_reason, unit, baseline, weight, rule, is_core, is_illustrative, place) VALUES ($1, $2, $3, "
    "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)";

constexpr char kSelectChecks[] =
    "SELECT name, expression, tolerance, place FROM checks WHERE division = $1 AND department = $2 "
    "AND fiscal_year = $3 AND source = $4 AND revision = $5 ORDER BY position";

constexpr char kInsertCheck[] =
    "INSERT INTO checks (division, department, fiscal_year, source, revision, position, name, expression, tolerance, "
    "place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

int64_t ColumnOf(FilingKind kind) { return kind == FilingKind::kPlan ? 1 : 2; }

Filing FilingFromRow(const storage::Statement& row) {
  return {.source = std::string(row.Text(0)), .revision = row.Int64(1), .framework = std::string(row.Text(2))};
}

// From the columns value, upper, text that begin at `first`.
absl::StatusOr<Target> TargetFromRow(const storage::Statement& row, int first) {
  Target target;
  ZP_ASSIGN_OR_RETURN(target.value, OptionalRationalFromRow(row, first));
  ZP_ASSIGN_OR_RETURN(target.upper, OptionalRationalFromRow(row, first + 1));
  target.text = std::string(row.Text(first + 2));
  return target;
}

absl::StatusOr<PlanRow> PlanRowFromRow(const storage::Statement& row) {
  PlanRow plan_row;
  plan_row.key = RowKeyFromRow(row, 0);
  ZP_ASSIGN_OR_RETURN(plan_row.direction, DirectionFromColumn(row.Int64(5)));
  ZP_ASSIGN_OR_RETURN(plan_row.target, TargetFromRow(row, 6));
  if (row.Bool(9)) {
    ZP_ASSIGN_OR_RETURN(plan_row.adjusted, TargetFromRow(row, 10));
  }
  plan_row.adjust_reason = std::string(row.Text(13));
  plan_row.unit = std::string(row.Text(14));
  ZP_ASSIGN_OR_RETURN(plan_row.baseline, OptionalRationalFromRow(row, 15));
  ZP_ASSIGN_OR_RETURN(plan_row.weight, OptionalRationalFromRow(row, 16));
  plan_row.rule = std::string(row.Text(17));
  plan_row.is_core = row.Bool(18);
  plan_row.is_illustrative = row.Bool(19);
  plan_row.source = std::string(row.Text(20));
  return plan_row;
}

absl::StatusOr<CheckRow> CheckFromRow(const storage::Statement& row) {
  CheckRow check;
  check.name = std::string(row.Text(0));
  check.expression = std::string(row.Text(1));
  ZP_ASSIGN_OR_RETURN(check.tolerance, RationalFromColumn(row.Text(2)));
  check.source = std::string(row.Text(3));
  return check;
}

absl::Status InsertFiling(storage::Connection& connection, const YearKey& key, FilingKind kind, const Filing& filing) {
  return connection.Execute(kInsertFiling, key.division(), key.code(), key.fiscal_year, ColumnOf(kind), filing.source,
                            filing.revision, filing.framework);
}

}  // namespace

absl::StatusOr<std::vector<Filing>> SelectFilings(storage::Connection& connection, const YearKey& key, FilingKind kind,
                                                  int64_t revision) {
  return Rows(connection, kSelectFilings, FilingFromRow, key.division(), key.code(), key.fiscal_year, ColumnOf(kind),
              revision);
}

absl::StatusOr<std::vector<PlanRow>> SelectPlanRows(storage::Connection& connection, const YearKey& key,
                                                    const Filing& filing) {
  return Rows(connection, kSelectPlanRows, PlanRowFromRow, key.division(), key.code(), key.fiscal_year, filing.source,
              filing.revision);
}

absl::StatusOr<std::vector<CheckRow>> SelectChecks(storage::Connection& connection, const YearKey& key,
                                                   const Filing& filing) {
  return Rows(connection, kSelectChecks, CheckFromRow, key.division(), key.code(), key.fiscal_year, filing.source,
              filing.revision);
}

absl::Status InsertPlan(storage::Connection& connection, const YearKey& key, const Filing& filing,
                        const std::vector<PlanRow>& rows) {
  ZP_RETURN_IF_ERROR(InsertFiling(connection, key, FilingKind::kPlan, filing));
  ZP_ASSIGN_OR_RETURN(storage::Statement insert, connection.Prepare(kInsertPlanRow));
  for (size_t i = 0; i < rows.size(); ++i) {
    const PlanRow& row = rows[i];
    const Target adjusted = row.adjusted.value_or(Target());
    ZP_RETURN_IF_ERROR(insert
                           .Bind(key.division(), key.code(), key.fiscal_year, filing.source, filing.revision,
                                 static_cast<int64_t>(i), row.key.goal, row.key.level1, row.key.level2, row.key.level3,
                                 row.key.project, ColumnOf(row.direction), ColumnOf(row.target.value),
                                 ColumnOf(row.target.upper), row.target.text, row.adjusted.has_value(),
                                 ColumnOf(adjusted.value), ColumnOf(adjusted.upper), adjusted.text, row.adjust_reason,
                                 row.unit, ColumnOf(row.baseline), ColumnOf(row.weight), row.rule, row.is_core,
                                 row.is_illustrative, row.source)
                           .Run());
  }
  return absl::OkStatus();
}

absl::Status InsertChecks(storage::Connection& connection, const YearKey& key, const Filing& filing,
                          const std::vector<CheckRow>& checks) {
  ZP_RETURN_IF_ERROR(InsertFiling(connection, key, FilingKind::kChecks, filing));
  ZP_ASSIGN_OR_RETURN(storage::Statement insert, connection.Prepare(kInsertCheck));
  for (size_t i = 0; i < checks.size(); ++i) {
    const CheckRow& check = checks[i];
    ZP_RETURN_IF_ERROR(insert
                           .Bind(key.division(), key.code(), key.fiscal_year, filing.source, filing.revision,
                                 static_cast<int64_t>(i), check.name, check.expression, ColumnOf(check.tolerance),
                                 check.source)
                           .Run());
  }
  return absl::OkStatus();
}

}  // namespace zhengping::indicator
