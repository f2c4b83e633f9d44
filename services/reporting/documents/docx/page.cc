#include "services/reporting/documents/docx/page.h"

#include "services/reporting/documents/docx/styles.h"
#include "services/reporting/documents/docx/xml_part.h"

namespace zhengping::reporting {
namespace {

// The dash stands 7 mm below the type area (GB/T 9704-2012 7.5): the middle of a line that ends 25 mm above the edge.
constexpr int kFooterDistance = 1406;
constexpr int kHeaderDistance = 851;  // 15 mm; of a turned page's empty footer too
constexpr int kTurnedWidth = 454;  // of the column that holds a turned page number, 8 mm, its middle at the same place
constexpr int kTurnedLeft = kBottomMargin - 397 - kTurnedWidth / 2;

void AddPageNumber(pugi::xml_node paragraph) {
  const auto add_dash = [&paragraph](const char* text) {
    pugi::xml_node run = Add(paragraph, "w:r");
    AddText(run, "w:t", text).append_attribute("xml:space").set_value("preserve");
  };
  add_dash("— ");
  pugi::xml_node field = Add(paragraph, "w:fldSimple", {{"w:instr", " PAGE "}});
  AddText(Add(field, "w:r"), "w:t", "1");
  add_dash(" —");
}

pugi::xml_node AddNumberParagraph(pugi::xml_node parent, bool at_end) {
  pugi::xml_node paragraph = Add(parent, "w:p");
  pugi::xml_node properties = Add(paragraph, "w:pPr");
  Add(properties, "w:pStyle", {{"w:val", style::kFooter}});
  if (at_end) {
    Add(properties, "w:ind", {{"w:rightChars", 100}, {"w:right", kCharacterPitch}});
  } else {
    Add(properties, "w:ind", {{"w:leftChars", 100}, {"w:left", kCharacterPitch}});
  }
  Add(properties, "w:jc", {{"w:val", at_end ? "right" : "left"}});
  AddPageNumber(paragraph);
  return paragraph;
}

void AddEmptyParagraph(pugi::xml_node parent, const char* style) {
  Add(Add(Add(parent, "w:p"), "w:pPr"), "w:pStyle", {{"w:val", style}});
}

// A floating table of one cell in the left margin, its text turned a quarter clockwise: what was below is at the left.
void AddTurnedNumber(pugi::xml_node header, bool at_end) {
  pugi::xml_node table = Add(header, "w:tbl");
  pugi::xml_node properties = Add(table, "w:tblPr");
  Add(properties, "w:tblpPr",
      {{"w:leftFromText", 0},
       {"w:rightFromText", 0},
       {"w:vertAnchor", "page"},
       {"w:horzAnchor", "page"},
       {"w:tblpX", kTurnedLeft},
       {"w:tblpY", kLeftMargin}});
  Add(properties, "w:tblW", {{"w:w", kTurnedWidth}, {"w:type", "dxa"}});
  Add(properties, "w:tblLayout", {{"w:type", "fixed"}});
  pugi::xml_node margins = Add(properties, "w:tblCellMar");
  Add(margins, "w:left", {{"w:w", 0}, {"w:type", "dxa"}});
  Add(margins, "w:right", {{"w:w", 0}, {"w:type", "dxa"}});
  Add(Add(table, "w:tblGrid"), "w:gridCol", {{"w:w", kTurnedWidth}});
  pugi::xml_node row = Add(table, "w:tr");
  Add(Add(row, "w:trPr"), "w:trHeight", {{"w:val", kTypeWidth}, {"w:hRule", "exact"}});
  pugi::xml_node cell = Add(row, "w:tc");
  pugi::xml_node cell_properties = Add(cell, "w:tcPr");
  Add(cell_properties, "w:tcW", {{"w:w", kTurnedWidth}, {"w:type", "dxa"}});
  Add(cell_properties, "w:textDirection", {{"w:val", "tbRl"}});
  Add(cell_properties, "w:vAlign", {{"w:val", "center"}});
  AddNumberParagraph(cell, at_end);
  AddEmptyParagraph(header, style::kHeader);
}

void AddReference(pugi::xml_node section, const char* type, PageNumberPart part) {
  for (const PageNumberPartName& name : kPageNumberParts) {
    if (name.part != part) continue;
    Add(section, name.is_header ? "w:headerReference" : "w:footerReference",
        {{"w:type", type}, {"r:id", name.relationship}});
  }
}

}  // namespace

int TypeWidth(Orientation orientation) { return orientation == Orientation::kPortrait ? kTypeWidth : kTypeHeight; }

std::string PageNumberXml(const PageNumberPartName& name) {
  XmlPart part(name.is_header ? "w:hdr" : "w:ftr", {{"xmlns:w", kWordNamespace}});
  switch (name.part) {
    case PageNumberPart::kOddFooter:
      AddNumberParagraph(part.root(), /*at_end=*/true);
      break;
    case PageNumberPart::kEvenFooter:
      AddNumberParagraph(part.root(), /*at_end=*/false);
      break;
    case PageNumberPart::kOddTurned:
      AddTurnedNumber(part.root(), /*at_end=*/true);
      break;
    case PageNumberPart::kEvenTurned:
      AddTurnedNumber(part.root(), /*at_end=*/false);
      break;
    case PageNumberPart::kNoHeader:
      AddEmptyParagraph(part.root(), style::kHeader);
      break;
    case PageNumberPart::kNoFooter:
      AddEmptyParagraph(part.root(), style::kHeader);
      break;
  }
  return part.Text();
}

void AddSection(pugi::xml_node parent, Orientation orientation) {
  const bool turned = orientation == Orientation::kLandscape;
  pugi::xml_node section = Add(parent, "w:sectPr");
  AddReference(section, "default", turned ? PageNumberPart::kOddTurned : PageNumberPart::kNoHeader);
  AddReference(section, "even", turned ? PageNumberPart::kEvenTurned : PageNumberPart::kNoHeader);
  AddReference(section, "default", turned ? PageNumberPart::kNoFooter : PageNumberPart::kOddFooter);
  AddReference(section, "even", turned ? PageNumberPart::kNoFooter : PageNumberPart::kEvenFooter);
  Add(section, "w:type", {{"w:val", "nextPage"}});
  if (turned) {
    Add(section, "w:pgSz", {{"w:w", kPageHeight}, {"w:h", kPageWidth}, {"w:orient", "landscape"}});
  } else {
    Add(section, "w:pgSz", {{"w:w", kPageWidth}, {"w:h", kPageHeight}});
  }
  Add(section, "w:pgMar",
      {{"w:top", turned ? kLeftMargin : kTopMargin},
       {"w:right", turned ? kTopMargin : kRightMargin},
       {"w:bottom", turned ? kRightMargin : kBottomMargin},
       {"w:left", turned ? kBottomMargin : kLeftMargin},
       {"w:header", kHeaderDistance},
       {"w:footer", turned ? kHeaderDistance : kFooterDistance},
       {"w:gutter", 0}});
  Add(section, "w:cols", {{"w:space", 425}});
  Add(section, "w:docGrid",
      {{"w:type", "linesAndChars"}, {"w:linePitch", kLinePitch}, {"w:charSpace", kCharacterSpace}});
}

}  // namespace zhengping::reporting
