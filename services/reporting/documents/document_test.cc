#include "services/reporting/documents/document.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

Run Numbered(const char* text) { return Bound(text, {text, "1"}); }

TEST(Document, AnOnlyAnnexHasNoNumber) {
  Document document;
  document.annexes = {{.title = "基础数据表"}};
  EXPECT_EQ(AnnexLabel(document, 0), "附件");
  document.annexes.push_back({.title = "自评表"});
  EXPECT_EQ(AnnexLabel(document, 0), "附件1");
  EXPECT_EQ(AnnexLabel(document, 1), "附件2");
}

TEST(Document, TheTitleIsOneLine) {
  EXPECT_EQ(Title(Document{.title_lines = {"2023年度翠园街道办事处", "绩效评价报告"}}),
            "2023年度翠园街道办事处绩效评价报告");
}

TEST(Document, BoundRunsComeInTheOrderOfReading) {
  reporting::Run with_footnote = Numbered("2");
  with_footnote.footnote = {Plain("见"), Numbered("3")};
  Table table{.columns = {{}, {}}, .is_illustrative = true};
  table.header_rows = {Row{.cells = {Cell{.runs = {Numbered("5")}}, TextCell("")}}};
  table.rows = {Row{.cells = {NumberCell(Numbered("6")), NumberCell(Numbered("7"))}}};
  table.notes = {{Numbered("8")}};
  reporting::Run made_up = Numbered("9");
  made_up.is_illustrative = true;
  Document document;
  document.body = {Heading{.level = 1, .text = "标题", .run_in = {Numbered("1")}},
                   Paragraph{.runs = {with_footnote, Plain("文"), Numbered("4")}}, table};
  document.annexes = {Annex{.title = "附表", .blocks = {Paragraph{.runs = {made_up}}}}};
  std::string order;
  std::string illustrative;
  for (const BoundRun& bound : BoundRuns(document)) {
    order += bound.run->text;
    if (bound.is_illustrative) illustrative += bound.run->text;
  }
  EXPECT_EQ(order, "123456789");
  EXPECT_EQ(illustrative, "56789");
}

}  // namespace
}  // namespace zhengping::reporting
