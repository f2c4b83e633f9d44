// The parts of an XLSX package that its sheets lean on: which sheets there are and where, the texts that cells share,
// and what the number formats of cells make of numbers.
#ifndef ZHENGPING_COMMON_SPREADSHEET_XLSX_PARTS_H_
#define ZHENGPING_COMMON_SPREADSHEET_XLSX_PARTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/archive/archive_reader.h"
#include "common/spreadsheet/number_text.h"
#include "common/spreadsheet/workbook.h"
#include "common/spreadsheet/xml_events.h"

namespace zhengping {

// Feeds the part to `reader`, from its first byte to its last.
absl::Status ReadPart(ArchiveReader& archive, const std::string& part, int depth, XmlReader& reader);

struct XlsxSheetPart {
  std::string name;
  bool is_hidden = false;
  std::string part;  // "xl/worksheets/sheet1.xml"
};

struct XlsxParts {
  DateSystem date_system = DateSystem::k1900;
  std::vector<XlsxSheetPart> sheets;  // worksheets only
  std::vector<std::string> shared_texts;
  std::vector<NumberFormat> formats;  // by a cell's style number
};

// FILE_FORMAT_UNKNOWN: an archive without a workbook of this format. FILE_DAMAGED: a part that it names is not there.
// TEXT_TOO_LARGE: the shared texts alone go beyond the limit.
absl::StatusOr<XlsxParts> ReadXlsxParts(ArchiveReader& archive, const WorkbookLimits& limits);

// The text of a string item with the escapes of SpreadsheetML resolved: "_x000D_" is a carriage return (and is left
// out before a line feed), "_x005F_" an underscore.
std::string Unescaped(absl::string_view text);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_XLSX_PARTS_H_
