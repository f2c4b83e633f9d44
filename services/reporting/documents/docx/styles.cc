#include "services/reporting/documents/docx/styles.h"

#include <cstring>

#include "services/reporting/documents/docx/page.h"
#include "services/reporting/documents/docx/xml_part.h"

namespace zhengping::reporting {
namespace {

constexpr char kFangsong[] = "仿宋_GB2312";
constexpr char kKai[] = "楷体_GB2312";
constexpr char kHei[] = "黑体";
constexpr char kXiaobiaosong[] = "方正小标宋简体";
constexpr char kSong[] = "宋体";
constexpr char kLatin[] = "Times New Roman";

// Sizes in half points, by their Chinese names.
constexpr int kSize2 = 44;       // 2号
constexpr int kSize3 = 32;       // 3号
constexpr int kSize4 = 28;       // 4号
constexpr int kSizeSmall4 = 24;  // 小四
constexpr int kSize5 = 21;       // 五号
constexpr int kSizeSmall5 = 18;  // 小五
constexpr int kSizeOnePoint = 2;

constexpr int kCharacterSpacing = -6;  // -0.3 pt, in twips: 28 characters of 16 pt in 156 mm (442.2 pt)

// Line pitch in twips, exact; 0: what the font asks for, and no less than kLeastLine.
constexpr int kSingle = 0;
constexpr int kLeastLine = 290;  // 14.5 pt
constexpr int kTitleLine = 724;  // 1.25 lines
constexpr int kNoteLine = 340;   // 17 pt

struct ParagraphStyle {
  const char* id;
  const char* name;  // as Word shows it; built-in ones by their English name, which Word translates
  const char* font;
  int half_points;
  int line;
  const char* alignment = "both";
  int first_line_characters = 0;
  int before = 0;
  int after = 0;
  int outline_level = -1;  // 0 is the highest; -1: not in the outline
  bool is_bold = false;
  bool keeps_next = false;
};

constexpr ParagraphStyle kStyles[] = {
    {style::kTitle, "公文标题", kXiaobiaosong, kSize2, kTitleLine, "center", 0, 0, kLinePitch, -1, false, true},
    {style::kAddressee, "主送机关", kFangsong, kSize3, kLinePitch, "left"},
    {style::kBody, "公文正文", kFangsong, kSize3, kLinePitch, "both", 2},
    {style::kFlush, "公文正文顶格", kFangsong, kSize3, kLinePitch},
    {style::kCentered, "公文正文居中", kFangsong, kSize3, kLinePitch, "center"},
    {style::kRight, "公文正文居右", kFangsong, kSize3, kLinePitch, "right"},
    {"Heading1", "heading 1", kHei, kSize3, kLinePitch, "both", 2, 0, 0, 0, false, true},
    {"Heading2", "heading 2", kKai, kSize3, kLinePitch, "both", 2, 0, 0, 1, false, true},
    {"Heading3", "heading 3", kFangsong, kSize3, kLinePitch, "both", 2, 0, 0, 2, false, true},
    {"Heading4", "heading 4", kFangsong, kSize3, kLinePitch, "both", 2, 0, 0, 3, false, true},
    {style::kAnnexList, "附件说明", kFangsong, kSize3, kLinePitch, "left", 0, 0, 0, -1, false, true},
    {style::kIssuer, "发文机关署名", kFangsong, kSize3, kLinePitch, "right", 0, 2 * kLinePitch, 0, -1, false, true},
    {style::kDate, "成文日期", kFangsong, kSize3, kLinePitch, "right"},
    {style::kAnnexLabel, "附件标识", kHei, kSize3, kLinePitch, "left", 0, 0, 0, -1, false, true},
    {style::kAnnexTitle, "附件标题", kXiaobiaosong, kSize2, kTitleLine, "center", 0, kLinePitch / 2, kLinePitch / 2, 0,
     false, true},
    {style::kTableCaption, "表题", kFangsong, kSizeSmall4, 440, "center", 0, 120, 0, -1, true, true},
    {style::kTableUnit, "表单位", kFangsong, kSize5, kNoteLine, "right", 0, 0, 0, -1, false, true},
    {style::kTableHead, "表头文字", kHei, kSize5, kSingle, "center", 0, 0, 0, -1, false, true},
    {style::kTableText, "表格文字", kFangsong, kSize5, kSingle, "left"},
    {style::kTableNote, "表注", kFangsong, kSize5, kNoteLine, "both", 0, 40, 40},
    {style::kTableGap, "表间距", kFangsong, kSizeOnePoint, 20, "left"},
    {style::kFootnoteText, "footnote text", kFangsong, kSizeSmall5, kSingle, "left"},
    {style::kHeader, "header", kSong, kSizeOnePoint, 20, "left"},
    {style::kFooter, "footer", kSong, kSize4, kSingle, "left"},
};

void AddFonts(pugi::xml_node properties, const char* east_asian) {
  Add(properties, "w:rFonts", {{"w:ascii", kLatin}, {"w:eastAsia", east_asian}, {"w:hAnsi", kLatin}, {"w:cs", kLatin}});
}

void AddSize(pugi::xml_node properties, int half_points) {
  Add(properties, "w:sz", {{"w:val", half_points}});
  Add(properties, "w:szCs", {{"w:val", half_points}});
}

pugi::xml_node AddStyle(pugi::xml_node styles, const char* type, const char* id, const char* name) {
  pugi::xml_node style = Add(styles, "w:style", {{"w:type", type}, {"w:styleId", id}});
  const bool built_in = static_cast<unsigned char>(name[0]) < 0x80;
  if (!built_in) style.insert_attribute_after("w:customStyle", style.attribute("w:type")).set_value("1");
  Add(style, "w:name", {{"w:val", name}});
  return style;
}

void AddSpacing(pugi::xml_node properties, const ParagraphStyle& style) {
  if (style.line == kSingle) {
    Add(properties, "w:spacing",
        {{"w:before", style.before}, {"w:after", style.after}, {"w:line", kLeastLine}, {"w:lineRule", "atLeast"}});
  } else {
    Add(properties, "w:spacing",
        {{"w:before", style.before}, {"w:after", style.after}, {"w:line", style.line}, {"w:lineRule", "exact"}});
  }
}

void AddParagraphStyle(pugi::xml_node styles, const ParagraphStyle& described) {
  pugi::xml_node style = AddStyle(styles, "paragraph", described.id, described.name);
  Add(style, "w:basedOn", {{"w:val", "Normal"}});
  if (described.outline_level >= 0) Add(style, "w:next", {{"w:val", style::kBody}});
  Add(style, "w:qFormat");
  pugi::xml_node paragraph = Add(style, "w:pPr");
  if (described.keeps_next) Add(paragraph, "w:keepNext");
  AddSpacing(paragraph, described);
  if (described.first_line_characters > 0) {
    Add(paragraph, "w:ind",
        {{"w:firstLineChars", described.first_line_characters * 100},
         {"w:firstLine", described.first_line_characters * kCharacterPitch}});
  }
  Add(paragraph, "w:jc", {{"w:val", described.alignment}});
  if (described.outline_level >= 0) Add(paragraph, "w:outlineLvl", {{"w:val", described.outline_level}});
  pugi::xml_node run = Add(style, "w:rPr");
  AddFonts(run, described.font);
  if (described.is_bold) {
    Add(run, "w:b");
    Add(run, "w:bCs");
  }
  Add(run, "w:spacing", {{"w:val", described.half_points == kSize3 ? kCharacterSpacing : 0}});
  AddSize(run, described.half_points);
}

void AddDefaults(pugi::xml_node styles) {
  pugi::xml_node defaults = Add(styles, "w:docDefaults");
  pugi::xml_node run = Add(Add(defaults, "w:rPrDefault"), "w:rPr");
  AddFonts(run, kFangsong);
  Add(run, "w:kern", {{"w:val", 2}});
  AddSize(run, kSize3);
  Add(run, "w:lang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}, {"w:bidi", "ar-SA"}});
  Add(Add(defaults, "w:pPrDefault"), "w:pPr");
}

// 正文: what the other styles start from; 22 lines a page, so no control of widows. The section names the grid of the
// standard, but text does not snap to it: exact line pitch and character spacing give the same 22 × 28 in every
// program, where LibreOffice would put a character wider than its cell into two.
void AddNormal(pugi::xml_node styles) {
  pugi::xml_node style = AddStyle(styles, "paragraph", "Normal", "Normal");
  style.insert_attribute_after("w:default", style.attribute("w:type")).set_value("1");
  Add(style, "w:qFormat");
  pugi::xml_node paragraph = Add(style, "w:pPr");
  Add(paragraph, "w:widowControl", {{"w:val", 0}});
  Add(paragraph, "w:snapToGrid", {{"w:val", 0}});
  Add(paragraph, "w:spacing", {{"w:line", kLinePitch}, {"w:lineRule", "exact"}});
  Add(paragraph, "w:jc", {{"w:val", "both"}});
  pugi::xml_node run = Add(style, "w:rPr");
  AddFonts(run, kFangsong);
  Add(run, "w:snapToGrid", {{"w:val", 0}});
  Add(run, "w:spacing", {{"w:val", kCharacterSpacing}});
  AddSize(run, kSize3);
}

void AddCharacterStyles(pugi::xml_node styles) {
  pugi::xml_node plain = AddStyle(styles, "character", "DefaultParagraphFont", "Default Paragraph Font");
  plain.insert_attribute_after("w:default", plain.attribute("w:type")).set_value("1");
  Add(plain, "w:uiPriority", {{"w:val", 1}});
  Add(plain, "w:semiHidden");
  pugi::xml_node mark = AddStyle(styles, "character", style::kFootnoteMark, "footnote reference");
  Add(mark, "w:basedOn", {{"w:val", "DefaultParagraphFont"}});
  Add(Add(mark, "w:rPr"), "w:vertAlign", {{"w:val", "superscript"}});
}

void AddTableStyles(pugi::xml_node styles) {
  pugi::xml_node plain = AddStyle(styles, "table", "TableNormal", "Normal Table");
  plain.insert_attribute_after("w:default", plain.attribute("w:type")).set_value("1");
  Add(plain, "w:uiPriority", {{"w:val", 99}});
  Add(plain, "w:semiHidden");
  Add(Add(plain, "w:tblPr"), "w:tblInd", {{"w:w", 0}, {"w:type", "dxa"}});

  pugi::xml_node official = AddStyle(styles, "table", style::kTable, "公文表格");
  Add(official, "w:basedOn", {{"w:val", "TableNormal"}});
  Add(official, "w:qFormat");
  pugi::xml_node properties = Add(official, "w:tblPr");
  pugi::xml_node borders = Add(properties, "w:tblBorders");
  for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
    Add(borders, side, {{"w:val", "single"}, {"w:sz", 4}, {"w:space", 0}, {"w:color", "000000"}});
  }
  pugi::xml_node margins = Add(properties, "w:tblCellMar");
  Add(margins, "w:top", {{"w:w", 28}, {"w:type", "dxa"}});
  Add(margins, "w:left", {{"w:w", 68}, {"w:type", "dxa"}});
  Add(margins, "w:bottom", {{"w:w", 28}, {"w:type", "dxa"}});
  Add(margins, "w:right", {{"w:w", 68}, {"w:type", "dxa"}});
}

void AddFont(pugi::xml_node fonts, const char* name, const char* alternative, bool is_chinese) {
  pugi::xml_node font = Add(fonts, "w:font", {{"w:name", name}});
  if (std::strlen(alternative) > 0) Add(font, "w:altName", {{"w:val", alternative}});
  Add(font, "w:charset", {{"w:val", is_chinese ? "86" : "00"}});
  Add(font, "w:family", {{"w:val", is_chinese ? "modern" : "roman"}});
  Add(font, "w:pitch", {{"w:val", is_chinese ? "default" : "variable"}});
}

}  // namespace

std::string HeadingStyle(int level) { return "Heading" + std::to_string(level); }

std::string StylesPart() {
  XmlPart part("w:styles", {{"xmlns:w", kWordNamespace}});
  AddDefaults(part.root());
  AddNormal(part.root());
  AddCharacterStyles(part.root());
  AddTableStyles(part.root());
  for (const ParagraphStyle& style : kStyles) AddParagraphStyle(part.root(), style);
  return part.Text();
}

// The second name is what a machine without the first has instead, so that 仿宋 does not fall back to 宋体.
std::string FontTablePart() {
  XmlPart part("w:fonts", {{"xmlns:w", kWordNamespace}});
  AddFont(part.root(), kLatin, "", /*is_chinese=*/false);
  AddFont(part.root(), kFangsong, "仿宋", /*is_chinese=*/true);
  AddFont(part.root(), kKai, "楷体", /*is_chinese=*/true);
  AddFont(part.root(), kHei, "SimHei", /*is_chinese=*/true);
  AddFont(part.root(), kXiaobiaosong, "宋体", /*is_chinese=*/true);
  AddFont(part.root(), kSong, "SimSun", /*is_chinese=*/true);
  return part.Text();
}

}  // namespace zhengping::reporting
