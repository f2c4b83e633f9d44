// Any bytes that are said to be a workbook are read without a crash, in bounds, and either give sheets or say why not.
// Most inputs would only show that libzip knows a damaged archive, so the bytes are also taken for the XML of a sheet,
// and of the shared texts and styles that it leans on, in an archive that is right.
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/archive/archive_writer.h"
#include "common/spreadsheet/workbook.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

void Check(absl::string_view bytes) {
  WorkbookLimits limits;
  limits.table.cells = 100'000;
  limits.inflated_bytes = 4 << 20;
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook = ReadWorkbook("f.xlsx", bytes, issues, limits);
  ZP_CHECK(workbook.has_value() != HasErrors(issues), "either sheets or what is wrong");
  if (!workbook) return;
  size_t cells = 0;
  for (const Sheet& sheet : workbook->sheets) {
    int number = 0;
    for (const SheetRow& row : sheet.rows) {
      ZP_CHECK(row.number > number, "rows ascend");
      ZP_CHECK(!row.cells.empty() && row.cells.back().kind != CellKind::kEmpty, "a row ends with a cell");
      number = row.number;
      cells += row.cells.size();
    }
  }
  ZP_CHECK(cells <= limits.table.cells, "the limit holds");
}

std::string Relation(const char* id, const char* type, const char* target) {
  return absl::StrCat("<Relationship Id=\"", id, "\" Type=\"x/", type, "\" Target=\"", target, "\"/>");
}

std::string Around(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits('\1', 2));
  const auto part = [&](size_t i) { return std::string(i < parts.size() ? parts[i] : absl::string_view()); };
  return *WriteArchive(
      {{.name = "_rels/.rels", .bytes = "<r>" + Relation("a", "officeDocument", "xl/workbook.xml") + "</r>"},
       {.name = "xl/workbook.xml", .bytes = "<w><sheet name=\"s\" id=\"a\"/><sheet name=\"t\" id=\"a\"/></w>"},
       {.name = "xl/_rels/workbook.xml.rels",
        .bytes = absl::StrCat("<r>", Relation("a", "worksheet", "s.xml"), Relation("b", "sharedStrings", "t.xml"),
                              Relation("c", "styles", "u.xml"), "</r>")},
       {.name = "xl/s.xml", .bytes = part(0)},
       {.name = "xl/t.xml", .bytes = parts.size() > 1 ? part(1) : "<sst><si><t>a</t></si></sst>"},
       {.name = "xl/u.xml", .bytes = parts.size() > 2 ? part(2) : "<s><cellXfs><xf numFmtId=\"14\"/></cellXfs></s>"}});
}

}  // namespace
}  // namespace zhengping

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(bytes), size);
  zhengping::Check(text);
  zhengping::Check(zhengping::Around(text));
  return 0;
}
