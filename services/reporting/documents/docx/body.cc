#include "services/reporting/documents/docx/body.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/characters.h"
#include "services/reporting/documents/docx/page.h"
#include "services/reporting/documents/docx/styles.h"
#include "services/reporting/documents/docx/table.h"
#include "services/reporting/documents/numbering.h"

namespace zhengping::reporting {
namespace {

const char* StyleOf(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::kBody:
      return style::kBody;
    case ParagraphKind::kFlush:
      return style::kFlush;
    case ParagraphKind::kCentered:
      return style::kCentered;
    case ParagraphKind::kRight:
      return style::kRight;
    case ParagraphKind::kNote:
      return style::kTableNote;
  }
  return style::kBody;
}

// No line of text stands between the two tables.
bool JoinsDirectly(const Block& above, const Block& below) {
  const Table* upper = std::get_if<Table>(&above);
  const Table* lower = std::get_if<Table>(&below);
  return upper != nullptr && lower != nullptr && lower->joins_previous && upper->notes.empty() &&
         lower->caption.empty() && lower->unit.empty() && !lower->is_illustrative;
}

class BodyWriter {
 public:
  BodyWriter(const Document& document, RunWriter& runs)
      : document_(document),
        runs_(runs),
        part_("w:document", {{"xmlns:w", kWordNamespace}, {"xmlns:r", kRelationshipsNamespace}}),
        body_(Add(part_.root(), "w:body")) {}

  absl::Status Write() {
    WriteTitle();
    ZP_RETURN_IF_ERROR(WriteBlocks(document_.body));
    if (document_.signature || !document_.annexes.empty()) KeepLastParagraphWithNext();
    WriteAnnexList();
    WriteSignature();
    EndSection(Orientation::kPortrait, document_.annexes.empty());
    for (size_t i = 0; i < document_.annexes.size(); ++i) {
      const Annex& annex = document_.annexes[i];
      orientation_ = annex.orientation;
      runs_.WriteText(Paragraph(style::kAnnexLabel), AnnexLabel(document_, i));
      runs_.WriteText(Paragraph(style::kAnnexTitle), annex.title);
      annex_title_ = annex.title;
      ZP_RETURN_IF_ERROR(WriteBlocks(annex.blocks));
      EndSection(annex.orientation, i + 1 == document_.annexes.size());
    }
    return absl::OkStatus();
  }

  std::string Text() const { return part_.Text(); }

  absl::Status operator()(const Heading& heading) {
    const std::string text = absl::StrCat(numbers_.Next(heading), heading.text);
    if (heading.run_in.empty()) {
      runs_.WriteText(Paragraph(HeadingStyle(LevelOf(heading)).c_str()), text);
      return absl::OkStatus();
    }
    pugi::xml_node paragraph = Paragraph(style::kBody);
    runs_.WriteText(paragraph, text);
    runs_.Write(paragraph, heading.run_in, Weight::kAsMarked, FootnoteMode::kPrinted);
    return absl::OkStatus();
  }

  absl::Status operator()(const zhengping::reporting::Paragraph& paragraph) {
    runs_.Write(Paragraph(StyleOf(paragraph.kind)), paragraph.runs, Weight::kAsMarked, FootnoteMode::kPrinted);
    return absl::OkStatus();
  }

  absl::Status operator()(const Table& table) {
    runs_.set_in_illustrative_table(table.is_illustrative);
    WriteTableHead(table);
    const std::string& title = table.caption.empty() ? annex_title_ : table.caption;
    const TablePlace place{.title = title, .width = TypeWidth(orientation_), .is_joined = next_joins_};
    ZP_RETURN_IF_ERROR(WriteTable(body_, table, place, runs_));
    for (size_t i = 0; i < table.notes.size(); ++i) {
      pugi::xml_node note = Paragraph(style::kTableNote);
      if (i > 0) Indent(note, {{"w:leftChars", 200}, {"w:left", 420}});
      runs_.WriteText(note, NoteLabel(i, table.notes.size()));
      runs_.Write(note, table.notes[i], Weight::kAsMarked, FootnoteMode::kIgnored);
    }
    runs_.set_in_illustrative_table(false);
    return absl::OkStatus();
  }

  absl::Status operator()(const PageBreak&) {
    starts_page_ = true;
    return absl::OkStatus();
  }

 private:
  // The break of a PageBreak goes into the paragraph behind it, so that none at the end leaves a blank page.
  pugi::xml_node Paragraph(const char* style) {
    pugi::xml_node paragraph = Add(body_, "w:p");
    pugi::xml_node properties = Add(paragraph, "w:pPr");
    Add(properties, "w:pStyle", {{"w:val", style}});
    if (starts_page_) Add(properties, "w:pageBreakBefore");
    starts_page_ = false;
    return paragraph;
  }

  void Indent(pugi::xml_node paragraph, std::initializer_list<XmlAttribute> attributes) {
    Add(paragraph.child("w:pPr"), "w:ind", attributes);
  }

  void WriteTitle() {
    if (!document_.title_lines.empty()) {
      std::string title;
      for (const std::string& line : document_.title_lines) absl::StrAppend(&title, title.empty() ? "" : "\n", line);
      runs_.WriteText(Paragraph(style::kTitle), title);
    }
    if (!document_.addressee.empty()) {
      runs_.WriteText(Paragraph(style::kAddressee), absl::StrCat(document_.addressee, "："));
    }
  }

  absl::Status WriteBlocks(const std::vector<Block>& blocks) {
    numbers_ = HeadingNumbers();
    for (size_t i = 0; i < blocks.size(); ++i) {
      next_joins_ = i + 1 < blocks.size() && JoinsDirectly(blocks[i], blocks[i + 1]);
      ZP_RETURN_IF_ERROR(std::visit(*this, blocks[i]));
    }
    starts_page_ = false;
    return absl::OkStatus();
  }

  bool EndsWithTable() const { return absl::string_view(body_.last_child().name()) == "w:tbl"; }

  // Caption and unit; without either, two tables in a row are held apart by a paragraph, or they would become one.
  void WriteTableHead(const Table& table) {
    const char* mark = table.is_illustrative ? document_.illustrative_mark.c_str() : "";
    if (!table.caption.empty()) {
      runs_.WriteText(Paragraph(style::kTableCaption), absl::StrCat(table.caption, mark));
      mark = "";
    }
    if (!table.unit.empty()) {
      runs_.WriteText(Paragraph(style::kTableUnit),
                      absl::StrCat(mark, *mark == '\0' ? "" : "　", "单位：", table.unit));
    } else if (*mark != '\0') {
      runs_.WriteText(Paragraph(style::kTableUnit), mark);
    } else if (EndsWithTable() || starts_page_) {
      Paragraph(table.joins_previous || starts_page_ ? style::kTableGap : style::kTableUnit);
    }
  }

  // A signature never stands on a page without text.
  void KeepLastParagraphWithNext() {
    pugi::xml_node properties = body_.last_child().child("w:pPr");
    if (properties && !properties.child("w:keepNext")) {
      properties.insert_child_after("w:keepNext", properties.child("w:pStyle"));
    }
  }

  // 附件：1. …, a blank line below the text, names under each other (GB/T 9704-2012 7.3.4).
  void WriteAnnexList() {
    for (size_t i = 0; i < document_.annexes.size(); ++i) {
      pugi::xml_node paragraph = Paragraph(style::kAnnexList);
      const bool is_only = document_.annexes.size() == 1;
      const int hanging = is_only ? 3 : i == 0 ? 4 : 1;
      const int left = is_only ? 5 : 6;
      if (i == 0) {
        Add(paragraph.child("w:pPr"), "w:spacing",
            {{"w:before", kLinePitch}, {"w:line", kLinePitch}, {"w:lineRule", "exact"}});
      }
      Indent(paragraph, {{"w:leftChars", left * 100},
                         {"w:left", left * kCharacterPitch},
                         {"w:hangingChars", hanging * 100},
                         {"w:hanging", hanging * kCharacterPitch}});
      runs_.WriteText(paragraph, absl::StrCat(i == 0 ? "附件：" : "", is_only ? "" : absl::StrCat(i + 1, ".\t"),
                                              document_.annexes[i].title));
    }
  }

  // The date four characters from the right edge, the issuer centred over it (GB/T 9704-2012 7.3.5.1).
  void WriteSignature() {
    if (!document_.signature) return;
    const Signature& signature = *document_.signature;
    const int date_right = 8;  // half characters
    const int issuer_right = std::max(0, date_right + (HalfWidths(signature.date) - HalfWidths(signature.issuer)) / 2);
    pugi::xml_node issuer = Paragraph(style::kIssuer);
    Indent(issuer, {{"w:rightChars", issuer_right * 50}, {"w:right", issuer_right * kCharacterPitch / 2}});
    runs_.WriteText(issuer, signature.issuer);
    if (signature.date.empty()) return;
    pugi::xml_node date = Paragraph(style::kDate);
    Indent(date, {{"w:rightChars", date_right * 50}, {"w:right", date_right * kCharacterPitch / 2}});
    runs_.WriteText(date, signature.date);
  }

  // A section's properties stand in its last paragraph, those of the last section at the end of the body. Word wants a
  // paragraph behind a table: one of a single point, which fits on any page.
  void EndSection(Orientation orientation, bool is_last) {
    if (EndsWithTable() || body_.first_child().empty()) Paragraph(style::kTableGap);
    AddSection(is_last ? body_ : body_.last_child().child("w:pPr"), orientation);
  }

  const Document& document_;
  RunWriter& runs_;
  XmlPart part_;
  pugi::xml_node body_;
  HeadingNumbers numbers_;
  Orientation orientation_ = Orientation::kPortrait;
  std::string annex_title_;
  bool starts_page_ = false;
  bool next_joins_ = false;
};

}  // namespace

absl::StatusOr<std::string> DocumentPart(const Document& document, RunWriter& runs) {
  BodyWriter writer(document, runs);
  ZP_RETURN_IF_ERROR(writer.Write());
  return writer.Text();
}

}  // namespace zhengping::reporting
