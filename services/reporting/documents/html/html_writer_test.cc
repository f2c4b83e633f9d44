#include "services/reporting/documents/html/html_writer.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>

#include "absl/strings/match.h"
#include "services/reporting/documents/sample_report.h"

namespace zhengping::reporting {
namespace {

class HtmlWriter : public testing::Test {
 protected:
  void Load(const Document& document) {
    html_ = WriteHtml(document).value();
    const pugi::xml_parse_result parsed = page_.load_buffer(html_.data(), html_.size());
    ASSERT_TRUE(parsed) << parsed.description();
  }
  std::string Attribute(const char* path, const char* name) {
    return page_.select_node(path).node().attribute(name).value();
  }
  size_t Count(const char* path) { return page_.select_nodes(path).size(); }

  std::string html_;
  pugi::xml_document page_;
};

TEST_F(HtmlWriter, ThePageIsChineseAndAsksNobodyForAnything) {
  Load(SampleReport());
  EXPECT_TRUE(absl::StartsWith(html_, "<!DOCTYPE html>\n"));
  EXPECT_EQ(Attribute("/html", "lang"), "zh-CN");
  EXPECT_EQ(Attribute("//meta[1]", "charset"), "utf-8");
  EXPECT_EQ(Count("//script | //link | //img | //iframe"), 0u);
  for (const char* outside : {"url(", "@import", "javascript:", "src=\"", "href=\"http"}) {
    EXPECT_FALSE(absl::StrContains(html_, outside)) << outside;
  }
}

TEST_F(HtmlWriter, TablesSayWhatTheirHeadingsName) {
  Document document;
  Table table{.caption = "表1", .unit = "万元", .is_illustrative = true};
  table.columns = {{}, {}, {}};
  table.header_rows = {Row{.cells = {HeadingCell("绩效指标", 2), HeadingCell("得分")}}};
  table.rows = {Row{.cells = {HeadingCell("产出", 1, 2), HeadingCell("数量"), NumberCell(Plain("1"))}},
                Row{.cells = {TextCell("质量"), NumberCell(Plain("2"))}}};
  document.body = {table};
  Load(document);
  EXPECT_EQ(Attribute("//thead/tr/th[1]", "scope"), "colgroup");
  EXPECT_EQ(Attribute("//thead/tr/th[1]", "colspan"), "2");
  EXPECT_EQ(Attribute("//thead/tr/th[2]", "scope"), "col");
  EXPECT_EQ(Attribute("//tbody/tr[1]/th[1]", "scope"), "rowgroup");
  EXPECT_EQ(Attribute("//tbody/tr[1]/th[1]", "rowspan"), "2");
  EXPECT_EQ(Attribute("//tbody/tr[1]/th[2]", "scope"), "row");
  EXPECT_EQ(Count("//tbody/tr[2]/*"), 2u);
  EXPECT_STREQ(page_.select_node("//caption").node().text().get(), "表1（示例数据）");
  EXPECT_STREQ(page_.select_node("//caption/span").node().text().get(), "单位：万元");
}

TEST_F(HtmlWriter, AFigureCarriesItsExactValueAndItsOrigin) {
  Document document;
  reporting::Run run = Bound("100余人", {"observations/转移人员", "100", "persons", true});
  run.is_illustrative = true;
  document.body = {Paragraph{.runs = {run}}};
  Load(document);
  const pugi::xml_node data = page_.select_node("//p/data").node();
  EXPECT_STREQ(data.attribute("value").value(), "100");
  EXPECT_STREQ(data.attribute("data-figure").value(), "observations/转移人员");
  EXPECT_STREQ(data.attribute("data-unit").value(), "persons");
  EXPECT_STREQ(data.attribute("data-lower-bound").value(), "true");
  EXPECT_STREQ(data.text().get(), "100余人");
  EXPECT_STREQ(data.next_sibling().value(), "（示例数据）");
}

TEST_F(HtmlWriter, FootnotesAndTheirMarksLeadToEachOther) {
  Load(SampleReport());
  ASSERT_EQ(Count("//sup/a"), 1u);
  EXPECT_EQ("#" + Attribute("//ol[@class='footnotes']/li", "id"), Attribute("//sup/a", "href"));
  EXPECT_EQ("#" + Attribute("//sup/a", "id"), Attribute("//ol[@class='footnotes']/li/a", "href"));
}

TEST_F(HtmlWriter, AMalformedTableIsRefused) {
  EXPECT_EQ(WriteHtml(Document{.body = {Table{}}}).status().code(), absl::StatusCode::kInternal);
}

TEST_F(HtmlWriter, EqualDocumentsHaveEqualBytes) {
  EXPECT_EQ(WriteHtml(SampleReport()).value(), WriteHtml(SampleReport()).value());
}

}  // namespace
}  // namespace zhengping::reporting
