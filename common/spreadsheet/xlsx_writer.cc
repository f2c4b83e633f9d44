#include "common/spreadsheet/xlsx_writer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/archive/archive_writer.h"
#include "common/spreadsheet/encoding.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "common/text/decimal.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

constexpr size_t kMostNameCharacters = 31;      // of a sheet (Excel)
constexpr size_t kMostCellCharacters = 32'767;  // (Excel)
constexpr size_t kMostDigits = 15;              // that a number keeps (Excel)

constexpr absl::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr absl::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr absl::string_view kOfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr absl::string_view kPackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr absl::string_view kContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

size_t CharactersOf(absl::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// With the escapes of XML, and of SpreadsheetML for what XML cannot hold. What looks like such an escape already gets
// its underscore escaped, so that it reads as itself.
void AppendEscaped(std::string& out, absl::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '_' && i + 1 < text.size() && text[i + 1] == 'x') {
      out += "_x005F_";
    } else if (c == '\r') {
      out += "_x000D_";
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') {
      out += c;
    }
  }
}

absl::Status CheckNames(const std::vector<XlsxSheet>& sheets) {
  if (sheets.empty()) return Invalid({"SHEETS_MISSING", "sheets"}, "a workbook has a sheet");
  std::set<std::string> seen;
  for (size_t i = 0; i < sheets.size(); ++i) {
    const std::string& name = sheets[i].table.name;
    const bool is_right = !name.empty() && CharactersOf(name) <= kMostNameCharacters &&
                          name.find_first_of("[]:*?/\\") == std::string::npos &&
                          FirstInvalidUtf8(name) == absl::string_view::npos && name.front() != '\'' &&
                          name.back() != '\'' && seen.insert(absl::AsciiStrToLower(name)).second;
    if (!is_right) {
      return Invalid({"SHEET_NAME_INVALID", absl::StrCat("sheets[", i, "].name")},
                     absl::StrCat("a sheet's name is its own, of 1 to ", kMostNameCharacters,
                                  " characters, none of them []:*?/\\: ", name));
    }
  }
  return absl::OkStatus();
}

// The text that <v> holds; empty when the cell is no number, or one that would not stay what it is.
std::string NumberIn(absl::string_view cell) {
  const std::optional<Decimal> number = ParseDecimal(HalfWidth(cell));
  if (!number || number->whole.size() + number->fraction.size() > kMostDigits) return "";
  return absl::StrCat(number->negative ? "-" : "", number->whole, number->fraction.empty() ? "" : ".",
                      number->fraction);
}

absl::Status AppendCell(std::string& out, int row, size_t column, absl::string_view cell, bool is_number,
                        bool is_heading) {
  if (cell.empty()) return absl::OkStatus();
  if (CharactersOf(cell) > kMostCellCharacters) {
    return Invalid({"CELL_TOO_LONG"}, absl::StrCat("cell ", ColumnLetters(column), row, " holds at most ",
                                                   kMostCellCharacters, " characters"));
  }
  absl::StrAppend(&out, "<c r=\"", ColumnLetters(column), row, "\"", is_heading ? " s=\"1\"" : "");
  if (const std::string number = is_number ? NumberIn(cell) : ""; !number.empty()) {
    absl::StrAppend(&out, "><v>", number, "</v></c>");
    return absl::OkStatus();
  }
  out += " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
  AppendEscaped(out, cell);
  out += "</t></is></c>";
  return absl::OkStatus();
}

absl::Status AppendRow(std::string& out, int number, const std::vector<std::string>& cells,
                       const std::vector<bool>& is_number, bool is_heading) {
  absl::StrAppend(&out, "<row r=\"", number, "\">");
  for (size_t i = 0; i < cells.size(); ++i) {
    ZP_RETURN_IF_ERROR(AppendCell(out, number, i, cells[i], i < is_number.size() && is_number[i], is_heading));
  }
  out += "</row>";
  return absl::OkStatus();
}

absl::StatusOr<std::string> SheetPart(const XlsxSheet& sheet) {
  const int heading_row = sheet.table.heading_row;
  std::string out = absl::StrCat(kHead, "<worksheet xmlns=\"", kMain, "\"><sheetViews><sheetView workbookViewId=\"0\">",
                                 "<pane ySplit=\"", heading_row, "\" topLeftCell=\"A", heading_row + 1,
                                 "\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>");
  std::vector<bool> is_number(sheet.table.headings.size());
  for (const size_t column : sheet.number_columns) {
    if (column < is_number.size()) is_number[column] = true;
  }
  ZP_RETURN_IF_ERROR(AppendRow(out, heading_row, sheet.table.headings, {}, /*is_heading=*/true));
  for (const Row& row : sheet.table.rows) {
    ZP_RETURN_IF_ERROR(AppendRow(out, row.number, row.cells, is_number, /*is_heading=*/false));
  }
  out += "</sheetData></worksheet>";
  return out;
}

std::string SheetPartName(size_t sheet) { return absl::StrCat("worksheets/sheet", sheet + 1, ".xml"); }

std::string ContentTypes(size_t sheets) {
  std::string out = absl::StrCat(
      kHead, "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
      "<Override PartName=\"/xl/workbook.xml\" ContentType=\"", kContentType, "sheet.main+xml\"/>",
      "<Override PartName=\"/xl/styles.xml\" ContentType=\"", kContentType, "styles+xml\"/>");
  for (size_t i = 0; i < sheets; ++i) {
    absl::StrAppend(&out, "<Override PartName=\"/xl/", SheetPartName(i), "\" ContentType=\"", kContentType,
                    "worksheet+xml\"/>");
  }
  return out + "</Types>";
}

std::string Relationship(absl::string_view id, absl::string_view type, absl::string_view target) {
  return absl::StrCat("<Relationship Id=\"", id, "\" Type=\"", kOfficeRelations, "/", type, "\" Target=\"", target,
                      "\"/>");
}

std::string Relationships(absl::string_view each) {
  return absl::StrCat(kHead, "<Relationships xmlns=\"", kPackageRelations, "\">", each, "</Relationships>");
}

std::string WorkbookPart(const std::vector<XlsxSheet>& sheets) {
  std::string out = absl::StrCat(kHead, "<workbook xmlns=\"", kMain, "\" xmlns:r=\"", kOfficeRelations, "\"><sheets>");
  for (size_t i = 0; i < sheets.size(); ++i) {
    out += "<sheet name=\"";
    AppendEscaped(out, sheets[i].table.name);
    absl::StrAppend(&out, "\" sheetId=\"", i + 1, "\"", sheets[i].is_hidden ? " state=\"hidden\"" : "", " r:id=\"rId",
                    i + 1, "\"/>");
  }
  return out + "</sheets></workbook>";
}

// Style 0 is plain, style 1 bold.
std::string StylesPart() {
  return absl::StrCat(
      kHead, "<styleSheet xmlns=\"", kMain, "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>",
      "<font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>",
      "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>",
      "<fill><patternFill patternType=\"gray125\"/></fill></fills>",
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>",
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>",
      "<cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>",
      "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
      "applyFont=\"1\"/></cellXfs>",
      "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
}

}  // namespace

absl::StatusOr<std::string> FormatXlsx(const std::vector<XlsxSheet>& sheets) {
  ZP_RETURN_IF_ERROR(CheckNames(sheets));
  std::string relationships;
  for (size_t i = 0; i < sheets.size(); ++i) {
    relationships += Relationship(absl::StrCat("rId", i + 1), "worksheet", SheetPartName(i));
  }
  relationships += Relationship(absl::StrCat("rId", sheets.size() + 1), "styles", "styles.xml");
  std::vector<ArchivePart> parts = {
      {.name = "[Content_Types].xml", .bytes = ContentTypes(sheets.size())},
      {.name = "_rels/.rels", .bytes = Relationships(Relationship("rId1", "officeDocument", "xl/workbook.xml"))},
      {.name = "xl/workbook.xml", .bytes = WorkbookPart(sheets)},
      {.name = "xl/_rels/workbook.xml.rels", .bytes = Relationships(relationships)},
      {.name = "xl/styles.xml", .bytes = StylesPart()}};
  for (size_t i = 0; i < sheets.size(); ++i) {
    ZP_ASSIGN_OR_RETURN(std::string part, SheetPart(sheets[i]));
    parts.push_back({.name = "xl/" + SheetPartName(i), .bytes = std::move(part)});
  }
  return WriteArchive(parts);
}

}  // namespace zhengping
