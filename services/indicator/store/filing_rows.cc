#include "services/indicator/store/filing_rows.h"

#include <cstdlib>
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
    "is_illustrative, place, content, scoring_standard, note, record_table, record_id, record_time FROM plan_rows "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3 "
    "AND source = $4 AND revision = $5 ORDER BY position";

constexpr char kInsertPlanRow[] =
    "INSERT INTO plan_rows (division, department, fiscal_year, source, revision, position, goal, level1, level2, "
    "level3, project, direction, target_value, target_upper, target_text, is_adjusted, adjusted_value, adjusted_upper, "
    "adjusted_text, adjust_reason, unit, baseline, weight, rule, is_core, is_illustrative, place, content, "
    "scoring_standard, note, record_table, record_id, record_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
    "$11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, "
    "$33)";

constexpr char kSelectChecks[] =
    "SELECT name, expression, tolerance, place FROM checks WHERE division = $1 AND department = $2 "
    "AND fiscal_year = $3 AND source = $4 AND revision = $5 ORDER BY position";

constexpr char kInsertCheck[] =
    "INSERT INTO checks (division, department, fiscal_year, source, revision, position, name, expression, tolerance, "
    "place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

constexpr char kSelectGoals[] =
    "SELECT project, target, whole_term_target, achieved, deviation_reason, measure, place, record_table, record_id, "
    "record_time FROM year_goals WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND source = $4 "
    "AND revision = $5 ORDER BY position";

constexpr char kInsertGoal[] =
    "INSERT INTO year_goals (division, department, fiscal_year, source, revision, position, project, target, "
    "whole_term_target, achieved, deviation_reason, measure, place, record_table, record_id, record_time) VALUES ($1, "
    "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

constexpr char kSelectPlanHistory[] =
    "SELECT f.source, f.revision, f.framework, c.changed_ms, c.source FROM filings AS f JOIN changes AS c "
    "ON c.division = f.division AND c.department = f.department AND c.fiscal_year = f.fiscal_year "
    "AND c.revision = f.revision WHERE f.division = $1 AND f.department = $2 AND f.fiscal_year = $3 AND f.kind = $4 "
    "AND f.revision <= $5 ORDER BY f.revision, f.source";

int64_t ColumnOf(FilingKind kind) {
  switch (kind) {
    case FilingKind::kPlan:
      return 1;
    case FilingKind::kChecks:
      return 2;
    case FilingKind::kGoals:
      return 3;
  }
  std::abort();  // Our own bug: every kind is named above.
}

Filing FilingFromRow(const storage::Statement& row) {
  return {.source = std::string(row.Text(0)), .revision = row.Int64(1), .framework = std::string(row.Text(2))};
}

// A filing with the change that brought it.
struct FiledAt {
  Filing filing;
  int64_t filed_ms = 0;
  std::string filed_by;
};

// From the columns value, upper, text that begin at `first`.
absl::StatusOr<Target> TargetFromRow(const storage::Statement& row, int first) {
  Target target;
  ZP_ASSIGN_OR_RETURN(target.value, OptionalRationalFromRow(row, first));
  ZP_ASSIGN_OR_RETURN(target.upper, OptionalRationalFromRow(row, first + 1));
  target.text = std::string(row.Text(first + 2));
  return target;
}

PlatformRecord RecordFromRow(const storage::Statement& row, int first) {
  return {std::string(row.Text(first)), std::string(row.Text(first + 1)), std::string(row.Text(first + 2))};
}

YearGoal GoalFromRow(const storage::Statement& row) {
  YearGoal goal;
  goal.project = std::string(row.Text(0));
  goal.target = std::string(row.Text(1));
  goal.whole_term_target = std::string(row.Text(2));
  goal.achieved = std::string(row.Text(3));
  goal.deviation_reason = std::string(row.Text(4));
  goal.measure = std::string(row.Text(5));
  goal.source = std::string(row.Text(6));
  goal.record = RecordFromRow(row, 7);
  return goal;
}

FiledAt FiledAtFromRow(const storage::Statement& row) {
  return {FilingFromRow(row), row.Int64(3), std::string(row.Text(4))};
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
  plan_row.content = std::string(row.Text(21));
  plan_row.scoring_standard = std::string(row.Text(22));
  plan_row.note = std::string(row.Text(23));
  plan_row.record = RecordFromRow(row, 24);
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

absl::StatusOr<std::vector<YearGoal>> SelectGoals(storage::Connection& connection, const YearKey& key,
                                                  const Filing& filing) {
  return Rows(connection, kSelectGoals, GoalFromRow, key.division(), key.code(), key.fiscal_year, filing.source,
              filing.revision);
}

absl::StatusOr<std::vector<FiledPlan>> SelectPlanHistory(storage::Connection& connection, const YearKey& key,
                                                         int64_t revision) {
  ZP_ASSIGN_OR_RETURN(const std::vector<FiledAt> filings,
                      Rows(connection, kSelectPlanHistory, FiledAtFromRow, key.division(), key.code(), key.fiscal_year,
                           ColumnOf(FilingKind::kPlan), revision));
  std::vector<FiledPlan> plans;
  for (const FiledAt& filed : filings) {
    FiledPlan plan{filed.filing.revision, filed.filed_ms, filed.filed_by, {}};
    ZP_ASSIGN_OR_RETURN(plan.rows, SelectPlanRows(connection, key, filed.filing));
    plans.push_back(std::move(plan));
  }
  return plans;
}

absl::Status InsertGoals(storage::Connection& connection, const YearKey& key, const Filing& filing,
                         const std::vector<YearGoal>& goals) {
  ZP_RETURN_IF_ERROR(InsertFiling(connection, key, FilingKind::kGoals, filing));
  ZP_ASSIGN_OR_RETURN(storage::Statement insert, connection.Prepare(kInsertGoal));
  for (size_t i = 0; i < goals.size(); ++i) {
    const YearGoal& goal = goals[i];
    ZP_RETURN_IF_ERROR(insert
                           .Bind(key.division(), key.code(), key.fiscal_year, filing.source, filing.revision,
                                 static_cast<int64_t>(i), goal.project, goal.target, goal.whole_term_target,
                                 goal.achieved, goal.deviation_reason, goal.measure, goal.source, goal.record.table,
                                 goal.record.id, goal.record.update_time)
                           .Run());
  }
  return absl::OkStatus();
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
                                 row.is_illustrative, row.source, row.content, row.scoring_standard, row.note,
                                 row.record.table, row.record.id, row.record.update_time)
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
