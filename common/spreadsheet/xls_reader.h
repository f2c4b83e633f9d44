// Workbooks of Excel 97 to 2003, as many platforms still export them (BIFF8, [MS-XLS]).
//
// Debian's freexl 1.0.6, which reads the same format, was tried and left: cells with formulas come out as empty, which
// loses amounts without a word, and it knows neither hidden sheets and rows, merged cells, percentages nor errors.
#ifndef ZHENGPING_COMMON_SPREADSHEET_XLS_READER_H_
#define ZHENGPING_COMMON_SPREADSHEET_XLS_READER_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {

// `bytes` are a compound file. Issues as ReadWorkbook lists them; a compound file of Word, or of Excel before 97, is
// FILE_FORMAT_UNKNOWN, an encrypted XLSX or XLS FILE_ENCRYPTED.
std::optional<Workbook> ReadXls(absl::string_view name, absl::string_view bytes, const WorkbookLimits& limits,
                                std::vector<Issue>& issues);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_XLS_READER_H_
