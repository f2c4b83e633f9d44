// The platform's indicator library (绩效指标库, BAS_PERF_INDICATOR) as a framework without weights, to pick from, and
// back: one row a node of the tree, known by ind_id, below its parent_id.
#ifndef ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_LIBRARY_H_
#define ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_LIBRARY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/spreadsheet/table.h"
#include "common/status/issue.h"
#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {

struct PerfLibrary {
  Framework framework;  // a library: name, source and years are for whoever keeps it
  std::vector<Issue> issues;
};

// Disabled and deleted rows are left out. A leaf has its name, explanation (指标解释) and scoring text; calculation and
// scoring formulas of a platform are words to us, kept as the text of the rule, which nobody has read (kUnread).
// Issues:
//   COLUMN_MISSING, VALUE_MISSING       errors
//   LIBRARY_ID_REPEATED                 error: two rows of one ind_id
//   LIBRARY_PARENT_UNKNOWN              error: a parent_id that no row has
//   LIBRARY_CYCLE                       error: rows that are below themselves
PerfLibrary ReadPerfLibrary(const Table& table);

// With ids 1, 2, 3 … in print order, and is_leaf, level_no as the platform counts (1 to 3 and below).
Table PerfLibraryRows(const Framework& framework, const std::string& division, int fiscal_year);
// The same as a workbook, with the framework's own division and first year.
absl::StatusOr<std::string> FormatPerfLibrary(const Framework& framework);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_EXCHANGE_PERF_LIBRARY_H_
