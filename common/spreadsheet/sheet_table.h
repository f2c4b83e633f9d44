// A sheet that is a plain table already: headings in its first row that is not blank, records below. As strict as a CSV
// file, so that a sheet and a file of the same cells give the same table; for sheets that platforms leave there is
// sheet_shape.h.
#ifndef ZHENGPING_COMMON_SPREADSHEET_SHEET_TABLE_H_
#define ZHENGPING_COMMON_SPREADSHEET_SHEET_TABLE_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/table.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/issue.h"

namespace zhengping {

// `place_name` is the table's name (PlaceName of workbook.h). Cells stand as they are shown: "38.64%", "2023-04-01".
// Empty with an issue; the reasons are those of ReadCsv about tables, and CELL_HOLDS_ERROR for #N/A and the like.
std::optional<Table> TableOf(absl::string_view place_name, const Sheet& sheet, std::vector<Issue>& issues,
                             const TableLimits& limits = {});

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_SHEET_TABLE_H_
