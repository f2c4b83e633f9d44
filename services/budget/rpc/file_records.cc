#include "services/budget/rpc/file_records.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/status/status_macros.h"
#include "services/budget/exchange/record_resolution.h"
#include "services/budget/limits.h"
#include "services/budget/store/year_reader.h"

namespace zhengping::budget {
namespace {

struct Year {
  std::vector<const ExchangeRecord*> records;
  std::vector<const BalanceCheck*> checks;
};
using Years = std::map<std::pair<DepartmentName, int>, Year>;

Years YearsOf(const ExchangeReading& reading) {
  Years years;
  for (const ExchangeRecord& record : reading.records) {
    years[{record.department, record.transaction.fiscal_year}].records.push_back(&record);
  }
  for (const BalanceCheck& check : reading.checks) {
    years[{check.department, check.fiscal_year}].checks.push_back(&check);
  }
  return years;
}

absl::StatusOr<KnownYear> ReadKnown(storage::Connection& connection, const YearKey& key) {
  KnownYear known;
  ZP_ASSIGN_OR_RETURN(const YearSnapshot year, SelectYear(connection, key, /*revision=*/0));
  for (const QuotaRow& row : year.quotas) {
    known.quotas.push_back({.record = row.record, .project_code = row.project_code});
  }
  for (const PostedTransaction& posted : year.ledger.transactions) {
    if (!posted.is_reversed && posted.transaction.reverses.empty()) known.in_force.push_back(posted.transaction);
  }
  return known;
}

absl::Status LookUpDepartments(storage::Connection& connection, const ExchangeReading& reading, FileRecords& found) {
  for (const auto& [name, sent] : reading.departments) {
    ZP_ASSIGN_OR_RETURN(const std::optional<DepartmentRow> stored, FindDepartment(connection, name));
    if (stored.has_value()) continue;
    if (sent.display_name.empty()) {
      found.issues.push_back({Severity::kError, sent.place, "DEPARTMENT_NOT_FOUND", sent.external_code,
                              "系统中没有这个部门，文件也没有写它的名称，无法建立；请补部门名称列，或先建立部门"});
    }
    found.missing.push_back(name);
  }
  return absl::OkStatus();
}

void AddRecords(const YearKey& key, const Year& year, bool is_missing, std::vector<ResolvedRecord> resolved,
                FileRecords& found) {
  for (ResolvedRecord& one : resolved) {
    ImportRecord record;
    record.key = key;
    record.transaction = std::move(one.transaction);
    record.is_deleted = one.is_deleted;
    record.creates_department = is_missing;
    for (const KnownQuota& quota : one.quotas) {
      record.quotas.push_back({.record = quota.record, .project_code = quota.project_code});
    }
    found.records.push_back(std::move(record));
    found.origins.push_back(year.records[one.record]);
  }
}

}  // namespace

absl::StatusOr<FileRecords> RecordsOf(storage::Connection& connection, const ExchangeReading& reading) {
  FileRecords found;
  ZP_RETURN_IF_ERROR(LookUpDepartments(connection, reading, found));
  for (const auto& [department_year, year] : YearsOf(reading)) {
    const YearKey key{.department = department_year.first, .fiscal_year = department_year.second};
    const bool is_missing =
        std::find(found.missing.begin(), found.missing.end(), key.department) != found.missing.end();
    KnownYear known;
    if (!is_missing) {
      ZP_ASSIGN_OR_RETURN(known, ReadKnown(connection, key));
    }
    AddRecords(key, year, is_missing, ResolveRecords(known, year.records, year.checks, found.issues), found);
    found.years.push_back(key);
  }
  return found;
}

absl::Status CreateDepartment(storage::Connection& connection, const DepartmentName& name,
                              const ExchangeDepartment& sent, int64_t now_ms) {
  DepartmentChange change{.name = name};
  change.display_name = sent.display_name;
  change.external_code = sent.external_code;
  std::vector<BudgetUnit> units;
  for (const auto& [code, unit_name] : sent.units) {
    if (units.size() < kMostBudgetUnits) units.push_back({.code = code, .display_name = unit_name});
  }
  change.budget_units = std::move(units);
  ZP_ASSIGN_OR_RETURN(DepartmentRow row, WithChange(DepartmentRow{.name = name}, change));
  return SaveDepartment(connection, row, now_ms);
}

}  // namespace zhengping::budget
