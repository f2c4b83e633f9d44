// A department-year's plan and results as the platform's tables. Read back under the same source they change nothing:
//
//   BGT_PERF_GOAL_INFO, PM_PERF_GOAL_INFO   goals in words, the department's and the projects'
//   BGT_PERF_INDICATOR, PM_PERF_INDICATOR   rows of the plan, with actual values where there are any
//   PERF_T_SELFPERFINDEX                    each row with target, actual value, weight and, where it was scored, points
//   PERF_T_SELFPERFDESC                     goals with what was achieved, reasons and measures
//   SELF_EVALUATION_TEMPLATE                the workbook to be filled in: the plan, and what was achieved so far
//
// Targets and values are written as they were once written; the columns for sign, unit and weight are vendors', and
// zp_… columns carry what neither has.
#ifndef ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_EXPORT_H_
#define ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_EXPORT_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/spreadsheet/table.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/exchange/perf_table.h"

namespace zhengping::indicator {

struct ExportedPlan {
  std::string division;
  std::string department;  // code
  int fiscal_year = 0;
  std::optional<std::string> project;  // only this sheet; absent: what the table is of
  YearContent content;
  std::map<RowKey, std::string> scores;  // 得分 of rows that were scored, as printed
  std::optional<std::string> total;      // of the sheet
};

enum class PerfFormat { kCsv, kXlsx, kJson };

// Null for a table that is not written.
const PerfTable* ExportedPerfTable(absl::string_view name);

Table PerfRowsOf(const PerfTable& table, const ExportedPlan& plan);

// CSV (UTF-8 with byte order mark), XLSX or JSON. A workbook of the template has its title as the sheet's name.
// Refused: as FormatXlsx.
absl::StatusOr<std::string> FormatPerfExport(const PerfTable& table, Table rows, PerfFormat format);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_EXPORT_H_
