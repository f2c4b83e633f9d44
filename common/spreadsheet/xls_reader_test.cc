#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Payments() {
  const std::ifstream file(ZP_SOURCE_DIR "/tests/data/spreadsheet/payments.xls", std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string Le16(int number) { return {static_cast<char>(number), static_cast<char>(number >> 8)}; }
std::string Le32(int64_t number) { return Le16(static_cast<int>(number)) + Le16(static_cast<int>(number >> 16)); }

std::string Record(int kind, const std::string& bytes) {
  return Le16(kind) + Le16(static_cast<int>(bytes.size())) + bytes;
}

// A cell's record: row and column from 0, format 0.
std::string CellRecord(int kind, int row, int column, const std::string& bytes) {
  return Record(kind, Le16(row) + Le16(column) + Le16(0) + bytes);
}

std::string Narrow(const std::string& text) { return std::string(1, '\0') + text; }  // flags, then Latin-1

const char kStart[] = "\x00\x06\x10\x00";  // BIFF8, and a worksheet

// A workbook stream of one sheet that holds `cells`, after `head` records.
std::string Stream(const std::string& cells, const std::string& head = "") {
  const std::string start = Record(0x0809, std::string(kStart, 4));
  const std::string end = Record(0x000A, "");
  const auto sheet_record = [](size_t at) {
    return Record(0x0085, Le32(static_cast<int64_t>(at)) + Le16(0) + std::string(1, '\1') + Narrow("s"));
  };
  const size_t at = start.size() + head.size() + sheet_record(0).size() + end.size();
  return start + head + sheet_record(at) + end + start + cells + end;
}

// The smallest compound file that holds a stream: header, its table, its directory, the content.
std::string CompoundFileOf(std::string stream, const std::string& name = "Workbook") {
  stream.resize(std::max<size_t>(stream.size(), 4096));
  const size_t size = stream.size();
  stream.resize((size + 511) / 512 * 512);
  std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + Le16(0x3E) + Le16(3) +
                       Le16(0xFFFE) + Le16(9) + Le16(6) + std::string(10, '\0') + Le32(1) + Le32(1) + Le32(0) +
                       Le32(4096) + Le32(-2) + Le32(0) + Le32(-2) + Le32(0) + Le32(0);
  while (header.size() < 512) header += Le32(-1);
  std::string table = Le32(-3) + Le32(-2);
  const size_t sectors = stream.size() / 512;
  for (size_t i = 0; i < sectors; ++i) table += Le32(i + 1 < sectors ? static_cast<int64_t>(i) + 3 : -2);
  EXPECT_LE(table.size(), 512u);
  while (table.size() < 512) table += Le32(-1);
  const auto entry = [](const std::string& called, int kind, int64_t first, size_t bytes) {
    std::string out;
    for (const char c : called) out += Le16(c);
    out.resize(64);
    out += Le16(static_cast<int>(called.size() + 1) * 2) + std::string({static_cast<char>(kind), '\1'});
    out.resize(116);
    return out + Le32(first) + Le32(static_cast<int64_t>(bytes)) + Le32(0);
  };
  std::string directory = entry("Root Entry", 5, -2, 0) + entry(name, 2, 2, size);
  directory.resize(512);
  return header + table + directory + stream;
}

std::string ReasonFor(const std::string& bytes) {
  std::vector<Issue> issues;
  if (ReadWorkbook("f.xls", bytes, issues).has_value() || issues.empty()) return "";
  return issues.front().reason;
}

Sheet ReadSheet(const std::string& stream) {
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook = ReadWorkbook("f.xls", CompoundFileOf(stream), issues);
  EXPECT_TRUE(workbook.has_value()) << (issues.empty() ? "" : FormatIssue(issues.front()));
  return workbook.has_value() && !workbook->sheets.empty() ? workbook->sheets[0] : Sheet();
}

TEST(XlsReader, AFileOfAnotherWriterIsReadWithKindsAndMarks) {
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook = ReadWorkbook("payments.xls", Payments(), issues);
  ASSERT_TRUE(workbook.has_value());
  EXPECT_THAT(issues, IsEmpty());
  EXPECT_EQ(workbook->format, FileFormat::kXls);
  ASSERT_THAT(workbook->sheets, SizeIs(2));
  const Sheet& sheet = workbook->sheets[0];
  EXPECT_EQ(sheet.name, "已支付");
  ASSERT_THAT(sheet.rows, SizeIs(6));
  const std::vector<Cell>& cells = sheet.rows[3].cells;
  ASSERT_THAT(cells, SizeIs(5));
  ASSERT_THAT(sheet.rows[4].cells, SizeIs(5));
  EXPECT_EQ(cells[0], (Cell{.kind = CellKind::kText, .text = "0012"}));
  EXPECT_EQ(cells[1], (Cell{.kind = CellKind::kDate, .text = "2023-04-01"}));
  EXPECT_EQ(cells[2], (Cell{.kind = CellKind::kNumber, .text = "1234567.89"}));
  EXPECT_EQ(ShownText(cells[3]), "38.64%");
  EXPECT_EQ(cells[4], (Cell{.kind = CellKind::kText, .text = "=1+1"}));
  EXPECT_EQ(sheet.rows[4].cells[0].text, "123");
  EXPECT_EQ(sheet.rows[4].cells[1], (Cell{.kind = CellKind::kNumber, .text = "20230401"}));
  EXPECT_EQ(sheet.rows[4].cells[2].text, "123.45");
  EXPECT_EQ(sheet.rows[4].cells[3], (Cell{.kind = CellKind::kBoolean, .text = "TRUE"}));
  EXPECT_EQ(sheet.rows[4].cells[4].text.size(), 3000u * 9);  // across the bounds of its records
  EXPECT_EQ(sheet.rows[4].cells[4].text.substr(0, 9), "二季度");
  EXPECT_EQ(sheet.rows[4].cells[4].text.substr(2999 * 9), "二季度");
  EXPECT_TRUE(sheet.rows[4].is_hidden);
  EXPECT_THAT(sheet.rows[5].cells, SizeIs(1));  // 合计; that writer saves an empty text with a formula
  ASSERT_THAT(sheet.merged, SizeIs(1));
  EXPECT_EQ(sheet.merged[0].last_column, 4u);
  EXPECT_TRUE(workbook->sheets[1].is_hidden);
  EXPECT_EQ(workbook->sheets[1].rows[0].cells[0].text, "111-一般公共预算资金");
}

// RK numbers of [MS-XLS] 2.5.217: whole, whole and divided by 100, float, float and divided.
TEST(XlsReader, ShortNumbersAreReadInAllFourForms) {
  const auto rk = [](int64_t bits) { return Le16(0) + Le32(bits); };
  const Sheet sheet = ReadSheet(Stream(Record(0x00BD, Le16(0) + Le16(1) + rk(123 << 2 | 2) + rk(12345 << 2 | 3) +
                                                          rk(0x3FF80000) + rk(0x40590001) + Le16(4)) +
                                       CellRecord(0x027E, 1, 0, Le32(-5LL * 4 | 2))));
  ASSERT_THAT(sheet.rows, SizeIs(2));
  EXPECT_EQ(sheet.rows[0].cells[1].text, "123");
  EXPECT_EQ(sheet.rows[0].cells[2].text, "123.45");
  EXPECT_EQ(sheet.rows[0].cells[3].text, "1.5");
  EXPECT_EQ(sheet.rows[0].cells[4].text, "1");
  EXPECT_EQ(sheet.rows[1].cells[0].text, "-5");
}

TEST(XlsReader, FormulasGiveTheValueThatWasSaved) {
  const std::string number = std::string("\0\0\0\0\0\0\xF8\x3F", 8);  // 1.5
  const std::string text = std::string("\0\0\0\0\0\0\xFF\xFF", 8);
  const std::string boolean = std::string("\1\0\1\0\0\0\xFF\xFF", 8);
  const std::string error = std::string("\2\0\x07\0\0\0\xFF\xFF", 8);
  const std::string shared = Record(0x04BC, "may stand between");
  const Sheet sheet =
      ReadSheet(Stream(CellRecord(0x0006, 0, 0, number) + CellRecord(0x0006, 0, 1, text) + shared +
                       Record(0x0207, Le16(2) + Narrow("ab")) + CellRecord(0x0006, 0, 2, boolean) +
                       CellRecord(0x0006, 0, 3, error) + CellRecord(0x0205, 0, 4, std::string("\x2A\1", 2))));
  ASSERT_THAT(sheet.rows, SizeIs(1));
  const std::vector<Cell>& cells = sheet.rows[0].cells;
  EXPECT_EQ(cells[0], (Cell{.kind = CellKind::kNumber, .is_formula = true, .text = "1.5"}));
  EXPECT_EQ(cells[1], (Cell{.kind = CellKind::kText, .is_formula = true, .text = "ab"}));
  EXPECT_EQ(cells[2], (Cell{.kind = CellKind::kBoolean, .is_formula = true, .text = "TRUE"}));
  EXPECT_EQ(cells[3], (Cell{.kind = CellKind::kError, .is_formula = true, .text = "#DIV/0!"}));
  EXPECT_EQ(cells[4], (Cell{.kind = CellKind::kError, .text = "#N/A"}));
}

// A text goes on in a Continue record, whose first byte says how wide its characters are there.
TEST(XlsReader, ASharedTextGoesOnInTheNextRecord) {
  const std::string head = Record(0x00FC, Le32(2) + Le32(2) + Le16(4) + Narrow("ab")) +
                           Record(0x003C, std::string("\1c\0\x2D\x4E", 5) + Le16(1) + Narrow("x"));
  const Sheet sheet = ReadSheet(Stream(CellRecord(0x00FD, 0, 0, Le32(0)) + CellRecord(0x00FD, 0, 1, Le32(1)), head));
  ASSERT_THAT(sheet.rows, SizeIs(1));
  EXPECT_EQ(sheet.rows[0].cells[0].text, "abc中");
  EXPECT_EQ(sheet.rows[0].cells[1].text, "x");
}

TEST(XlsReader, ChartsInASheetAreLeftOut) {
  const std::string chart =
      Record(0x0809, std::string(kStart, 4)) + CellRecord(0x0204, 0, 0, Le16(1) + Narrow("c")) + Record(0x000A, "");
  const Sheet sheet = ReadSheet(Stream(chart + CellRecord(0x0204, 0, 0, Le16(1) + Narrow("d"))));
  ASSERT_THAT(sheet.rows, SizeIs(1));
  EXPECT_EQ(sheet.rows[0].cells[0].text, "d");
}

TEST(XlsReader, EncryptedOldAndOtherFilesAreNamed) {
  EXPECT_EQ(ReasonFor(CompoundFileOf(Stream("", Record(0x002F, Le16(1))))), "FILE_ENCRYPTED");
  EXPECT_EQ(ReasonFor(CompoundFileOf("x", "EncryptedPackage")), "FILE_ENCRYPTED");
  EXPECT_EQ(ReasonFor(CompoundFileOf("x", "WordDocument")), "FILE_FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonFor(CompoundFileOf(Record(0x0809, std::string("\0\5\5\0", 4)))), "FILE_FORMAT_UNKNOWN");
}

TEST(XlsReader, WhatIsCutOffIsDamage) {
  const std::string bytes = Payments();
  for (const size_t size : {8ul, 511ul, 512ul, 600ul, bytes.size() / 2}) {
    EXPECT_EQ(ReasonFor(bytes.substr(0, size)), "FILE_DAMAGED") << size;
  }
  EXPECT_EQ(ReasonFor(CompoundFileOf(Stream(CellRecord(0x00FD, 0, 0, Le32(7))))), "FILE_DAMAGED");
  EXPECT_EQ(ReasonFor(CompoundFileOf(Stream(CellRecord(0x0203, 0, 0, "1234")))), "FILE_DAMAGED");
  const std::string not_a_number = std::string("\0\0\0\0\0\0\xF8\x7F", 8);
  EXPECT_EQ(ReasonFor(CompoundFileOf(Stream(CellRecord(0x0203, 0, 0, not_a_number)))), "NUMBER_UNREADABLE");
}

}  // namespace
}  // namespace zhengping
