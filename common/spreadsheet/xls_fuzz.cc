// Any bytes that are said to be a workbook of Excel 97 are read without a crash, in bounds, and either give sheets or
// say why not. The bytes are also taken for the records inside a compound file, which random changes hardly ever leave
// whole.
#include <algorithm>
#include <cstdint>

#include "common/spreadsheet/workbook.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

void Check(absl::string_view bytes) {
  WorkbookLimits limits;
  limits.table.cells = 100'000;
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook = ReadWorkbook("f.xls", bytes, issues, limits);
  ZP_CHECK(workbook.has_value() != HasErrors(issues), "either sheets or what is wrong");
  if (!workbook) return;
  for (const Sheet& sheet : workbook->sheets) {
    int number = 0;
    for (const SheetRow& row : sheet.rows) {
      ZP_CHECK(row.number > number, "rows ascend");
      number = row.number;
    }
  }
}

std::string Le32(size_t number) {
  std::string text;
  for (int shift = 0; shift < 32; shift += 8) text += static_cast<char>(number >> shift);
  return text;
}

// A compound file of 512-byte sectors with one stream: the table, the directory, the stream.
std::string Around(absl::string_view records) {
  constexpr size_t kSector = 512;
  constexpr size_t kNone = 0xFFFFFFFF;
  constexpr size_t kEnd = 0xFFFFFFFE;
  std::string stream(records);
  stream.resize(std::max<size_t>((stream.size() + kSector - 1) / kSector * kSector, 4096));
  const size_t sectors = stream.size() / kSector;
  const size_t tables = (sectors + 1 + 127) / 127;  // each says where 128 sectors lead, itself among them
  if (tables > 100) return "";
  std::string table;
  for (size_t i = 0; i < tables; ++i) table += Le32(kNone);
  table += Le32(kEnd);
  for (size_t i = 1; i <= sectors; ++i) table += Le32(i < sectors ? tables + 1 + i : kEnd);
  table.resize(tables * kSector, '\xFF');
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  header.resize(30);
  header += '\x09';
  header.resize(48);
  header += Le32(tables) + Le32(0) + Le32(4096) + Le32(kEnd) + Le32(0) + Le32(kEnd) + Le32(0);
  for (size_t i = 0; i < tables; ++i) header += Le32(i);
  header.resize(kSector, '\xFF');
  std::string directory(kSector, '\0');
  directory.replace(116, 4, Le32(kEnd));  // the root
  const std::string name("W\0o\0r\0k\0b\0o\0o\0k\0", 16);
  directory.replace(128, name.size(), name);
  directory[128 + 64] = 18;
  directory.replace(128 + 116, 4, Le32(tables + 1));
  directory.replace(128 + 120, 4, Le32(stream.size()));
  return header + table + directory + stream;
}

}  // namespace
}  // namespace zhengping

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(bytes), size);
  zhengping::Check(text);
  if (const std::string file = zhengping::Around(text); !file.empty()) zhengping::Check(file);
  return 0;
}
