// Comma- or tab-separated files (RFC 4180, and what Excel and WPS make of it) to and from a Table.
//
// Read: UTF-8 or GB18030 (encoding.h); comma or tab, whichever the heading row has more of; fields in double quotes,
// which may hold line ends and doubled quotes; lines end in \n, \r\n or \r. A row shorter than the headings is filled
// with empty cells. A quote inside a field that does not start with one is a character like others.
#ifndef ZHENGPING_COMMON_SPREADSHEET_CSV_H_
#define ZHENGPING_COMMON_SPREADSHEET_CSV_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/table.h"
#include "common/status/issue.h"

namespace zhengping {

// Appends what is wrong to `issues`, and gives a table only when nothing is: a table read on after an error would put
// its cells at wrong places. `name` stands in each place. Linear in the file's size. Reasons beside those of
// encoding.h:
//   FILE_TOO_LARGE  TABLE_TOO_LARGE  ROW_TOO_LARGE  TOO_MANY_COLUMNS  TOO_MANY_ISSUES   a limit
//   TABLE_EMPTY        no heading row
//   HEADING_REPEATED   two columns of one name
//   HEADING_MISSING    cells below an empty heading, or beyond the last one
//   QUOTE_NOT_CLOSED   a quoted field without end
//   QUOTE_MISPLACED    text behind a closing quote
std::optional<Table> ReadCsv(absl::string_view name, absl::string_view bytes, std::vector<Issue>& issues,
                             const TableLimits& limits = {});

struct CsvOptions {
  char separator = ',';              // or '\t'
  bool has_byte_order_mark = false;  // Excel takes a file without one for GB18030
};

// UTF-8, lines end in \n. Reading it gives the same table, row numbers included (blank rows are written as such).
std::string FormatCsv(const Table& table, const CsvOptions& options = {});

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_CSV_H_
