#include "services/budget/store/department_store.h"

#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/limits.h"
#include "services/budget/store/year_reader.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectDepartment[] =
    "SELECT division, department, display_name, external_code, division_display_name, superior_agency_code, "
    "unit_kind, version, created_ms, updated_ms FROM departments WHERE division = $1 AND department = $2";

// An empty display name stands for every one.
constexpr char kListDepartments[] =
    "SELECT division, department, display_name, external_code, division_display_name, superior_agency_code, "
    "unit_kind, version, created_ms, updated_ms FROM departments WHERE division = $1 AND department > $2 "
    "AND ($3 = '' OR display_name = $3) ORDER BY department LIMIT $4";

constexpr char kSelectUnits[] =
    "SELECT code, display_name FROM budget_units WHERE division = $1 AND department = $2 ORDER BY position";

constexpr char kSaveDepartment[] =
    "INSERT INTO departments (division, department, display_name, external_code, division_display_name, "
    "superior_agency_code, unit_kind, version, created_ms, updated_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (division, department) DO UPDATE SET "
    "display_name = excluded.display_name, external_code = excluded.external_code, "
    "division_display_name = excluded.division_display_name, superior_agency_code = excluded.superior_agency_code, "
    "unit_kind = excluded.unit_kind, version = excluded.version, updated_ms = excluded.updated_ms";

constexpr char kDeleteUnits[] = "DELETE FROM budget_units WHERE division = $1 AND department = $2";

constexpr char kInsertUnit[] =
    "INSERT INTO budget_units (division, department, position, code, display_name) VALUES ($1, $2, $3, $4, $5)";

DepartmentRow DepartmentFromRow(const storage::Statement& row) {
  DepartmentRow department;
  department.name = {.division = std::string(row.Text(0)), .department = std::string(row.Text(1))};
  department.display_name = std::string(row.Text(2));
  department.external_code = std::string(row.Text(3));
  department.division_display_name = std::string(row.Text(4));
  department.superior_agency_code = std::string(row.Text(5));
  department.unit_kind = std::string(row.Text(6));
  department.version = row.Int64(7);
  department.created_ms = row.Int64(8);
  department.updated_ms = row.Int64(9);
  return department;
}

BudgetUnit UnitFromRow(const storage::Statement& row) {
  return {.code = std::string(row.Text(0)), .display_name = std::string(row.Text(1))};
}

absl::Status AddUnits(storage::Connection& connection, DepartmentRow& row) {
  ZP_ASSIGN_OR_RETURN(row.budget_units,
                      Rows(connection, kSelectUnits, UnitFromRow, row.name.division, row.name.department));
  return absl::OkStatus();
}

absl::StatusOr<DepartmentRow> UpdateBody(storage::Connection& connection, const DepartmentUpdate& update) {
  const DepartmentName& name = update.change.name;
  ZP_ASSIGN_OR_RETURN(std::optional<DepartmentRow> stored, FindDepartment(connection, name));
  if (!stored.has_value() && update.on_missing == OnMissing::kRefuse) return SelectDepartment(connection, name);
  if (!stored.has_value()) stored = DepartmentRow{.name = name};
  if (update.expected_version.has_value() && *update.expected_version != stored->version) {
    return Stale({"ETAG_STALE", "department.etag"}, "the department has changed since it was read: read it again");
  }
  ZP_ASSIGN_OR_RETURN(DepartmentRow changed, WithChange(*stored, update.change));
  if (update.mode == Mode::kValidateOnly || SameContent(*stored, changed)) return changed;
  ZP_RETURN_IF_ERROR(SaveDepartment(connection, changed, update.stamp.now_ms));
  return changed;
}

}  // namespace

absl::StatusOr<std::optional<DepartmentRow>> FindDepartment(storage::Connection& connection,
                                                            const DepartmentName& name) {
  ZP_ASSIGN_OR_RETURN(std::optional<DepartmentRow> row,
                      FirstRow(connection, kSelectDepartment, DepartmentFromRow, name.division, name.department));
  if (row.has_value()) ZP_RETURN_IF_ERROR(AddUnits(connection, *row));
  return row;
}

absl::StatusOr<DepartmentRow> SelectDepartment(storage::Connection& connection, const DepartmentName& name) {
  ZP_ASSIGN_OR_RETURN(std::optional<DepartmentRow> row, FindDepartment(connection, name));
  if (!row.has_value()) {
    return Absent(
        {"DEPARTMENT_NOT_FOUND"},
        absl::StrCat(FormatName(name),
                     " is not stored: load a case of it, or create it with UpdateDepartment and allow_missing"));
  }
  return *std::move(row);
}

absl::StatusOr<DepartmentRow> WithChange(DepartmentRow stored, const DepartmentChange& change) {
  if (change.display_name) stored.display_name = *change.display_name;
  if (change.external_code) stored.external_code = *change.external_code;
  if (change.division_display_name) stored.division_display_name = *change.division_display_name;
  if (change.superior_agency_code) stored.superior_agency_code = *change.superior_agency_code;
  if (change.unit_kind) stored.unit_kind = *change.unit_kind;
  if (change.budget_units) stored.budget_units = *change.budget_units;
  if (stored.display_name.empty()) {
    return Invalid({"DISPLAY_NAME_MISSING", "department.display_name"},
                   "a department has a name, as documents print it");
  }
  return stored;
}

bool SameContent(const DepartmentRow& a, const DepartmentRow& b) {
  const auto content = [](const DepartmentRow& row) {
    return std::tie(row.name, row.display_name, row.external_code, row.division_display_name, row.superior_agency_code,
                    row.unit_kind, row.budget_units);
  };
  return a.version != 0 && b.version != 0 && content(a) == content(b);
}

absl::Status SaveDepartment(storage::Connection& connection, DepartmentRow& row, int64_t now_ms) {
  ++row.version;
  row.updated_ms = now_ms;
  if (row.version == 1) row.created_ms = now_ms;
  ZP_RETURN_IF_ERROR(connection.Execute(kSaveDepartment, row.name.division, row.name.department, row.display_name,
                                        row.external_code, row.division_display_name, row.superior_agency_code,
                                        row.unit_kind, row.version, row.created_ms, row.updated_ms));
  ZP_RETURN_IF_ERROR(connection.Execute(kDeleteUnits, row.name.division, row.name.department));
  int64_t position = 0;
  for (const BudgetUnit& unit : row.budget_units) {
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertUnit, row.name.division, row.name.department, position++, unit.code,
                                          unit.display_name));
  }
  return absl::OkStatus();
}

void DepartmentStore::Get(DepartmentName name, Done<DepartmentRow> done) {
  database_.ReadAsync(
      [name = std::move(name)](storage::Connection& connection) { return SelectDepartment(connection, name); },
      std::move(done));
}

void DepartmentStore::List(std::string division, std::string display_name, std::string after_department, int64_t limit,
                           Done<std::vector<DepartmentRow>> done) {
  database_.ReadAsync(
      [division = std::move(division), display_name = std::move(display_name), after = std::move(after_department),
       limit](storage::Connection& connection) -> absl::StatusOr<std::vector<DepartmentRow>> {
        ZP_ASSIGN_OR_RETURN(std::vector<DepartmentRow> rows, Rows(connection, kListDepartments, DepartmentFromRow,
                                                                  division, after, display_name, limit));
        for (DepartmentRow& row : rows) ZP_RETURN_IF_ERROR(AddUnits(connection, row));
        return rows;
      },
      std::move(done));
}

void DepartmentStore::Update(DepartmentUpdate update, Done<DepartmentRow> done) {
  const Mode mode = update.mode;
  auto body = [update = std::move(update)](storage::Connection& connection) { return UpdateBody(connection, update); };
  if (mode == Mode::kValidateOnly) return database_.ReadAsync(std::move(body), std::move(done));
  database_.Write(std::move(body), std::move(done));
}

void DepartmentStore::ListYears(DepartmentName name, int after_year, int64_t limit,
                                Done<std::vector<YearHeadOfYear>> done) {
  database_.ReadAsync(
      [name = std::move(name), after_year,
       limit](storage::Connection& connection) -> absl::StatusOr<std::vector<YearHeadOfYear>> {
        ZP_RETURN_IF_ERROR(SelectDepartment(connection, name).status());
        return SelectHeads(connection, name, after_year, limit);
      },
      std::move(done));
}

void DepartmentStore::ListProjects(DepartmentName name, Done<std::vector<Project>> done) {
  database_.ReadAsync(
      [name = std::move(name)](storage::Connection& connection) -> absl::StatusOr<std::vector<Project>> {
        ZP_RETURN_IF_ERROR(SelectDepartment(connection, name).status());
        ZP_ASSIGN_OR_RETURN(const std::vector<YearHeadOfYear> years,
                            SelectHeads(connection, name, /*after_year=*/0, kLastFiscalYear - kFirstFiscalYear + 1));
        std::vector<ProjectNaming> namings;
        for (const YearHeadOfYear& year : years) {
          const YearKey key = {.department = name, .fiscal_year = year.fiscal_year};
          ZP_ASSIGN_OR_RETURN(const YearSnapshot snapshot, SelectYear(connection, key, /*revision=*/0));
          for (const QuotaRow& row : snapshot.quotas) {
            const Classification& purpose = row.record.classification;
            if (purpose.project.empty()) continue;
            namings.push_back({.fiscal_year = year.fiscal_year,
                               .revision = row.revision,
                               .id = purpose.project,
                               .external_code = row.project_code,
                               .display_name = purpose.project_display_name});
          }
        }
        return ProjectsOf(std::move(namings));
      },
      std::move(done));
}

void DepartmentStore::GetYear(YearKey key, Done<YearHead> done) {
  database_.ReadAsync(
      [key = std::move(key)](storage::Connection& connection) -> absl::StatusOr<YearHead> {
        ZP_RETURN_IF_ERROR(SelectDepartment(connection, key.department).status());
        return SelectHead(connection, key);
      },
      std::move(done));
}

}  // namespace zhengping::budget
