#include "common/spreadsheet/workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace zhengping {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Workbook Read(const std::string& bytes) {
  std::vector<Issue> issues;
  const std::optional<Workbook> workbook = ReadWorkbook("f", bytes, issues);
  EXPECT_TRUE(workbook.has_value()) << (issues.empty() ? "" : FormatIssue(issues.front()));
  return workbook.value_or(Workbook{.sheets = {Sheet()}});
}

std::string ReasonFor(const std::string& bytes, const WorkbookLimits& limits = {}) {
  std::vector<Issue> issues;
  if (ReadWorkbook("f", bytes, issues, limits).has_value() || issues.empty()) return "";
  EXPECT_FALSE(issues.front().remedy.empty());
  return issues.front().reason;
}

std::vector<std::string> Texts(const SheetRow& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row.cells) texts.push_back(cell.text);
  return texts;
}

TEST(Workbook, TextIsASheetWithTitlesAndGaps) {
  const Workbook workbook = Read("支付明细表\n\n凭证号,金额,\n\"00\n1\",\"1,234.50\",\n");
  EXPECT_EQ(workbook.format, FileFormat::kCsv);
  ASSERT_THAT(workbook.sheets, SizeIs(1));
  const Sheet& sheet = workbook.sheets[0];
  EXPECT_EQ(PlaceName(workbook, sheet), "f");
  ASSERT_THAT(sheet.rows, SizeIs(3));
  EXPECT_EQ(sheet.rows[1].number, 3);
  EXPECT_THAT(Texts(sheet.rows[1]), ElementsAre("凭证号", "金额"));
  EXPECT_THAT(Texts(sheet.rows[2]), ElementsAre("00\n1", "1,234.50"));
  EXPECT_EQ(sheet.RowAt(4), &sheet.rows[2]);
  EXPECT_EQ(sheet.RowAt(2), nullptr);
}

// A title row holds neither comma nor tab; amounts hold commas.
TEST(Workbook, TabsAreFoundBelowATitle) {
  const Workbook workbook = Read("支付明细表\n凭证号\t金额\n1\t1,234.50\n");
  EXPECT_THAT(Texts(workbook.sheets[0].rows[2]), ElementsAre("1", "1,234.50"));
}

TEST(Workbook, TextComesInThreeEncodings) {
  EXPECT_THAT(Texts(Read("\xB1\xE0\xC2\xEB,\xBD\xF0\xB6\xEE\n").sheets[0].rows[0]), ElementsAre("编码", "金额"));
  const std::string utf16("\xFF\xFE\x16\x7F\x01\x78\t\0\xD1\x91\x9D\x98\r\0\n\0", 14);  // 编码 tab 金额
  EXPECT_THAT(Texts(Read(utf16).sheets[0].rows[0]), ElementsAre("编码", "金额"));
  EXPECT_THAT(Texts(Read("\xEF\xBB\xBF编码,金额\n").sheets[0].rows[0]), ElementsAre("编码", "金额"));
  EXPECT_EQ(ReasonFor("\xB1\xE0\xFF\xFF\n"), "ENCODING_UNKNOWN");
  EXPECT_EQ(ReasonFor(std::string("a\0b", 3)), "FILE_NOT_TEXT");
}

TEST(Workbook, AWebPageUnderTheNameOfAWorkbookIsRead) {
  const Workbook workbook = Read(
      "<html><head><meta charset=gb2312><title>t</title><style>td{}</style></head><body><p>单位：万元</p>"
      "<table border=1><tr><th rowspan=2>编码<th colspan=2>金额</tr><tr><td>本年<td>上年</tr>"
      "<tr><td>&nbsp;001</td><td align=right>1,234.50</td><td>2<br>3</td></tr></table></body></html>");
  EXPECT_EQ(workbook.format, FileFormat::kHtml);
  const Sheet& sheet = workbook.sheets[0];
  ASSERT_THAT(sheet.rows, SizeIs(4));
  EXPECT_THAT(Texts(sheet.rows[0]), ElementsAre("单位：万元"));
  EXPECT_THAT(Texts(sheet.rows[1]), ElementsAre("编码", "金额"));
  EXPECT_THAT(Texts(sheet.rows[2]), ElementsAre("", "本年", "上年"));
  EXPECT_THAT(Texts(sheet.rows[3]), ElementsAre("\xC2\xA0"
                                                "001",
                                                "1,234.50", "2\n3"));
  ASSERT_THAT(sheet.merged, SizeIs(2));
  EXPECT_EQ(sheet.merged[0].last_row, 3);
  EXPECT_EQ(sheet.merged[1].last_column, 2u);
}

TEST(Workbook, PagesHaveTheLimitsOfSheets) {
  std::string deep = "<table>";
  for (int i = 0; i < 300; ++i) deep += "<b>";
  EXPECT_EQ(ReasonFor(deep), "FILE_DAMAGED");
  WorkbookLimits limits;
  limits.table.columns = 3;
  EXPECT_EQ(ReasonFor("<table><tr><td>1<td>2<td>3", limits), "");
  EXPECT_EQ(ReasonFor("<table><tr><td>1<td>2<td>3<td>4", limits), "TOO_MANY_COLUMNS");
  EXPECT_EQ(ReasonFor("<table><tr><td colspan=1000000000 rowspan=-5>1<td>2", limits), "TOO_MANY_COLUMNS");
}

TEST(Workbook, FilesThatAreNoWorkbookAreToldApart) {
  EXPECT_EQ(ReasonFor(""), "FILE_EMPTY");
  EXPECT_EQ(ReasonFor("%PDF-1.7\n"), "FILE_FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonFor("<?xml version=\"1.0\"?><Workbook/>"), "FILE_FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonFor("MIME-Version: 1.0\n"), "FILE_FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonFor("PK\x03\x04"), "FILE_DAMAGED");
  EXPECT_EQ(ReasonFor("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "FILE_DAMAGED");
}

TEST(Workbook, TextHasTheLimitsOfSheets) {
  WorkbookLimits limits;
  limits.table.columns = 2;
  EXPECT_EQ(ReasonFor("a,b\n", limits), "");
  EXPECT_EQ(ReasonFor("a,b,c\n", limits), "TOO_MANY_COLUMNS");
  std::string wide = "a";
  for (int i = 0; i < 1'000'000; ++i) wide += ",1";
  EXPECT_EQ(ReasonFor(wide), "TOO_MANY_COLUMNS");
  limits = {};
  limits.rows = 2;
  EXPECT_EQ(ReasonFor("a\nb\n", limits), "");
  EXPECT_EQ(ReasonFor("a\nb\nc\n", limits), "TOO_MANY_ROWS");
  EXPECT_EQ(ReasonFor(std::string(2'000'000, '\n')), "TOO_MANY_ROWS");
  limits = {};
  limits.table.issues = 2;
  std::vector<Issue> issues;
  EXPECT_FALSE(ReadWorkbook("f", "\"a\"b\n\"a\"b\n\"a\"b\n", issues, limits));
  ASSERT_THAT(issues, SizeIs(3));
  EXPECT_EQ(issues[0].reason, "QUOTE_MISPLACED");
  EXPECT_EQ(issues[2].reason, "TOO_MANY_ISSUES");
}

}  // namespace
}  // namespace zhengping
