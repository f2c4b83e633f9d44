// A department-year's ledger as tables of the platform standard. Read back under the same source, they change nothing:
//
//   BA_BGT_INFO       each quota with its purpose, and the first record that brought it money alone
//   BA_BGT_ADJSUB     every other record of the budget, one row an entry
//   PAY_VOUCHER_BILL  the records that pay and refund, one row an entry
//   BA_BGT_BALANCE    what is left of each quota, for comparison
//
// Every record in force is in exactly one of the first three. Columns beyond the standard's begin with zp_: the record
// whose entry a row is, its kind, and what the standard has no column for.
#ifndef ZHENGPING_SERVICES_BUDGET_EXCHANGE_TABLE_EXPORT_H_
#define ZHENGPING_SERVICES_BUDGET_EXCHANGE_TABLE_EXPORT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/spreadsheet/table.h"
#include "services/budget/exchange/field_table.h"
#include "services/budget/exchange/file_reading.h"
#include "services/budget/exchange/record_resolution.h"

namespace zhengping::budget {

struct ExportedYear {
  DepartmentName department;
  std::string department_code;
  std::string department_name;
  std::map<std::string, std::string> unit_names;  // by agency_code
  int fiscal_year = 0;
  std::vector<KnownQuota> quotas;           // by id
  std::vector<PostedTransaction> in_force;  // in the order of their revisions
};

// Null for a table that is not exported.
const FieldTable* ExportedTable(absl::string_view name);

// Headings are the standard's names. `table` is one of ExportedTable.
Table RowsOf(const FieldTable& table, const ExportedYear& year);

// CSV (UTF-8 with byte order mark, so that Excel knows it), XLSX or JSON. Refused: as FormatXlsx.
absl::StatusOr<std::string> FormatExport(const FieldTable& table, Table rows, ExchangeFormat format);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_EXCHANGE_TABLE_EXPORT_H_
