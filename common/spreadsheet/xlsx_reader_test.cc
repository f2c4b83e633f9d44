#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/archive/archive_writer.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// The parts of a workbook of one sheet, as Excel names them. A test changes one.
struct Parts {
  std::string rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
  std::string behind_rows = "";
  std::string workbook_properties = "";
  std::string sheets = "<sheet name=\"指标\" sheetId=\"1\" r:id=\"rId1\"/>";
  std::string shared_texts = "";
  std::string styles = "";

  std::string Relation(const char* id, const char* type, const char* target) const {
    return absl::StrCat("<Relationship Id=\"", id, "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/",
                        "relationships/", type, "\" Target=\"", target, "\"/>");
  }

  std::vector<ArchivePart> All() const {
    return {{.name = "_rels/.rels",
             .bytes = "<Relationships>" + Relation("a", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
            {.name = "xl/workbook.xml",
             .bytes = absl::StrCat("<workbook xmlns:r=\"r\">", workbook_properties, "<sheets>", sheets,
                                   "</sheets></workbook>")},
            {.name = "xl/_rels/workbook.xml.rels",
             .bytes = absl::StrCat("<Relationships>", Relation("rId1", "worksheet", "worksheets/sheet1.xml"),
                                   Relation("rId2", "sharedStrings", "sharedStrings.xml"),
                                   Relation("rId3", "styles", "/xl/styles.xml"),
                                   Relation("rId4", "chartsheet", "chartsheets/sheet1.xml"), "</Relationships>")},
            {.name = "xl/worksheets/sheet1.xml",
             .bytes = absl::StrCat("<worksheet><sheetData>", rows, "</sheetData>", behind_rows, "</worksheet>")},
            {.name = "xl/sharedStrings.xml", .bytes = absl::StrCat("<sst>", shared_texts, "</sst>")},
            {.name = "xl/styles.xml", .bytes = absl::StrCat("<styleSheet>", styles, "</styleSheet>")}};
  }

  std::string Bytes() const { return *WriteArchive(All()); }
};

Workbook Read(const Parts& parts) {
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook = ReadWorkbook("f.xlsx", parts.Bytes(), issues);
  EXPECT_TRUE(workbook.has_value()) << (issues.empty() ? "" : FormatIssue(issues.front()));
  return workbook.value_or(Workbook{});
}

// "REASON", or "REASON row column" where the place has them.
std::string ReasonFor(const std::string& bytes, const WorkbookLimits& limits = {}) {
  std::vector<Issue> issues;
  if (ReadWorkbook("f.xlsx", bytes, issues, limits).has_value() || issues.empty()) return "";
  std::string reason = issues.front().reason;
  if (issues.front().place.row > 0) absl::StrAppend(&reason, " ", issues.front().place.row);
  if (!issues.front().place.column.empty()) absl::StrAppend(&reason, " ", issues.front().place.column);
  return reason;
}

// The one cell of a sheet whose row holds `cell`.
Cell OneCell(const std::string& cell, Parts parts = {}) {
  parts.rows = absl::StrCat("<row r=\"3\">", cell, "</row>");
  const Workbook workbook = Read(parts);
  if (workbook.sheets.empty() || workbook.sheets[0].rows.empty()) return {};
  return workbook.sheets[0].rows[0].cells.back();
}

Cell Number(const char* text) { return {.kind = CellKind::kNumber, .text = text}; }

TEST(XlsxReader, FiguresAreTheDecimalTextOfTheFile) {
  EXPECT_EQ(OneCell("<c r=\"A3\"><v>1234567.89</v></c>"), Number("1234567.89"));
  EXPECT_EQ(OneCell("<c r=\"A3\"><v>1.2345678900000001E6</v></c>"), Number("1234567.89"));
  EXPECT_EQ(OneCell("<c r=\"A3\"><v>123.45000000000002</v></c>"), Number("123.45"));
  EXPECT_EQ(OneCell("<c r=\"A3\"><v>9007199254740993.01</v></c>"), Number("9007199254740990"));
  EXPECT_EQ(OneCell("<c r=\"A3\"><v>-0.50</v></c>"), Number("-0.5"));
}

TEST(XlsxReader, EveryKindOfCellKeepsItsKind) {
  Parts parts;
  parts.shared_texts =
      "<si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space=\"preserve\"> 丙</t></r>"
      "<rPh><t>yi</t></rPh></si><si><t>一_x000D_\n二</t></si>";
  EXPECT_EQ(OneCell("<c r=\"A3\" t=\"s\"><v>1</v></c>", parts), (Cell{.kind = CellKind::kText, .text = "乙 丙"}));
  EXPECT_EQ(OneCell("<c r=\"A3\" t=\"s\"><v>2</v></c>", parts), (Cell{.kind = CellKind::kText, .text = "一\n二"}));
  EXPECT_EQ(OneCell("<c r=\"A3\" t=\"b\"><v>1</v></c>"), (Cell{.kind = CellKind::kBoolean, .text = "TRUE"}));
  EXPECT_EQ(OneCell("<c r=\"A3\" t=\"e\"><v>#N/A</v></c>"), (Cell{.kind = CellKind::kError, .text = "#N/A"}));
  EXPECT_EQ(OneCell("<c r=\"A3\"><f>B1+1</f><v>5</v></c>"),
            (Cell{.kind = CellKind::kNumber, .is_formula = true, .text = "5"}));
  EXPECT_EQ(OneCell("<c r=\"A3\" t=\"str\"><f>B1&amp;\"\"</f><v>a&amp;b</v></c>"),
            (Cell{.kind = CellKind::kText, .is_formula = true, .text = "a&b"}));
}

TEST(XlsxReader, TheFormatOfACellTellsDatesAndPercentages) {
  Parts parts;
  parts.styles =
      "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"10\"/></cellXfs>";
  EXPECT_EQ(OneCell("<c r=\"A3\" s=\"0\"><v>45017</v></c>", parts), Number("45017"));
  EXPECT_EQ(OneCell("<c r=\"A3\" s=\"1\"><v>45017</v></c>", parts),
            (Cell{.kind = CellKind::kDate, .text = "2023-04-01"}));
  EXPECT_EQ(OneCell("<c r=\"A3\" s=\"2\"><v>45017.25</v></c>", parts),
            (Cell{.kind = CellKind::kDate, .text = "2023-04-01 06:00:00"}));
  const Cell percentage = OneCell("<c r=\"A3\" s=\"3\"><v>0.3864</v></c>", parts);
  EXPECT_EQ(percentage, (Cell{.kind = CellKind::kNumber, .is_percentage = true, .text = "0.3864"}));
  EXPECT_EQ(ShownText(percentage), "38.64%");
  parts.workbook_properties = "<workbookPr date1904=\"1\"/>";
  EXPECT_EQ(OneCell("<c r=\"A3\" s=\"1\"><v>43555</v></c>", parts),
            (Cell{.kind = CellKind::kDate, .text = "2023-04-01"}));
}

TEST(XlsxReader, PlacesComeFromTheFileOrFromTheOrder) {
  Parts parts;
  parts.rows =
      "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\" hidden=\"1\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row>"
      "<row r=\"6\"><c r=\"B6\" s=\"0\"/></row>";
  parts.behind_rows = "<mergeCells><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"B7\"/></mergeCells>";
  const Sheet sheet = Read(parts).sheets[0];
  ASSERT_THAT(sheet.rows, SizeIs(2));
  EXPECT_EQ(sheet.rows[0].number, 1);
  EXPECT_EQ(sheet.rows[0].cells[1].text, "2");
  EXPECT_EQ(sheet.rows[1].number, 5);
  EXPECT_TRUE(sheet.rows[1].is_hidden);
  ASSERT_THAT(sheet.rows[1].cells, SizeIs(4));
  EXPECT_EQ(sheet.rows[1].cells[0].kind, CellKind::kEmpty);
  EXPECT_EQ(sheet.rows[1].cells[3].text, "4");
  ASSERT_THAT(sheet.merged, SizeIs(1));
  EXPECT_EQ(sheet.merged[0].last_row, 2);
  EXPECT_EQ(sheet.merged[0].last_column, 2u);
}

TEST(XlsxReader, HiddenSheetsAreToldAndChartsLeftOut) {
  Parts parts;
  parts.sheets +=
      "<sheet name=\"图\" sheetId=\"2\" r:id=\"rId4\"/><sheet name=\"a&amp;b\" state=\"veryHidden\" r:id=\"rId1\"/>";
  const Workbook workbook = Read(parts);
  ASSERT_THAT(workbook.sheets, SizeIs(2));
  EXPECT_EQ(workbook.sheets[1].name, "a&b");
  EXPECT_TRUE(workbook.sheets[1].is_hidden);
  EXPECT_EQ(PlaceName(workbook, workbook.sheets[0]), "f.xlsx[指标]");
  EXPECT_EQ(workbook.SheetOf("a&b"), &workbook.sheets[1]);
}

TEST(XlsxReader, AFormulaThatNobodyCalculatedNamesItsCell) {
  Parts parts;
  parts.rows = "<row r=\"7\"><c r=\"C7\"><f>SUM(A1:A3)</f></c></row>";
  EXPECT_EQ(ReasonFor(parts.Bytes()), "FORMULA_WITHOUT_VALUE 7 C 列");
  parts.rows = "<row r=\"7\"><c r=\"C7\"><f>SUM(A1:A3)</f><v></v></c></row>";  // as openpyxl writes it
  EXPECT_EQ(ReasonFor(parts.Bytes()), "FORMULA_WITHOUT_VALUE 7 C 列");
  parts.rows = "<row r=\"7\"><c r=\"C7\" t=\"str\"><f>\"\"</f><v></v></c></row>";  // an empty text
  EXPECT_EQ(ReasonFor(parts.Bytes()), "");
}

TEST(XlsxReader, AWholeNumberBeyondExcelsPrecisionIsAWarning) {
  Parts parts;
  parts.rows = "<row r=\"1\"><c r=\"A1\"><v>1.10108000000000013E17</v></c></row>";
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook = ReadWorkbook("f.xlsx", parts.Bytes(), issues);
  ASSERT_TRUE(workbook.has_value());
  EXPECT_EQ(workbook->sheets[0].rows[0].cells[0].text, "110108000000000013");
  ASSERT_THAT(issues, SizeIs(1));
  EXPECT_EQ(issues[0].reason, "NUMBER_TOO_LONG");
  EXPECT_EQ(issues[0].severity, Severity::kWarning);
}

TEST(XlsxReader, WhatIsNotWhatItSaysIsRefusedWithItsPlace) {
  const auto reason_of_rows = [](const char* rows) {
    Parts parts;
    parts.rows = rows;
    return ReasonFor(parts.Bytes());
  };
  EXPECT_EQ(reason_of_rows("<row r=\"1\"><c r=\"A1\"><v>12a</v></c></row>"), "NUMBER_UNREADABLE 1 A 列");
  EXPECT_EQ(reason_of_rows("<row r=\"1\"><c r=\"A1\"><v>1E999</v></c></row>"), "NUMBER_UNREADABLE 1 A 列");
  EXPECT_EQ(reason_of_rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"), "NUMBER_UNREADABLE 1 A 列");
  EXPECT_EQ(reason_of_rows("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>"), "FILE_DAMAGED");
  EXPECT_EQ(reason_of_rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"), "FILE_DAMAGED 1");
  EXPECT_EQ(reason_of_rows("<row r=\"2\"/><row r=\"1\"/>"), "FILE_DAMAGED");
  EXPECT_EQ(reason_of_rows("<row r=\"1\"><c r=\"A1\"><v>1</v></row>"), "FILE_DAMAGED");
}

TEST(XlsxReader, OtherArchivesAreNamedAndTruncatedOnesRefused) {
  EXPECT_EQ(ReasonFor(*WriteArchive({{.name = "mimetype", .bytes = "application/vnd.oasis.opendocument.spreadsheet"}})),
            "FILE_FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonFor(*WriteArchive({{.name = "_rels/.rels", .bytes = "<Relationships/>"}})), "FILE_FORMAT_UNKNOWN");
  const std::string bytes = Parts().Bytes();
  for (const size_t size : {4ul, 100ul, bytes.size() / 2, bytes.size() - 1}) {
    EXPECT_EQ(ReasonFor(bytes.substr(0, size)), "FILE_DAMAGED") << size;
  }
}

TEST(XlsxReader, APartThatIsNotThereIsDamage) {
  for (size_t missing = 1; missing < 4; ++missing) {
    std::vector<ArchivePart> parts = Parts().All();
    parts.erase(parts.begin() + static_cast<int>(missing));
    EXPECT_EQ(ReasonFor(*WriteArchive(parts)), "FILE_DAMAGED") << missing;
  }
  std::vector<ArchivePart> parts = Parts().All();
  parts.resize(4);  // neither texts nor styles: a sheet of numbers needs none
  EXPECT_EQ(ReasonFor(*WriteArchive(parts)), "");
}

// "Billion laughs", and a file of the server's: neither entities nor what stands outside are ever read.
TEST(XlsxReader, DocumentTypesAreRefused) {
  for (const char* type :
       {"<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>",
        "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE w SYSTEM \"http://x/\">"}) {
    std::vector<ArchivePart> parts = Parts().All();
    parts[3].bytes = absl::StrCat(type, "<w><sheetData><row><c t=\"str\"><v>&x;</v></c></row></sheetData></w>");
    EXPECT_EQ(ReasonFor(*WriteArchive(parts)), "FILE_DAMAGED") << type;
  }
  std::vector<ArchivePart> parts = Parts().All();
  parts[3].bytes = "<w><row><c t=\"str\"><v>&unknown;</v></c></row></w>";
  EXPECT_EQ(ReasonFor(*WriteArchive(parts)), "FILE_DAMAGED");
}

TEST(XlsxReader, ElementsInsideEachOtherHaveALimit) {
  Parts parts;
  const auto nested = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += "<a>";
    for (int i = 0; i < depth; ++i) text += "</a>";
    return text;
  };
  parts.behind_rows = nested(63);  // and the worksheet around them
  EXPECT_EQ(ReasonFor(parts.Bytes()), "");
  parts.behind_rows = nested(64);
  EXPECT_EQ(ReasonFor(parts.Bytes()), "FILE_DAMAGED");
  parts.behind_rows = nested(100'000);
  EXPECT_EQ(ReasonFor(parts.Bytes()), "FILE_DAMAGED");
}

TEST(XlsxReader, RowsColumnsCellsAndTextsHaveLimits) {
  Parts parts;
  parts.rows = "<row r=\"10000000\"><c><v>1</v></c></row>";
  EXPECT_EQ(ReasonFor(parts.Bytes()), "TOO_MANY_ROWS");
  parts.rows = "<row r=\"1\"><c r=\"BDWGO1\"><v>1</v></c></row>";  // the 1,000,001st column
  EXPECT_EQ(ReasonFor(parts.Bytes()), "TOO_MANY_COLUMNS 1 BDWGO 列");
  parts.rows = "<row r=\"1\"><c r=\"XFD1\"/><c r=\"XFE1\" s=\"0\"/></row>";  // only formatted: nothing to read
  EXPECT_EQ(ReasonFor(parts.Bytes()), "");
  WorkbookLimits limits;
  limits.table.cells = 3;
  parts.rows = "<row r=\"1\"><c r=\"C1\"><v>1</v></c></row>";
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "");
  parts.rows += "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "TABLE_TOO_LARGE 2");
  limits = {};
  limits.text_bytes = 10;
  parts.shared_texts = "<si><t>123456</t></si>";
  parts.rows = "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>";
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "TEXT_TOO_LARGE 1");
  parts.shared_texts = "<si><t>12345678901</t></si>";
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "TEXT_TOO_LARGE");
  limits = {};
  limits.sheets = 1;
  parts = {};
  parts.sheets += "<sheet name=\"b\" r:id=\"rId1\"/>";
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "TOO_MANY_SHEETS");
  limits = {};
  limits.merged_ranges = 1;
  parts = {};
  parts.behind_rows = "<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:B2\"/>";
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "TOO_MANY_MERGED_RANGES 1");
  limits = {};
  limits.table.file_bytes = 100;
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "FILE_TOO_LARGE");
}

// A part of 300 MB in a file of 300 KB.
TEST(XlsxReader, AZipBombIsRefusedByWhatComesOutOfIt) {
  Parts parts;
  parts.behind_rows = std::string(300 << 20, ' ');
  const std::string bytes = parts.Bytes();
  EXPECT_LT(bytes.size(), 3u << 20);
  EXPECT_EQ(ReasonFor(bytes), "FILE_EXPANDS_TOO_FAR");
  WorkbookLimits limits;
  limits.inflation_ratio = 100;
  parts.behind_rows = std::string(8 << 20, ' ');
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "FILE_EXPANDS_TOO_FAR");
  parts.behind_rows = std::string(3 << 20, ' ');  // too small to count
  EXPECT_EQ(ReasonFor(parts.Bytes(), limits), "");
}

TEST(XlsxReader, NamesThatLeadOutOfTheArchiveAreOnlyNames) {
  std::vector<ArchivePart> parts = Parts().All();
  parts.push_back({.name = "../../etc/passwd", .bytes = "x"});
  EXPECT_EQ(ReasonFor(*WriteArchive(parts)), "");
  parts[2].bytes = absl::StrReplaceAll(parts[2].bytes, {{"worksheets/sheet1.xml", "../../../etc/passwd"}});
  EXPECT_EQ(ReasonFor(*WriteArchive(parts)), "FILE_DAMAGED");
}

}  // namespace
}  // namespace zhengping
