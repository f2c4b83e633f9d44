// What the three formats must have in common: the same figures, the same text, and no text that breaks one of them.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "services/reporting/documents/characters.h"
#include "services/reporting/documents/docx/docx_writer.h"
#include "services/reporting/documents/extraction.h"
#include "services/reporting/documents/html/html_writer.h"
#include "services/reporting/documents/json/json_writer.h"
#include "services/reporting/documents/sample_report.h"

namespace zhengping::reporting {
namespace {

void ExpectEqualFigures(const Document& document) {
  const std::vector<ExtractedFigure> docx = DocxFigures(WriteDocx(document).value());
  EXPECT_EQ(docx, HtmlFigures(WriteHtml(document).value()));
  EXPECT_EQ(docx, JsonFigures(WriteJson(document).value()));
  EXPECT_EQ(docx.size(), BoundRuns(document).size());
}

TEST(Formats, FiguresAreEqualInAllThree) {
  ExpectEqualFigures(SampleReport());
  const std::vector<ExtractedFigure> figures = JsonFigures(WriteJson(SampleReport()).value());
  ASSERT_GT(figures.size(), 100u);
  EXPECT_EQ(figures[0], (ExtractedFigure{.origin = "facts/final_budget",
                                         .exact = "214865000",
                                         .unit = "fen",
                                         .text = "2148.65万元",
                                         .is_illustrative = true}));
  EXPECT_EQ(figures[1].text, "1236.92万元") << "the footnote's figure comes behind the run that it hangs on";
}

TEST(Formats, TheReaderSeesTheSameTextInDocxAndHtml) {
  const std::string docx = DocxText(WriteDocx(SampleReport()).value());
  const std::string html = HtmlText(WriteHtml(SampleReport()).value());
  for (const char* line :
       {"2023年度邵阳市大祥区翠园街道办事处\n部门整体支出绩效评价报告\n", "大祥区财政局：\n",
        "一、绩效管理工作开展情况\n", "（二）坚持整体智治，释放治理新活力\n", "1.突出阵地建设。一是强化理论武装。",
        "2023年工作中存在的问题\n", "（2）落实到科目\n", "转移人员100余人。",
        "注：1.项目支出为基本支出以外的全部支出；\n", "2.公用经费为基本支出中的一般商品和服务支出。\n",
        "附件1\n2023年度部门整体支出绩效评价基础数据表\n", "全年预算数2148.65万元（示例数据）",
        "表1  2023年预算追加情况（示例数据）", "2024年6月20日\n"}) {
    EXPECT_TRUE(absl::StrContains(docx, line)) << line;
    EXPECT_TRUE(absl::StrContains(html, line)) << line;
  }
}

Document OfText(const std::string& text) {
  Document document{.title_lines = {text}, .addressee = text, .illustrative_mark = text};
  reporting::Run run = Bound(text, {text, text, text});
  run.is_illustrative = true;
  run.footnote = {Plain(text), Bound(text, {text, text, text})};
  Table table{.caption = text, .unit = text, .columns = {{}}, .is_illustrative = true};
  table.header_rows = {Row{.cells = {HeadingCell(text)}}};
  table.rows = {Row{.cells = {Cell{.runs = {run}}}}};
  table.notes = {{Plain(text)}};
  document.body = {Heading{.level = 1, .text = text, .run_in = {run}}, Heading{.level = 2, .text = text},
                   Paragraph{.runs = {run}}, table};
  document.annexes = {{.title = text, .blocks = {table}}};
  document.signature = Signature{.issuer = text, .date = text};
  document.properties = {.subject = text, .author = text, .keywords = {text}, .created_day = text};
  document.content = {{text, text}};
  return document;
}

TEST(Formats, OddTextBreaksNone) {
  const std::string cases[] = {
      "",
      " ",
      "\n\n",
      "\t",
      "]]>",
      "</w:t></w:r>",
      "<script>alert(1)</script>",
      "&amp;&#0;&nbsp;",
      "\"' onclick='x'",
      "<!-- -- -->",
      std::string("\0\x01\x1f", 3),
      "\xEF\xBF\xBE\xEF\xBF\xBF",
      "\xED\xA0\x80\xC0\xAF\xFF",
      "𠮷田\u202E反向\u200B零宽\uFEFF",
      "{{指标名}} %s %d ${x}",
      std::string(100000, 'x'),
  };
  for (const std::string& text : cases) {
    SCOPED_TRACE(PrintableText(text.substr(0, 40)));
    ExpectEqualFigures(OfText(text));
    EXPECT_FALSE(absl::StrContains(WriteHtml(OfText(text)).value(), "<script"));
  }
}

// Random bytes, and random pieces that mean something to XML or UTF-8. A fixed seed: a failure can be had again.
TEST(Formats, RandomTextBreaksNone) {
  const std::string pieces[] = {"<",    ">",  "&",    "\"",   "'",        "]]>", "\n", "\r", "\t",
                                "绩效", "𠮷", "\xE5", "\x80", "\xF4\x90", "&#x", ";",  "--", "0"};
  std::minstd_rand random(9704);
  for (int i = 0; i < 200; ++i) {
    std::string text;
    for (auto length = random() % 30; length > 0; --length) {
      if (random() % 2 == 0) {
        text += static_cast<char>(random() % 256);
      } else {
        text += pieces[random() % std::size(pieces)];
      }
    }
    ExpectEqualFigures(OfText(text));
    if (HasFailure()) FAIL() << "text " << i;
  }
}

}  // namespace
}  // namespace zhengping::reporting
