// The heading rows of a sheet, found by the columns that the caller needs, and flattened to one heading a column.
// sheet_shape.h says what counts as one.
#ifndef ZHENGPING_COMMON_SPREADSHEET_SHEET_HEADER_H_
#define ZHENGPING_COMMON_SPREADSHEET_SHEET_HEADER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/spreadsheet/sheet_shape.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/issue.h"

namespace zhengping {

struct SheetHeader {
  int first_row = 0;
  int last_row = 0;
  std::vector<std::string> headings;           // trimmed; "年初预算/基本支出"; may be empty, and alike
  std::vector<std::optional<size_t>> columns;  // one a wanted column
};

// Empty with HEADER_NOT_FOUND, or with HEADING_AMBIGUOUS.
std::optional<SheetHeader> FindHeader(absl::string_view place_name, const Sheet& sheet, const ShapeOptions& options,
                                      std::vector<Issue>& issues);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_SHEET_HEADER_H_
