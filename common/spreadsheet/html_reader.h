// A web page under the name of a workbook: what many platforms export as ".xls". Excel shows its tables one below the
// other, and so does the one sheet that comes out: each <tr> a row, each <td> or <th> a cell, colspan and rowspan as
// merged cells, and each paragraph between tables, where the unit often stands, a row of one cell. All cells are text.
// Parsed by libxml2's HTML parser, which neither loads nor runs anything.
#ifndef ZHENGPING_COMMON_SPREADSHEET_HTML_READER_H_
#define ZHENGPING_COMMON_SPREADSHEET_HTML_READER_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {

// `text` is UTF-8, whatever the page says about itself. Issues as ReadWorkbook lists them.
std::optional<Workbook> ReadHtml(absl::string_view name, absl::string_view text, const WorkbookLimits& limits,
                                 std::vector<Issue>& issues);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_HTML_READER_H_
