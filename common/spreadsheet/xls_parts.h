// What stands before the sheets in an XLS workbook stream: which sheets there are and where, the texts that cells
// share, and what the number formats of cells make of numbers.
#ifndef ZHENGPING_COMMON_SPREADSHEET_XLS_PARTS_H_
#define ZHENGPING_COMMON_SPREADSHEET_XLS_PARTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/spreadsheet/number_text.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {

struct XlsSheetPart {
  std::string name;
  bool is_hidden = false;
  uint32_t at = 0;  // offset in the stream
};

struct XlsParts {
  DateSystem date_system = DateSystem::k1900;
  std::vector<XlsSheetPart> sheets;  // worksheets only
  std::vector<std::string> shared_texts;
  std::vector<NumberFormat> formats;  // by a cell's format number
};

// FILE_FORMAT_UNKNOWN: Excel before 97. FILE_ENCRYPTED. FILE_DAMAGED: cut off. TEXT_TOO_LARGE: the shared texts go
// beyond the limit.
absl::StatusOr<XlsParts> ReadXlsParts(absl::string_view stream, const WorkbookLimits& limits);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_XLS_PARTS_H_
