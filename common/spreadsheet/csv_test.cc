#include "common/spreadsheet/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace zhengping {
namespace {

using ::testing::ElementsAre;

Table Read(absl::string_view bytes) {
  std::vector<Issue> issues;
  const std::optional<Table> table = ReadCsv("ledger.csv", bytes, issues);
  for (const Issue& issue : issues) ADD_FAILURE() << FormatIssue(issue);
  EXPECT_TRUE(table.has_value());
  return table.value_or(Table());
}

// What is wrong, a line an issue: "row column reason found".
std::vector<std::string> Wrong(absl::string_view bytes, const TableLimits& limits = {}) {
  std::vector<Issue> issues;
  EXPECT_FALSE(ReadCsv("ledger.csv", bytes, issues, limits).has_value());
  std::vector<std::string> lines;
  for (const Issue& issue : issues) {
    EXPECT_EQ(issue.severity, Severity::kError);
    EXPECT_EQ(issue.place.file, "ledger.csv");
    EXPECT_FALSE(issue.remedy.empty());
    lines.push_back(absl::StrCat(issue.place.row, " ", issue.place.column, " ", issue.reason, " ", issue.found));
  }
  return lines;
}

TEST(Csv, ReadsHeadingsAndRows) {
  const Table table = Read("指标编号,金额\nq1,\"12,345.60\"\nq2,\n");
  EXPECT_EQ(table.name, "ledger.csv");
  EXPECT_THAT(table.headings, ElementsAre("指标编号", "金额"));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("q1", "12,345.60"));
  EXPECT_THAT(table.rows[1].cells, ElementsAre("q2", ""));
  EXPECT_EQ(table.rows[1].number, 3);
}

TEST(Csv, EveryWayToSaveItGivesTheSameCells) {
  const std::string gb = "\xD6\xB8\xB1\xEA,\xBD\xF0\xB6\xEE\r\nq1,5\r\n";
  for (const std::string& bytes :
       {std::string("指标,金额\nq1,5\n"), std::string("\xEF\xBB\xBF指标,金额\r\nq1,5\r\n"),
        std::string("指标,金额\rq1,5"), std::string("指标\t金额\nq1\t5"),
        std::string("\"指标\",\"金额\"\n\"q1\",\"5\""), std::string("指标, 金额 ,,\nq1,5,,\n,,,\n"), gb}) {
    const Table table = Read(bytes);
    EXPECT_THAT(table.headings, ElementsAre("指标", "金额")) << bytes;
    ASSERT_EQ(table.rows.size(), 1u) << bytes;
    EXPECT_THAT(table.rows[0].cells, ElementsAre("q1", "5")) << bytes;
    EXPECT_EQ(table.rows[0].number, 2) << bytes;
  }
}

TEST(Csv, ACellMayHoldLineEndsAndQuotes) {
  const Table table = Read("a,b\n\"说 \"\"好\"\"\r\n第二行\",\"\"\nx\"y,z\n");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(table.rows[0].cells, ElementsAre("说 \"好\"\n第二行", ""));
  EXPECT_THAT(table.rows[1].cells, ElementsAre("x\"y", "z"));
  EXPECT_EQ(table.rows[1].number, 3) << "a spreadsheet shows a cell of two lines as one row";
}

TEST(Csv, RowNumbersCountBlankRows) {
  const Table table = Read("\n,,\na,b\n\n1,2\n　,\n3,4");
  EXPECT_EQ(table.heading_row, 3);
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].number, 5);
  EXPECT_EQ(table.rows[1].number, 7);
}

TEST(Csv, TheHeadingRowDecidesTheSeparator) {
  EXPECT_THAT(Read("a\tb,c\n1\t2,3\n").headings, ElementsAre("a\tb", "c")) << "as many tabs as commas: comma";
  EXPECT_THAT(Read("a\tb\tc,d\n").headings, ElementsAre("a", "b", "c,d"));
  EXPECT_THAT(Read("\"a,b,c\"\td\n").headings, ElementsAre("a,b,c", "d")) << "commas inside quotes do not count";
  EXPECT_THAT(Read("a,b\n1\t2\t3\t4,5\n").rows[0].cells, ElementsAre("1\t2\t3\t4", "5"));
}

TEST(Csv, AShortRowIsFilled) { EXPECT_THAT(Read("a,b,c\n1\n").rows[0].cells, ElementsAre("1", "", "")); }

TEST(Csv, CellsNeedAHeading) {
  EXPECT_THAT(Wrong("a,,c\n1,2,3\n1,,3,4\n"), ElementsAre("2 B 列 HEADING_MISSING 2", "3 D 列 HEADING_MISSING 4"));
  EXPECT_THAT(Read("a,,c\n1,,3, \n").headings, ElementsAre("a", "", "c")) << "an empty column harms nobody";
  EXPECT_THAT(Wrong("金额,b, 金额\n"), ElementsAre("1 金额 HEADING_REPEATED 金额"));
}

TEST(Csv, QuotesAreClosedAtTheEndOfTheCell) {
  EXPECT_THAT(Wrong("a,b\n1,\"x\n2,y\n"), ElementsAre("2 b QUOTE_NOT_CLOSED x\n2,y\n"));
  EXPECT_THAT(Wrong("a,b\n\"x\"y,1\n1,\"x\" z\n"), ElementsAre("2 a QUOTE_MISPLACED y", "3 b QUOTE_MISPLACED  z"));
  EXPECT_THAT(Wrong("a,\"b"), ElementsAre("1 B 列 QUOTE_NOT_CLOSED b"));
  EXPECT_THAT(Read("a,b\n\"x\" ,1\n").rows[0].cells, ElementsAre("x", "1"));
}

TEST(Csv, AFileWithoutHeadingsIsNoTable) {
  EXPECT_THAT(Wrong(""), ElementsAre("0  TABLE_EMPTY "));
  EXPECT_THAT(Wrong("\n,,\n \n"), ElementsAre("0  TABLE_EMPTY "));
  EXPECT_THAT(Read("a,b\n").rows, testing::IsEmpty());
}

TEST(Csv, WhatIsNoTextIsRefused) {
  EXPECT_THAT(Wrong("a\n\xFF"), ElementsAre("2  ENCODING_UNKNOWN FF"));
  EXPECT_THAT(Wrong("PK\x03\x04"), ElementsAre("1  FILE_NOT_TEXT 03"));
}

TEST(Csv, EachLimitHoldsOnBothSides) {
  TableLimits limits;
  std::vector<Issue> issues;
  const std::string bytes = "a,b\n12,34\n56,78\n";
  limits.file_bytes = bytes.size();
  limits.row_bytes = 4;
  limits.columns = 2;
  limits.cells = 4;
  EXPECT_TRUE(ReadCsv("ledger.csv", bytes, issues, limits).has_value());
  EXPECT_THAT(issues, testing::IsEmpty());

  TableLimits less = limits;
  --less.file_bytes;
  EXPECT_THAT(Wrong(bytes, less), ElementsAre("0  FILE_TOO_LARGE 16"));
  less = limits;
  --less.row_bytes;
  EXPECT_THAT(Wrong(bytes, less), ElementsAre("2  ROW_TOO_LARGE "));
  less = limits;
  --less.columns;
  EXPECT_THAT(Wrong(bytes, less), ElementsAre("1  TOO_MANY_COLUMNS "));
  less = limits;
  --less.cells;
  EXPECT_THAT(Wrong(bytes, less), ElementsAre("3  TABLE_TOO_LARGE "));
}

TEST(Csv, StopsWhenErrorsGoOnAndOn) {
  std::string bytes = "a\n";
  for (int i = 0; i < 100; ++i) bytes += "1,2\n";
  TableLimits limits;
  limits.issues = 2;
  EXPECT_THAT(Wrong(bytes, limits),
              ElementsAre("2 B 列 HEADING_MISSING 2", "3 B 列 HEADING_MISSING 2", "3  TOO_MANY_ISSUES "));
}

TEST(Csv, ALongTextIsShownInPartAndNeverInsideACharacter) {
  std::string cell;
  for (int i = 0; i < 50; ++i) cell += "金额";
  std::vector<Issue> issues;
  EXPECT_FALSE(ReadCsv("ledger.csv", "a\n1," + cell, issues).has_value());
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].found.size(), 99u);
}

TEST(Csv, IsWrittenSoThatItReadsTheSame) {
  const Table table{
      .name = "ledger.csv",
      .heading_row = 2,
      .headings = {"编号", "说明, 其他", ""},
      .rows = {{.number = 3, .cells = {"q1", "说 \"好\"\n第二行", ""}}, {.number = 6, .cells = {"", "\t", "x"}}}};
  EXPECT_EQ(FormatCsv(table), "\n编号,\"说明, 其他\",\nq1,\"说 \"\"好\"\"\n第二行\",\n\n\n,\"\t\",x\n");
  const Table full = Read("编号,说明\nq1,\"说 \"\"好\"\"\n第二行\"\n\n,\"x\ty\"\n");
  for (const char separator : {',', '\t'}) {
    const Table again = Read(FormatCsv(full, {.separator = separator, .has_byte_order_mark = true}));
    EXPECT_EQ(again.headings, full.headings);
    ASSERT_EQ(again.rows.size(), full.rows.size());
    for (size_t i = 0; i < full.rows.size(); ++i) {
      EXPECT_EQ(again.rows[i].cells, full.rows[i].cells);
      EXPECT_EQ(again.rows[i].number, full.rows[i].number);
    }
  }
}

}  // namespace
}  // namespace zhengping
