#include "services/reporting/documents/docx/docx_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/reporting/documents/extraction.h"
#include "services/reporting/documents/sample_report.h"

namespace zhengping::reporting {
namespace {

// A written document, its parts parsed.
class Docx {
 public:
  explicit Docx(const Document& document) : bytes_(WriteDocx(document).value()), package_(Unzip(bytes_)) {}

  const std::string& bytes() const { return bytes_; }
  const Package& package() const { return package_; }
  // Nodes that an XPath finds in a part.
  std::vector<pugi::xml_node> Find(const std::string& part, const std::string& path) {
    pugi::xml_document& parsed = parsed_[part];
    if (!parsed.first_child()) {
      const std::string& text = package_.parts.at(part);
      const pugi::xml_parse_result result = parsed.load_buffer(text.data(), text.size());
      EXPECT_TRUE(result) << part << ": " << result.description();
    }
    std::vector<pugi::xml_node> nodes;
    for (const pugi::xpath_node& found : parsed.select_nodes(path.c_str())) nodes.push_back(found.node());
    return nodes;
  }
  std::vector<pugi::xml_node> FindText(const std::string& path) { return Find("word/document.xml", path); }

 private:
  std::string bytes_;
  Package package_;
  std::map<std::string, pugi::xml_document> parsed_;
};

Table SmallTable() {
  Table table{.columns = {{.share = 1}, {.share = 1}, {.share = 2}}};
  table.header_rows = {Row{.cells = {HeadingCell("绩效指标", 2), HeadingCell("得分", 1, 2)}},
                       Row{.cells = {HeadingCell("一级"), HeadingCell("二级")}}};
  table.rows = {Row{.cells = {HeadingCell("产出", 1, 2), TextCell("数量"), NumberCell(Plain("2.00"))}},
                Row{.cells = {TextCell("质量"), NumberCell(Plain("1.50"))}, .may_split = true},
                Row{.cells = {HeadingCell("合计", 2), NumberCell(Plain("3.50"))}, .is_total = true}};
  return table;
}

Document WithBody(std::vector<Block> body) { return Document{.title_lines = {"报告"}, .body = std::move(body)}; }

const char* Value(pugi::xml_node node, const char* child) { return node.child(child).attribute("w:val").value(); }

TEST(DocxWriter, EveryPartIsDeclaredAndEveryRelationshipLeadsToAPart) {
  Docx docx(SampleReport());
  const Package& package = docx.package();
  EXPECT_EQ(package.names.front(), "[Content_Types].xml");
  std::set<std::string> declared;
  for (const pugi::xml_node type : docx.Find("[Content_Types].xml", "/Types/Override")) {
    declared.insert(std::string(type.attribute("PartName").value()).substr(1));
  }
  for (const std::string& name : package.names) {
    EXPECT_FALSE(docx.Find(name, "/*").empty()) << name;  // parses
    const bool by_extension =
        absl::EndsWith(name, ".rels") || name == "[Content_Types].xml" || name == "customXml/item1.xml";
    EXPECT_EQ(declared.erase(name), by_extension ? 0u : 1u) << name;
  }
  EXPECT_TRUE(declared.empty()) << *declared.begin();
  for (const pugi::xml_node link : docx.Find("word/_rels/document.xml.rels", "/Relationships/Relationship")) {
    const std::string target = link.attribute("Target").value();
    const std::string name = absl::StartsWith(target, "../") ? target.substr(3) : absl::StrCat("word/", target);
    EXPECT_EQ(package.parts.count(name), 1u) << target;
  }
}

TEST(DocxWriter, StylesAreThoseOfTheStandard) {
  struct Case {
    const char* name;
    const char* font;
    const char* half_points;
    const char* alignment;
    const char* line;
  };
  const Case cases[] = {
      // GB/T 9704-2012: 3号 is 16 pt, 2号 is 22 pt, a line 28.95 pt = 579 twips
      {"Normal", "仿宋_GB2312", "32", "both", "579"},    {"公文标题", "方正小标宋简体", "44", "center", "724"},
      {"公文正文", "仿宋_GB2312", "32", "both", "579"},  {"heading 1", "黑体", "32", "both", "579"},
      {"heading 2", "楷体_GB2312", "32", "both", "579"}, {"heading 3", "仿宋_GB2312", "32", "both", "579"},
      {"heading 4", "仿宋_GB2312", "32", "both", "579"}, {"附件标识", "黑体", "32", "left", "579"},
      {"表题", "仿宋_GB2312", "24", "center", "440"},    {"表格文字", "仿宋_GB2312", "21", "left", "290"},
      {"footer", "宋体", "28", "left", "290"},
  };
  Docx docx(WithBody({}));
  for (const Case& c : cases) {
    const auto styles = docx.Find("word/styles.xml", absl::StrCat("//w:style[w:name/@w:val='", c.name, "']"));
    ASSERT_EQ(styles.size(), 1u) << c.name;
    const pugi::xml_node run = styles[0].child("w:rPr");
    EXPECT_STREQ(run.child("w:rFonts").attribute("w:eastAsia").value(), c.font) << c.name;
    EXPECT_STREQ(run.child("w:rFonts").attribute("w:ascii").value(), "Times New Roman") << c.name;
    EXPECT_STREQ(Value(run, "w:sz"), c.half_points) << c.name;
    const pugi::xml_node paragraph = styles[0].child("w:pPr");
    EXPECT_STREQ(Value(paragraph, "w:jc"), c.alignment) << c.name;
    EXPECT_STREQ(paragraph.child("w:spacing").attribute("w:line").value(), c.line) << c.name;
  }
  const auto body = docx.Find("word/styles.xml", "//w:style[w:name/@w:val='公文正文']/w:pPr/w:ind");
  ASSERT_EQ(body.size(), 1u);
  EXPECT_STREQ(body[0].attribute("w:firstLineChars").value(), "200");
}

// Twips of a length in millimetres: 1 inch is 25.4 mm and 1440 twips.
int Twips(int millimetres) { return (millimetres * 14400 + 127) / 254; }

TEST(DocxWriter, ThePageIsThatOfTheStandardAndLandscapeTurnsIt) {
  Document document = WithBody({Paragraph{.runs = {Plain("正文")}}});
  document.annexes = {{.title = "自评表", .orientation = Orientation::kLandscape, .blocks = {SmallTable()}},
                      {.title = "说明"}};
  Docx docx(document);
  const auto sections = docx.FindText("//w:sectPr");
  ASSERT_EQ(sections.size(), 3u);
  const auto number = [](pugi::xml_node node, const char* child, const char* attribute) {
    return node.child(child).attribute(attribute).as_int();
  };
  struct Case {
    int width, height, top, right, bottom, left;
  };
  const Case portrait{210, 297, 37, 26, 35, 28};
  const Case turned{297, 210, 28, 37, 26, 35};
  const Case cases[] = {portrait, turned, portrait};
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(number(sections[i], "w:pgSz", "w:w"), Twips(cases[i].width), 1) << i;
    EXPECT_NEAR(number(sections[i], "w:pgSz", "w:h"), Twips(cases[i].height), 1) << i;
    EXPECT_NEAR(number(sections[i], "w:pgMar", "w:top"), Twips(cases[i].top), 1) << i;
    EXPECT_NEAR(number(sections[i], "w:pgMar", "w:right"), Twips(cases[i].right), 1) << i;
    EXPECT_NEAR(number(sections[i], "w:pgMar", "w:bottom"), Twips(cases[i].bottom), 1) << i;
    EXPECT_NEAR(number(sections[i], "w:pgMar", "w:left"), Twips(cases[i].left), 1) << i;
    EXPECT_EQ(number(sections[i], "w:docGrid", "w:linePitch") * 22 / 20, 636) << "22 lines fill 225 mm, 637.8 pt";
    EXPECT_EQ(sections[i].child("w:pgNumType"), nullptr) << "page numbers run on";
  }
  EXPECT_STREQ(sections[1].child("w:pgSz").attribute("w:orient").value(), "landscape");
}

TEST(DocxWriter, PageNumbersStandOutsideOnOddAndEvenPages) {
  Docx docx(WithBody({}));
  const auto references = docx.FindText("//w:sectPr/w:footerReference");
  ASSERT_EQ(references.size(), 2u);
  EXPECT_EQ(docx.Find("word/settings.xml", "/w:settings/w:evenAndOddHeaders").size(), 1u);
  struct Case {
    const char* type;
    const char* alignment;
  };
  for (const Case& c : {Case{"default", "right"}, Case{"even", "left"}}) {
    const auto found = docx.FindText(absl::StrCat("//w:footerReference[@w:type='", c.type, "']"));
    ASSERT_EQ(found.size(), 1u) << c.type;
    const auto link = docx.Find("word/_rels/document.xml.rels",
                                absl::StrCat("//Relationship[@Id='", found[0].attribute("r:id").value(), "']"));
    const std::string part = absl::StrCat("word/", link.at(0).attribute("Target").value());
    EXPECT_STREQ(docx.Find(part, "//w:jc").at(0).attribute("w:val").value(), c.alignment) << c.type;
    EXPECT_STREQ(docx.Find(part, "//w:fldSimple").at(0).attribute("w:instr").value(), " PAGE ") << c.type;
    EXPECT_STREQ(docx.Find(part, "//w:t").at(0).text().get(), "— ") << c.type;
  }
}

TEST(DocxWriter, AllHeaderRowsRepeatAndRowsDoNotSplitUnlessTheyMay) {
  Docx docx(WithBody({SmallTable()}));
  const auto rows = docx.FindText("//w:tr");
  ASSERT_EQ(rows.size(), 5u);
  const bool repeats[] = {true, true, false, false, false};
  const bool splits[] = {false, false, false, true, false};
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(!rows[i].child("w:trPr").child("w:tblHeader").empty(), repeats[i]) << i;
    EXPECT_EQ(rows[i].child("w:trPr").child("w:cantSplit").empty(), splits[i]) << i;
  }
}

TEST(DocxWriter, SpansBecomeGridSpanAndVerticalMerge) {
  Docx docx(WithBody({SmallTable()}));
  const auto shape = [](pugi::xml_node row) {
    std::string text;
    for (const pugi::xml_node cell : row.children("w:tc")) {
      const pugi::xml_node properties = cell.child("w:tcPr");
      const pugi::xml_node merge = properties.child("w:vMerge");
      absl::StrAppend(&text, text.empty() ? "" : " ", properties.child("w:gridSpan").attribute("w:val").as_int(1),
                      merge.empty()                      ? ""
                      : merge.attribute("w:val").empty() ? "'"
                                                         : "v");
    }
    return text;
  };
  const auto rows = docx.FindText("//w:tr");
  EXPECT_EQ(shape(rows.at(0)), "2 1v");
  EXPECT_EQ(shape(rows.at(1)), "1 1 1'");
  EXPECT_EQ(shape(rows.at(2)), "1v 1 1");
  EXPECT_EQ(shape(rows.at(3)), "1' 1 1");
  EXPECT_EQ(shape(rows.at(4)), "2 1");
  for (const pugi::xml_node row : rows) {
    int width = 0;
    for (const pugi::xml_node cell : row.children("w:tc")) {
      width += cell.child("w:tcPr").child("w:tcW").attribute("w:w").as_int();
    }
    EXPECT_NEAR(width, Twips(156), 1);
  }
}

TEST(DocxWriter, AParagraphFollowsEveryTableAndNoPageIsBlank) {
  Document document = WithBody({SmallTable(), SmallTable(), PageBreak{}, SmallTable(), PageBreak{}});
  document.annexes = {{.title = "附表", .blocks = {SmallTable(), PageBreak{}}}};
  Docx docx(document);
  for (const pugi::xml_node table : docx.FindText("/w:document/w:body/w:tbl")) {
    EXPECT_STREQ(table.next_sibling().name(), "w:p");
  }
  // One break, before the third table; those at the end of the body and of the annex have nothing to push.
  EXPECT_EQ(docx.FindText("//w:pageBreakBefore").size(), 1u);
  EXPECT_EQ(docx.FindText("//w:br[@w:type='page']").size(), 0u);
  const auto last = docx.FindText("/w:document/w:body/*[last()]");
  EXPECT_STREQ(last.at(0).name(), "w:sectPr");
  EXPECT_STREQ(Value(last[0].previous_sibling().child("w:pPr"), "w:pStyle"), "TableGap");
}

TEST(DocxWriter, FootnotesAreFootnotes) {
  reporting::Run run = Plain("全年预算数");
  run.footnote = {Plain("含上年结转。")};
  Docx docx(WithBody({Paragraph{.runs = {run}}}));
  ASSERT_EQ(docx.FindText("//w:footnoteReference").size(), 1u);
  const std::string id = docx.FindText("//w:footnoteReference")[0].attribute("w:id").value();
  const auto text = docx.Find("word/footnotes.xml", absl::StrCat("//w:footnote[@w:id='", id, "']//w:t[last()]"));
  EXPECT_STREQ(text.back().text().get(), "含上年结转。");
}

TEST(DocxWriter, AMalformedTableIsRefused) {
  Table table = SmallTable();
  table.rows[0].cells.pop_back();
  EXPECT_EQ(WriteDocx(WithBody({table})).status().code(), absl::StatusCode::kInternal);
}

TEST(DocxWriter, EqualDocumentsHaveEqualBytes) {
  const std::string first = WriteDocx(SampleReport()).value();
  for (int i = 0; i < 20; ++i) ASSERT_EQ(WriteDocx(SampleReport()).value(), first);
  Document other = SampleReport();
  other.title_lines[0] += "二";
  EXPECT_NE(WriteDocx(other).value(), first);
}

// A number of two or four bytes, the lowest first.
size_t LittleEndian(const std::string& bytes, size_t at, int count) {
  size_t value = 0;
  for (int i = count - 1; i >= 0; --i) value = value << 8 | static_cast<uint8_t>(bytes[at + static_cast<size_t>(i)]);
  return value;
}

// Walks the central directory (APPNOTE 4.3.12): equal bytes within one second would not show a clock.
TEST(DocxWriter, EveryEntryBearsTheFirstDayOfTheFormat) {
  const std::string bytes = WriteDocx(SampleReport()).value();
  const size_t end = bytes.size() - 22;
  ASSERT_EQ(LittleEndian(bytes, end, 4), 0x06054b50u);
  const size_t entries = LittleEndian(bytes, end + 10, 2);
  EXPECT_EQ(entries, Unzip(bytes).names.size());
  size_t at = LittleEndian(bytes, end + 16, 4);
  for (size_t i = 0; i < entries; ++i) {
    ASSERT_EQ(LittleEndian(bytes, at, 4), 0x02014b50u);
    EXPECT_EQ(LittleEndian(bytes, at + 12, 2), 0u) << "midnight";
    EXPECT_EQ(LittleEndian(bytes, at + 14, 2), 0x21u) << "1980-01-01";
    at += 46 + LittleEndian(bytes, at + 28, 2) + LittleEndian(bytes, at + 30, 2) + LittleEndian(bytes, at + 32, 2);
  }
}

// Word repairs, or refuses, a file whose properties stand in another order than the schema's sequences (ECMA-376 part
// 1, annex A); only elements that occur here are listed.
TEST(DocxWriter, PropertiesStandInTheOrderOfTheSchema) {
  const std::map<std::string, std::string> sequences = {
      {"w:pPr",
       "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:snapToGrid w:spacing w:ind w:jc "
       "w:outlineLvl w:rPr w:sectPr"},
      {"w:rPr", "w:rStyle w:rFonts w:b w:bCs w:snapToGrid w:spacing w:kern w:sz w:szCs w:vertAlign w:lang"},
      {"w:tblPr",
       "w:tblStyle w:tblpPr w:tblW w:jc w:tblInd w:tblBorders w:tblLayout w:tblCellMar w:tblLook w:tblCaption"},
      {"w:tcPr", "w:tcW w:gridSpan w:vMerge w:tcBorders w:textDirection w:vAlign"},
      {"w:sectPr", "w:headerReference w:footerReference w:type w:pgSz w:pgMar w:cols w:docGrid"},
      {"w:style", "w:name w:basedOn w:next w:uiPriority w:semiHidden w:qFormat w:pPr w:rPr w:tblPr"},
      {"w:settings",
       "w:zoom w:bordersDoNotSurroundHeader w:bordersDoNotSurroundFooter w:defaultTabStop "
       "w:evenAndOddHeaders w:drawingGridVerticalSpacing w:characterSpacingControl w:footnotePr w:compat "
       "w:themeFontLang"},
  };
  Docx docx(SampleReport());
  for (const std::string& part : docx.package().names) {
    for (const auto& entry : sequences) {
      const std::vector<std::string> sequence = absl::StrSplit(entry.second, ' ');
      for (const pugi::xml_node node : docx.Find(part, "//*")) {
        if (entry.first != node.name()) continue;
        auto place = sequence.begin();
        for (const pugi::xml_node child : node.children()) {
          const auto found = std::find(place, sequence.end(), std::string(child.name()));
          ASSERT_NE(found, sequence.end()) << part << ": " << child.name() << " in " << entry.first;
          place = found;
        }
      }
    }
  }
}

}  // namespace
}  // namespace zhengping::reporting
