// A file with the platform's performance tables, from its bytes to records of department-years: JSON
// ({"BGT_PERF_INDICATOR": [{…}]}), CSV, XLSX, XLS. What is wrong is an issue at its cell; all of them come at once.
// Pure.
//
// Free text is read as written_target.h says and kept beside what was read: "≥95%", "不少于100场", "100余人". Words in
// a column of numbers make a row that is judged, never a number.
#ifndef ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_FILE_H_
#define ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_FILE_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/issue.h"
#include "services/indicator/domain/platform_import.h"

namespace zhengping::indicator {

struct PerfFileOptions {
  std::string division;    // whose file it is; rows of another are refused
  std::string department;  // code, of rows that name none; empty: then they are wrong
  std::string project;     // pro_code, of rows that name none; empty: of the department as a whole
  std::string table;       // its name, where the file does not say which it is; empty: told from names and headings
  int fiscal_year = 0;     // of rows that name none; 0: then they are wrong
};

struct PerfFile {
  std::map<std::pair<std::string, int>, std::vector<ImportedRecord>> years;  // by department code and fiscal year
  std::vector<Issue> issues;
  int row_count = 0;
  int left_out_row_count = 0;  // empty rows of a template, rows of another service's tables
};

// Issues beside those of the readers (json_tables.h, workbook.h, sheet_shape.h):
//   TABLE_UNKNOWN       error: no table of the file is one of ours
//   ROWS_OF_TOTALS      note: 合计 rows are no records
//   SHEET_NOT_READ      note: another sheet or table, or a hidden one
//   COLUMN_UNKNOWN      warning: a column that is not read
//   COLUMN_MISSING, VALUE_MISSING, VALUE_TOO_LONG, NUMBER_MALFORMED, FLAG_UNKNOWN, MOMENT_MALFORMED   errors
//   DIVISION_DIFFERS, FISCAL_YEAR_MISSING, DEPARTMENT_MISSING     errors: whose row it is
//   DIRECTION_UNKNOWN, PLAN_TARGET_SIGN, UNIT_DISAGREES           errors: what the target says
//   DIRECTION_UNSTATED  warning: a number without a sign is read as >=
//   TARGET_STRICT       note: > is read as >=
//   TARGET_IN_WORDS     note: the row is judged; a warning under a sign that asks for a number
//   TARGET_MISSING      warning: no target: 无, "/", or nothing
//   NAME_MAY_BE_CUT     warning: a name as long as the platform's column, 30 bytes
//   SCORE_NOT_TAKEN     note: points are computed, a filed score is what `check` compares
//   LIBRARY_NOT_TAKEN   note: BAS_PERF_INDICATOR is no department's
PerfFile ReadPerfFile(absl::string_view name, absl::string_view bytes, const PerfFileOptions& options,
                      const WorkbookLimits& limits = {});

// The table of a library (BAS_PERF_INDICATOR, perf_library.h) in a workbook: of the visible sheets the first that is
// one. Empty: none is.
std::optional<Table> FindLibraryTable(absl::string_view bytes);

// Whether a file is this service's: a JSON file when all its tables are performance tables, another when one is. The
// command line asks before it sends.
bool HoldsPerfTable(absl::string_view name, absl::string_view bytes);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_FILE_H_
