// The styles of an official document as Word knows them (styles.xml) and the fonts that they name (fontTable.xml),
// after GB/T 9704-2012: body 3号仿宋_GB2312, title 2号方正小标宋简体, headings 黑体, 楷体_GB2312, 仿宋_GB2312; ASCII in
// Times New Roman. The standard says nothing about tables: caption 小四, cells 五号 are a common house style.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_STYLES_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_STYLES_H_

#include <string>

namespace zhengping::reporting {

// Ids of the paragraph styles; in brackets the name that Word shows.
namespace style {
inline constexpr char kTitle[] = "OfficialTitle";        // 公文标题
inline constexpr char kAddressee[] = "Addressee";        // 主送机关
inline constexpr char kBody[] = "OfficialBody";          // 公文正文
inline constexpr char kFlush[] = "OfficialBodyFlush";    // 公文正文顶格
inline constexpr char kCentered[] = "OfficialCentered";  // 公文正文居中
inline constexpr char kRight[] = "OfficialRight";        // 公文正文居右
inline constexpr char kAnnexList[] = "AnnexList";        // 附件说明
inline constexpr char kIssuer[] = "Issuer";              // 发文机关署名
inline constexpr char kDate[] = "IssueDate";             // 成文日期
inline constexpr char kAnnexLabel[] = "AnnexLabel";      // 附件标识
inline constexpr char kAnnexTitle[] = "AnnexTitle";      // 附件标题
inline constexpr char kTableCaption[] = "TableCaption";  // 表题
inline constexpr char kTableUnit[] = "TableUnit";        // 表单位
inline constexpr char kTableHead[] = "TableHead";        // 表头文字
inline constexpr char kTableText[] = "TableText";        // 表格文字
inline constexpr char kTableNote[] = "TableNote";        // 表注
inline constexpr char kTableGap[] = "TableGap";          // 表间距: a line of one point, where Word wants a paragraph
inline constexpr char kFootnoteText[] = "FootnoteText";  // 脚注文本
inline constexpr char kHeader[] = "Header";              // 页眉
inline constexpr char kFooter[] = "Footer";              // 页脚
inline constexpr char kFootnoteMark[] = "FootnoteReference";  // 脚注引用, a character style
inline constexpr char kTable[] = "OfficialTable";             // 公文表格, a table style
}  // namespace style

// "Heading1" … "Heading4": 标题 1–4.
std::string HeadingStyle(int level);

std::string StylesPart();
std::string FontTablePart();

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_STYLES_H_
