// The cells of one sheet with their places. Every reader of files (CSV here; workbooks give the same type) hands this
// to the one that knows what the columns mean, and that one reports issues at a row and a heading that the user finds
// again.
//
//   std::vector<Issue> issues;
//   const std::optional<Table> table = ReadCsv("2023/ledger.csv", bytes, issues);
//   if (!table) return issues;
//   const std::optional<size_t> amount = table->ColumnOf("amount");
//   for (const Row& row : table->rows) {
//     if (StateOf(row.cells[*amount]) == CellState::kMissing) issues.push_back({.place = PlaceOf(*table, row, *amount),
//     …});
//   }
#ifndef ZHENGPING_COMMON_SPREADSHEET_TABLE_H_
#define ZHENGPING_COMMON_SPREADSHEET_TABLE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"

namespace zhengping {

struct Row {
  int number = 0;                  // as a spreadsheet shows it, from 1, blank rows and the headings counted
  std::vector<std::string> cells;  // UTF-8, line ends as \n; exactly one a heading
};

struct Table {
  std::string name;                   // the file or sheet as the user names it
  int heading_row = 1;                // the first row that is not blank
  std::vector<std::string> headings;  // trimmed; no two alike; one may be empty, none at the end is
  std::vector<Row> rows;              // without the blank ones

  std::optional<size_t> ColumnOf(absl::string_view heading) const;
};

// What a cell says before anybody reads its value. Zero is a value.
enum class CellState {
  kMissing,        // empty, or spaces
  kNotApplicable,  // "/" or 无
  kValue,
};

CellState StateOf(absl::string_view cell);

// The place of a cell for an Issue. A column without heading goes by its letter: "C 列".
Place PlaceOf(const Table& table, const Row& row, size_t column);

// 0 is "A", 25 "Z", 26 "AA".
std::string ColumnLetters(size_t column);

// How much one table may hold. A department-year's ledger has some thousand rows; these bounds are far above and still
// keep one table below about 200 MB of memory.
struct TableLimits {
  size_t file_bytes = 32 << 20;
  size_t row_bytes = 1 << 20;
  size_t columns = 1000;
  size_t cells = 2'000'000;
  size_t issues = 1000;  // reading stops there
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_TABLE_H_
