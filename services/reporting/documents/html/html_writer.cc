#include "services/reporting/documents/html/html_writer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/characters.h"
#include "services/reporting/documents/html/style_sheet.h"
#include "services/reporting/documents/numbering.h"
#include "services/reporting/documents/table_grid.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kMostUnbrokenRows = 15;  // a table of more may break across printed pages

// Text as it stands between tags, and as it stands in an attribute, where a reader would make a space of a line break.
enum class Position { kText, kAttribute };

std::string Escaped(absl::string_view text, Position position) {
  const bool in_text = position == Position::kText;
  std::string html;
  for (const char c : PrintableText(text)) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\n':
        html += in_text ? "<br/>" : "&#10;";
        break;
      case '\t':
        html += in_text ? "\t" : "&#9;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string Text(absl::string_view text) { return Escaped(text, Position::kText); }
std::string Attribute(absl::string_view text) { return Escaped(text, Position::kAttribute); }

const char* ClassOf(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::kBody:
      return "body";
    case ParagraphKind::kFlush:
      return "flush";
    case ParagraphKind::kCentered:
      return "centered";
    case ParagraphKind::kRight:
      return "right";
    case ParagraphKind::kNote:
      return "note";
  }
  return "body";
}

const char* ClassOf(Alignment alignment) {
  switch (alignment) {
    case Alignment::kLeft:
      return "left";
    case Alignment::kCenter:
      return "center";
    case Alignment::kRight:
      return "right";
  }
  return "left";
}

bool IsHeadingRow(const GridRow& row) {
  return row.is_header || std::all_of(row.slots.begin(), row.slots.end(),
                                      [](const Slot& slot) { return slot.cell->kind == CellKind::kHeading; });
}

class PageWriter {
 public:
  explicit PageWriter(const Document& document) : document_(document), mark_(Text(document.illustrative_mark)) {}

  absl::Status Write() {
    WriteHead();
    Put("<main>\n<section class=\"report\">\n");
    if (!document_.title_lines.empty()) {
      Put("<h1>", Text(absl::StrJoin(document_.title_lines, "\n")), "</h1>\n");
    }
    if (!document_.addressee.empty()) Put("<p class=\"flush\">", Text(document_.addressee), "：</p>\n");
    ZP_RETURN_IF_ERROR(WriteBlocks(document_.body));
    WriteClosing();
    EndSection();
    for (size_t i = 0; i < document_.annexes.size(); ++i) ZP_RETURN_IF_ERROR(WriteAnnex(i));
    Put("</main>\n</body>\n</html>\n");
    return absl::OkStatus();
  }

  std::string Take() { return std::move(html_); }

  absl::Status operator()(const Heading& heading) {
    const int level = LevelOf(heading);
    const std::string text = Text(absl::StrCat(numbers_.Next(heading), heading.text));
    if (heading.run_in.empty()) {
      Put("<h", level + 1, BreakClass(""), ">", text, "</h", level + 1, ">\n");
      return absl::OkStatus();
    }
    Put("<p", BreakClass("body"), "><span role=\"heading\" aria-level=\"", level + 1, "\">", text, "</span>");
    WriteRuns(heading.run_in, FootnoteMode::kPrinted);
    Put("</p>\n");
    return absl::OkStatus();
  }

  absl::Status operator()(const Paragraph& paragraph) {
    Put("<p", BreakClass(ClassOf(paragraph.kind)), ">");
    WriteRuns(paragraph.runs, FootnoteMode::kPrinted);
    Put("</p>\n");
    return absl::OkStatus();
  }

  absl::Status operator()(const Table& table) {
    ZP_ASSIGN_OR_RETURN(const std::vector<GridRow> grid, LayOut(table));
    in_illustrative_table_ = table.is_illustrative;
    WriteTableHead(table);
    WriteColumns(table);
    size_t i = 0;
    if (!table.header_rows.empty()) {
      Put("<thead>\n");
      for (; i < table.header_rows.size(); ++i) WriteRow(table, grid[i]);
      Put("</thead>\n");
    }
    Put("<tbody>\n");
    for (; i < grid.size(); ++i) WriteRow(table, grid[i]);
    Put("</tbody>\n</table></div>\n");
    for (size_t k = 0; k < table.notes.size(); ++k) {
      Put("<p class=\"note", k > 0 ? " further" : "", "\">", NoteLabel(k, table.notes.size()));
      WriteRuns(table.notes[k], FootnoteMode::kIgnored);
      Put("</p>\n");
    }
    in_illustrative_table_ = false;
    return absl::OkStatus();
  }

  absl::Status operator()(const PageBreak&) {
    starts_page_ = true;
    return absl::OkStatus();
  }

 private:
  enum class FootnoteMode { kPrinted, kIgnored };

  template <typename... Pieces>
  void Put(const Pieces&... pieces) {
    absl::StrAppend(&html_, pieces...);
  }

  // The attribute, with the break of a PageBreak before it.
  std::string BreakClass(absl::string_view name) {
    const bool starts_page = std::exchange(starts_page_, false);
    if (!starts_page) return name.empty() ? "" : absl::StrCat(" class=\"", name, "\"");
    return absl::StrCat(" class=\"", name, name.empty() ? "" : " ", "page-break\"");
  }

  void WriteHead() {
    const Properties& properties = document_.properties;
    Put("<!DOCTYPE html>\n<html lang=\"zh-CN\" xml:lang=\"zh-CN\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n",
        "<meta charset=\"utf-8\"/>\n<title>", Attribute(Title(document_)), "</title>\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n");
    const auto meta = [this](const char* name, const std::string& content) {
      if (!content.empty()) Put("<meta name=\"", name, "\" content=\"", Attribute(content), "\"/>\n");
    };
    meta("author", properties.author);
    meta("description", properties.subject);
    meta("keywords", absl::StrJoin(properties.keywords, ","));
    meta("date", properties.created_day);
    Put("<style>", kStyleSheet, "</style>\n</head>\n<body>\n");
  }

  absl::Status WriteBlocks(const std::vector<Block>& blocks) {
    numbers_ = HeadingNumbers();
    for (const Block& block : blocks) ZP_RETURN_IF_ERROR(std::visit(*this, block));
    starts_page_ = false;
    return absl::OkStatus();
  }

  absl::Status WriteAnnex(size_t index) {
    const Annex& annex = document_.annexes[index];
    const bool turned = annex.orientation == Orientation::kLandscape;
    Put("<section class=\"annex", turned ? " landscape" : "", "\" id=\"annex-", index + 1, "\">\n");
    Put("<p class=\"annex-label\">", AnnexLabel(document_, index), "</p>\n<h2 class=\"annex-title\">",
        Text(annex.title), "</h2>\n");
    ZP_RETURN_IF_ERROR(WriteBlocks(annex.blocks));
    EndSection();
    return absl::OkStatus();
  }

  void EndSection() {
    if (!footnotes_.empty()) Put("<ol class=\"footnotes\">\n", std::exchange(footnotes_, ""), "</ol>\n");
    Put("</section>\n");
  }

  void WriteFigure(const Run& run) {
    const Figure& figure = *run.figure;
    Put("<data id=\"figure-", ++figure_count_, "\" value=\"", Attribute(figure.exact), "\" data-figure=\"",
        Attribute(figure.origin), "\" data-unit=\"", Attribute(figure.unit), "\"");
    if (figure.is_lower_bound) Put(" data-lower-bound=\"true\"");
    if (in_illustrative_table_ || run.is_illustrative) Put(" data-illustrative=\"true\"");
    Put(" title=\"", Attribute(figure.origin), figure.is_lower_bound ? " ≥ " : " = ", Attribute(figure.exact),
        figure.unit.empty() ? "" : " ", Attribute(figure.unit), "\">", Text(run.text), "</data>");
  }

  void WriteRuns(const Runs& runs, FootnoteMode footnotes) {
    for (const Run& run : runs) {
      if (run.is_bold) Put("<b>");
      if (run.figure) {
        WriteFigure(run);
      } else {
        Put(Text(run.text));
      }
      if (run.is_illustrative) Put(mark_);
      if (run.is_bold) Put("</b>");
      if (footnotes == FootnoteMode::kPrinted && !run.footnote.empty()) WriteFootnote(run.footnote);
    }
  }

  void WriteFootnote(const Runs& footnote) {
    const int number = ++footnote_count_;
    Put("<sup><a id=\"footnote-mark-", number, "\" href=\"#footnote-", number, "\">", number, "</a></sup>");
    std::string outer = std::exchange(html_, "");
    Put("<li id=\"footnote-", number, "\"><a href=\"#footnote-mark-", number, "\">", number, "</a> ");
    WriteRuns(footnote, FootnoteMode::kIgnored);
    Put("</li>\n");
    footnotes_ += std::exchange(html_, std::move(outer));
  }

  void WriteTableHead(const Table& table) {
    const char* mark = table.is_illustrative ? mark_.c_str() : "";
    std::string caption;
    if (!table.caption.empty()) {
      absl::StrAppend(&caption, Text(table.caption), mark);
      mark = "";
    }
    if (!table.unit.empty() || *mark != '\0') {
      absl::StrAppend(&caption, "<span class=\"unit\">", mark, *mark != '\0' && !table.unit.empty() ? "　" : "",
                      table.unit.empty() ? "" : "单位：", Text(table.unit), "</span>");
    }
    const bool joined = table.joins_previous && caption.empty();
    const bool short_enough = table.header_rows.size() + table.rows.size() <= kMostUnbrokenRows;
    Put("<div", BreakClass(absl::StrCat("scroll", joined ? " joined" : "", short_enough ? " short" : "")),
        "><table>\n");
    if (!caption.empty()) Put("<caption>", caption, "</caption>\n");
  }

  void WriteColumns(const Table& table) {
    Put("<colgroup>");
    for (const int width : ColumnWidths(table, 10000)) {
      const int hundredths = width % 100;
      Put("<col style=\"width:", width / 100, ".", hundredths < 10 ? "0" : "", hundredths, "%\"/>");
    }
    Put("</colgroup>\n");
  }

  void WriteRow(const Table& table, const GridRow& row) {
    const bool is_head = IsHeadingRow(row);
    std::string name = is_head ? "head" : "";
    if (row.row->is_total) absl::StrAppend(&name, name.empty() ? "" : " ", "total");
    if (row.row->may_split) absl::StrAppend(&name, name.empty() ? "" : " ", "split");
    Put("<tr", name.empty() ? "" : absl::StrCat(" class=\"", name, "\""), ">");
    for (const Slot& slot : row.slots) {
      if (!slot.continues) WriteCell(table, row, slot, is_head);
    }
    Put("</tr>\n");
  }

  void WriteCell(const Table& table, const GridRow& row, const Slot& slot, bool is_head) {
    const Cell& cell = *slot.cell;
    const bool is_heading = row.is_header || cell.kind == CellKind::kHeading;
    const char* tag = is_heading ? "th" : "td";
    Put("<", tag);
    if (is_heading) {
      const char* direction = is_head ? "col" : "row";
      const bool is_group = is_head ? cell.column_span > 1 : cell.row_span > 1;
      Put(" scope=\"", direction, is_group ? "group" : "", "\"");
    }
    if (cell.column_span > 1) Put(" colspan=\"", cell.column_span, "\"");
    if (cell.row_span > 1) Put(" rowspan=\"", cell.row_span, "\"");
    Put(" class=\"", ClassOf(AlignmentOf(table, slot)), cell.kind == CellKind::kNumber ? " number" : "", "\">");
    WriteRuns(cell.runs, row.is_header ? FootnoteMode::kIgnored : FootnoteMode::kPrinted);
    Put("</", tag, ">");
  }

  void WriteClosing() {
    if (document_.annexes.empty() && !document_.signature) return;
    Put("<div class=\"closing\">\n");
    WriteAnnexList();
    WriteSignature();
    Put("</div>\n");
  }

  // 附件：1. …, names under each other (GB/T 9704-2012 7.3.4).
  void WriteAnnexList() {
    if (document_.annexes.empty()) return;
    const bool is_only = document_.annexes.size() == 1;
    Put("<div class=\"annex-list\"><p>附件：</p><ol>\n");
    for (size_t i = 0; i < document_.annexes.size(); ++i) {
      Put("<li>");
      if (!is_only) Put("<span class=\"number\">", i + 1, ".</span>");
      Put("<span>", Text(document_.annexes[i].title), "</span></li>\n");
    }
    Put("</ol></div>\n");
  }

  void WriteSignature() {
    if (!document_.signature) return;
    Put("<div class=\"signature\"><p>", Text(document_.signature->issuer), "</p>\n");
    if (!document_.signature->date.empty()) Put("<p>", Text(document_.signature->date), "</p>\n");
    Put("</div>\n");
  }

  const Document& document_;
  const std::string mark_;
  std::string html_;
  std::string footnotes_;
  HeadingNumbers numbers_;
  int figure_count_ = 0;
  int footnote_count_ = 0;
  bool starts_page_ = false;
  bool in_illustrative_table_ = false;
};

}  // namespace

absl::StatusOr<std::string> WriteHtml(const Document& document) {
  PageWriter writer(document);
  ZP_RETURN_IF_ERROR(writer.Write());
  return writer.Take();
}

}  // namespace zhengping::reporting
