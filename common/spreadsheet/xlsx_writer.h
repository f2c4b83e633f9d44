// Writes tables as an XLSX workbook (ECMA-376) for people to open. Equal tables give equal bytes: no clock, no names.
//
// Every cell is text unless the column is declared a number, and a text is never a formula: "=1+1", "+86…", "@x" stand
// in the sheet as they are. A program that computes when it opens such a file would let whoever wrote the text run
// commands (formula injection); the type of the cell, not a quote before the text, is what rules it out.
#ifndef ZHENGPING_COMMON_SPREADSHEET_XLSX_WRITER_H_
#define ZHENGPING_COMMON_SPREADSHEET_XLSX_WRITER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/spreadsheet/table.h"

namespace zhengping {

struct XlsxSheet {
  Table table;  // its name is the sheet's
  std::vector<size_t> number_columns =
      {};  // columns whose cells that read as a decimal number become one: amounts, counts
  bool is_hidden = false;
};

// Row numbers are kept: rows of the table with gaps between their numbers leave blank rows. The heading row is bold and
// stays in sight. A number of more than 15 digits is written as text: Excel would change its end. Refused:
//   SHEET_NAME_INVALID   empty, above 31 characters, with []:*?/\, or twice (letter case apart): Excel would not open
//   it SHEETS_MISSING       no sheet CELL_TOO_LONG        above 32,767 characters, Excel's bound
absl::StatusOr<std::string> FormatXlsx(const std::vector<XlsxSheet>& sheets);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_XLSX_WRITER_H_
