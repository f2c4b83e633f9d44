// Workbooks of Excel since 2007 and of WPS (ECMA-376 SpreadsheetML, transitional and strict).
//
// On libzip and libxml2, both streaming. Debian's liborcus 0.17, which reads the same format, was tried and left: its
// interface hands figures over as binary floats, does not say which sheets are hidden, and inflates a part into one
// buffer of the size that the file declares, so that a zip bomb is as large as it says.
#ifndef ZHENGPING_COMMON_SPREADSHEET_XLSX_READER_H_
#define ZHENGPING_COMMON_SPREADSHEET_XLSX_READER_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {

// `bytes` are a ZIP archive. Issues as ReadWorkbook lists them.
std::optional<Workbook> ReadXlsx(absl::string_view name, absl::string_view bytes, const WorkbookLimits& limits,
                                 std::vector<Issue>& issues);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_XLSX_READER_H_
