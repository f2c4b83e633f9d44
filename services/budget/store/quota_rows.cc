#include "services/budget/store/quota_rows.h"

#include "common/status/status_macros.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectQuotas[] =
    "SELECT q.quota, q.external_code, q.outlay, q.fund_type, q.function_code, q.government_economic_code, "
    "q.department_economic_code, q.project, q.project_code, q.project_display_name, q.budget_unit, q.revision "
    "FROM quotas AS q WHERE q.division = $1 AND q.department = $2 AND q.fiscal_year = $3 AND q.revision = "
    "(SELECT MAX(v.revision) FROM quotas AS v WHERE v.division = $1 AND v.department = $2 AND v.fiscal_year = $3 "
    "AND v.quota = q.quota AND v.revision <= $4) ORDER BY q.quota";

constexpr char kInsertQuota[] =
    "INSERT INTO quotas (division, department, fiscal_year, quota, revision, external_code, outlay, fund_type, "
    "function_code, government_economic_code, department_economic_code, project, project_code, "
    "project_display_name, budget_unit) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

constexpr char kSelectDatedEntries[] =
    "SELECT t.effective_day, e.kind, e.amount_fen, t.reverses FROM entries AS e JOIN transactions AS t "
    "ON t.division = e.division AND t.department = e.department AND t.fiscal_year = e.fiscal_year "
    "AND t.revision = e.revision AND t.step = e.step "
    "WHERE e.division = $1 AND e.department = $2 AND e.fiscal_year = $3 AND e.quota = $4 "
    "ORDER BY e.revision, e.step, e.entry_index";

absl::StatusOr<QuotaRow> QuotaFromRow(const storage::Statement& row) {
  QuotaRow result;
  result.record.id = std::string(row.Text(0));
  result.record.external_code = std::string(row.Text(1));
  Classification& classification = result.record.classification;
  ZP_ASSIGN_OR_RETURN(classification.outlay, OutlayFromColumn(row.Int64(2)));
  classification.fund_type = std::string(row.Text(3));
  classification.function_code = std::string(row.Text(4));
  classification.government_economic_code = std::string(row.Text(5));
  classification.department_economic_code = std::string(row.Text(6));
  classification.project = std::string(row.Text(7));
  result.project_code = std::string(row.Text(8));
  classification.project_display_name = std::string(row.Text(9));
  classification.budget_unit = std::string(row.Text(10));
  result.revision = row.Int64(11);
  return result;
}

absl::StatusOr<DatedEntry> DatedEntryFromRow(const storage::Statement& row) {
  ZP_ASSIGN_OR_RETURN(const EntryKind kind, EntryKindFromColumn(row.Int64(1)));
  return DatedEntry{.date = DateFromColumn(row.Int64(0)),
                    .entry = {.kind = kind, .amount = Money::Fen(row.Int64(2))},
                    .is_reversing = !row.Text(3).empty()};
}

}  // namespace

absl::StatusOr<std::vector<QuotaRow>> SelectQuotas(storage::Connection& connection, const YearKey& key,
                                                   int64_t revision) {
  return Rows(connection, kSelectQuotas, QuotaFromRow, key.division(), key.code(), key.fiscal_year, revision);
}

absl::Status InsertQuota(storage::Connection& connection, const YearKey& key, const QuotaRow& row) {
  const Classification& classification = row.record.classification;
  return connection.Execute(kInsertQuota, key.division(), key.code(), key.fiscal_year, row.record.id, row.revision,
                            row.record.external_code, ColumnOf(classification.outlay), classification.fund_type,
                            classification.function_code, classification.government_economic_code,
                            classification.department_economic_code, classification.project, row.project_code,
                            classification.project_display_name, classification.budget_unit);
}

absl::StatusOr<std::vector<DatedEntry>> SelectDatedEntries(storage::Connection& connection, const YearKey& key,
                                                           const std::string& quota) {
  return Rows(connection, kSelectDatedEntries, DatedEntryFromRow, key.division(), key.code(), key.fiscal_year, quota);
}

}  // namespace zhengping::budget
