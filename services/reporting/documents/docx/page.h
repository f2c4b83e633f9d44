// The page of GB/T 9704-2012 in Word's twips (1/1440 inch; 1 mm = 56.69): A4, margins 37 mm above, 28 mm at the binding
// edge, which leaves a type area of 156 × 225 mm: 22 lines of 28 characters of 3号 (16 pt). A landscape page is that
// page turned, so that its head lies at the binding edge of a right-hand page.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_PAGE_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_PAGE_H_

#include <pugixml.hpp>
#include <string>

#include "services/reporting/documents/document.h"

namespace zhengping::reporting {

inline constexpr int kPageWidth = 11906;                                      // 210 mm
inline constexpr int kPageHeight = 16838;                                     // 297 mm
inline constexpr int kTopMargin = 2098;                                       // 37 mm
inline constexpr int kLeftMargin = 1587;                                      // 28 mm
inline constexpr int kBottomMargin = 1984;                                    // 35 mm
inline constexpr int kRightMargin = 1474;                                     // 26 mm
inline constexpr int kTypeWidth = kPageWidth - kLeftMargin - kRightMargin;    // 8845: 156 mm
inline constexpr int kTypeHeight = kPageHeight - kTopMargin - kBottomMargin;  // 12756: 225 mm
inline constexpr int kLinePitch = 579;        // 28.95 pt: 22 lines are 224.7 of the 225 mm
inline constexpr int kCharacterPitch = 316;   // 15.8 pt: 156 mm over 28
inline constexpr int kCharacterSpace = -842;  // what that pitch lacks of 16 pt, in 1/4096 pt

// Width between the margins.
int TypeWidth(Orientation orientation);

// The parts of word/ that show the page number: "— 1 —", 4号, to the right on odd pages and to the left on even ones,
// one character in; on a landscape page at the same place of the sheet, turned with it.
enum class PageNumberPart { kOddFooter, kEvenFooter, kOddTurned, kEvenTurned, kNoHeader, kNoFooter };

struct PageNumberPartName {
  PageNumberPart part;
  const char* relationship;  // "rId11"
  const char* file;          // "footer1.xml"
  bool is_header;
};

inline constexpr PageNumberPartName kPageNumberParts[] = {
    {PageNumberPart::kOddFooter, "rId11", "footer1.xml", false},
    {PageNumberPart::kEvenFooter, "rId12", "footer2.xml", false},
    {PageNumberPart::kOddTurned, "rId13", "header1.xml", true},
    {PageNumberPart::kEvenTurned, "rId14", "header2.xml", true},
    {PageNumberPart::kNoHeader, "rId15", "header3.xml", true},
    {PageNumberPart::kNoFooter, "rId16", "footer3.xml", false},
};

std::string PageNumberXml(const PageNumberPartName& name);

// Appends the w:sectPr of a section that starts on a new page; page numbers run on.
void AddSection(pugi::xml_node parent, Orientation orientation);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_PAGE_H_
