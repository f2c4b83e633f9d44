// Splits comma- or tab-separated text into rows of cells; what the rows mean is for others (csv.h: the first is the
// heading row; workbook.h: a sheet that may start with titles).
#ifndef ZHENGPING_COMMON_SPREADSHEET_CSV_ROWS_H_
#define ZHENGPING_COMMON_SPREADSHEET_CSV_ROWS_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "common/spreadsheet/table.h"

namespace zhengping {

// Something wrong in the row being read. QUOTE_NOT_CLOSED, QUOTE_MISPLACED have a column and a text; the limits
// ROW_TOO_LARGE, TOO_MANY_COLUMNS end the reading and have none.
struct CsvFault {
  const char* reason;
  bool is_limit;
  size_t column;
  std::string found;
  std::string remedy;
};

class CsvRows {
 public:
  enum class Separator { kOfFirstRow, kMostlyTab };

  // `text` is UTF-8 and outlives the reader. The separator is the one of comma and tab that stands more often, outside
  // quotes, in the first row that says anything; with kMostlyTab, in the whole text: title rows hold neither.
  CsvRows(absl::string_view text, Separator separator, const TableLimits& limits);

  bool at_end() const { return text_.empty(); }

  // The cells up to the end of the row, which is taken off the text.
  std::vector<std::string> Next(absl::FunctionRef<void(CsvFault)> report);

 private:
  std::string ReadPlain();
  std::string ReadQuoted(size_t column, absl::FunctionRef<void(CsvFault)> report);

  absl::string_view text_;  // what is left to read
  char separator_;
  TableLimits limits_;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_CSV_ROWS_H_
