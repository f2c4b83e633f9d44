// The sheets of one file as a program of the office left them: XLSX, XLS (Excel 97 to 2003), an HTML table or text
// under the name of either, CSV. Which of them a file is, its content says, never its name: many platforms export an
// HTML table or tab-separated text as ".xls".
//
//   std::vector<Issue> issues;
//   const std::optional<Workbook> workbook = ReadWorkbook("支付明细.xlsx", bytes, issues);
//   if (!workbook) return issues;
//   for (const Sheet& sheet : workbook->sheets) {
//     const auto shape = ShapeSheet(PlaceName(*workbook, sheet), sheet, wanted, issues);  // sheet_shape.h
//
// A sheet is a grid of cells that keeps what the file says; finding its header, total rows and unit is sheet_shape.h's.
// Numbers are decimal text: no figure passes through a binary float between the file and Money. Excel writes the binary
// tail of a sum (123.45000000000002) into the file and shows 15 significant digits; so does a Cell (123.45).
#ifndef ZHENGPING_COMMON_SPREADSHEET_WORKBOOK_H_
#define ZHENGPING_COMMON_SPREADSHEET_WORKBOOK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/table.h"
#include "common/status/issue.h"

namespace zhengping {

enum class CellKind : uint8_t {
  kEmpty,
  kText,
  kNumber,   // "1234567.89": no exponent, no separators, no trailing zeros
  kDate,     // a serial whose format shows a day: "2023-04-01", "2023-04-01 08:30:00"
  kBoolean,  // "TRUE", "FALSE"
  kError,    // "#N/A", "#DIV/0!"
};

struct Cell {
  CellKind kind = CellKind::kEmpty;
  bool is_formula = false;     // `text` is the value that the program saved with the formula
  bool is_percentage = false;  // a number shown as one: 0.3864 reads 38.64% (ShownText)
  std::string text = "";       // UTF-8, line ends as \n, not trimmed

  bool operator==(const Cell&) const = default;
};

// What the user sees: "38.64%" for a number shown as a percentage, else the cell's text.
std::string ShownText(const Cell& cell);

struct SheetRow {
  int number = 0;           // as the program shows it, from 1
  bool is_hidden = false;   // by hand or by a filter
  std::vector<Cell> cells;  // from column A to the last that is not empty
};

// A rectangle of cells shown as one; the value stands in the first. Rows from 1, columns from 0, both ends included.
struct MergedRange {
  int first_row = 0;
  int last_row = 0;
  size_t first_column = 0;
  size_t last_column = 0;
};

struct Sheet {
  std::string name = "";  // empty where the format has no sheets (CSV, HTML)
  bool is_hidden = false;
  std::vector<SheetRow> rows;       // ascending numbers; blank rows are left out
  std::vector<MergedRange> merged;  // by first row, then first column

  // The row of that number; null for a blank one. Logarithmic.
  const SheetRow* RowAt(int number) const;
};

enum class FileFormat { kXlsx, kXls, kCsv, kHtml };
// Day 1 is 1900-01-01 (and 60 the 29th of February that 1900 did not have), or day 0 is 1904-01-01 (Excel for Mac).
enum class DateSystem { k1900, k1904 };

struct Workbook {
  std::string name;  // of the file, as the user names it
  FileFormat format = FileFormat::kXlsx;
  DateSystem date_system = DateSystem::k1900;
  std::vector<Sheet> sheets;  // in the order of their tabs; chart sheets are left out

  const Sheet* SheetOf(absl::string_view sheet_name) const;  // null when there is none
};

// What stands as `file` in the place of an issue: "支付明细.xlsx[已支付]"; the file alone when the sheet has no name.
std::string PlaceName(const Workbook& workbook, const Sheet& sheet);

// Bounds that a file is refused beyond, whatever it declares about itself. With the defaults a reading stays below
// about 400 MB of memory. `table` bounds the file, each row, and the cells and issues of all sheets together.
struct WorkbookLimits {
  TableLimits table;
  int rows = 1'048'576;                 // highest row number: Excel's own bound
  size_t sheets = 256;                  //
  size_t merged_ranges = 100'000;       // of a sheet
  size_t text_bytes = 64 << 20;         // of all cells together: one shared text may stand in many cells
  size_t entries = 2'000;               // files inside an XLSX
  uint64_t inflated_bytes = 256 << 20;  // of all parts read, as declared and as they really come
  uint64_t inflation_ratio =
      400;         // of one part above 4 MiB; sheets of real figures reach some dozens, blanks 250 to 1000
  int depth = 64;  // of XML elements inside each other; SpreadsheetML needs ten
};

// Reads the file whole or not at all: empty with at least one issue of kError. A workbook may come with warnings.
//   FILE_EMPTY              no bytes
//   FILE_TOO_LARGE  FILE_EXPANDS_TOO_FAR  TOO_MANY_SHEETS  TOO_MANY_ROWS  TOO_MANY_COLUMNS  TABLE_TOO_LARGE
//   TEXT_TOO_LARGE  TOO_MANY_MERGED_RANGES  TOO_MANY_ISSUES  ROW_TOO_LARGE     a limit; FILE_EXPANDS_TOO_FAR is a zip
//   bomb FILE_ENCRYPTED          a password is needed FILE_DAMAGED            cut off, or not what its first bytes say
//   FILE_FORMAT_UNKNOWN     ODS, DOCX, PDF, an archive, Excel before 97
//   FORMULA_WITHOUT_VALUE   names the cell: the file was written by a program that does not calculate
//   NUMBER_UNREADABLE       names the cell: the file says number and holds something else
//   NUMBER_TOO_LONG         a warning: a whole number of more than 15 digits, whose end Excel has rounded
// and those of encoding.h and csv.h for text.
std::optional<Workbook> ReadWorkbook(absl::string_view name, absl::string_view bytes, std::vector<Issue>& issues,
                                     const WorkbookLimits& limits = {});

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_WORKBOOK_H_
