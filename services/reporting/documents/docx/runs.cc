#include "services/reporting/documents/docx/runs.h"

#include "absl/strings/str_cat.h"
#include "services/reporting/documents/characters.h"
#include "services/reporting/documents/docx/styles.h"

namespace zhengping::reporting {
namespace {

bool HasNonAscii(absl::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return true;
  }
  return false;
}

void AddPlainText(pugi::xml_node run, absl::string_view text) {
  if (text.empty()) return;
  AddText(run, "w:t", std::string(text)).append_attribute("xml:space").set_value("preserve");
}

// Line breaks and tabs are elements of their own.
void AddPieces(pugi::xml_node run, absl::string_view text) {
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\t') continue;
    AddPlainText(run, text.substr(begin, i - begin));
    Add(run, text[i] == '\n' ? "w:br" : "w:tab");
    begin = i + 1;
  }
  AddPlainText(run, text.substr(begin));
}

// Quotation marks, dashes and the like are full-width only where the run says so.
void AddTextRun(pugi::xml_node paragraph, absl::string_view printable, bool is_bold) {
  if (printable.empty()) return;
  pugi::xml_node run = Add(paragraph, "w:r");
  const bool east_asian = HasNonAscii(printable);
  if (east_asian || is_bold) {
    pugi::xml_node properties = Add(run, "w:rPr");
    if (east_asian) Add(properties, "w:rFonts", {{"w:hint", "eastAsia"}});
    if (is_bold) {
      Add(properties, "w:b");
      Add(properties, "w:bCs");
    }
  }
  AddPieces(run, printable);
}

void AddFootnoteMark(pugi::xml_node paragraph, const char* element, int id) {
  pugi::xml_node run = Add(paragraph, "w:r");
  Add(Add(run, "w:rPr"), "w:rStyle", {{"w:val", style::kFootnoteMark}});
  pugi::xml_node mark = Add(run, element);
  if (id > 0) mark.append_attribute("w:id").set_value(id);
}

// The line above footnotes, which Word keeps as a footnote.
void AddSeparator(pugi::xml_node footnotes, const char* type, int id) {
  pugi::xml_node footnote = Add(footnotes, "w:footnote", {{"w:type", type}, {"w:id", id}});
  pugi::xml_node paragraph = Add(footnote, "w:p");
  Add(Add(paragraph, "w:pPr"), "w:spacing", {{"w:after", 0}, {"w:line", 240}, {"w:lineRule", "auto"}});
  Add(Add(paragraph, "w:r"), id < 0 ? "w:separator" : "w:continuationSeparator");
}

}  // namespace

RunWriter::RunWriter(const Document& document)
    : illustrative_mark_(PrintableText(document.illustrative_mark)),
      footnotes_("w:footnotes", {{"xmlns:w", kWordNamespace}}) {
  AddSeparator(footnotes_.root(), "separator", -1);
  AddSeparator(footnotes_.root(), "continuationSeparator", 0);
}

void RunWriter::Write(pugi::xml_node paragraph, const Runs& runs, Weight weight, FootnoteMode footnotes) {
  for (const Run& run : runs) {
    WriteRun(paragraph, run, weight);
    if (footnotes == FootnoteMode::kPrinted && !run.footnote.empty()) WriteFootnote(paragraph, run.footnote);
  }
}

void RunWriter::WriteText(pugi::xml_node paragraph, absl::string_view text, Weight weight) {
  AddTextRun(paragraph, PrintableText(text), weight == Weight::kBold);
}

void RunWriter::WriteRun(pugi::xml_node paragraph, const Run& run, Weight weight) {
  const bool is_bold = run.is_bold || weight == Weight::kBold;
  if (run.figure) {
    bound_runs_.push_back({&run, in_illustrative_table_ || run.is_illustrative});
    const int id = static_cast<int>(bound_runs_.size());
    Add(paragraph, "w:bookmarkStart", {{"w:id", id}, {"w:name", BookmarkName(bound_runs_.size())}});
    AddTextRun(paragraph, PrintableText(run.text), is_bold);
    Add(paragraph, "w:bookmarkEnd", {{"w:id", id}});
  } else {
    AddTextRun(paragraph, PrintableText(run.text), is_bold);
  }
  if (run.is_illustrative) AddTextRun(paragraph, illustrative_mark_, is_bold);
}

void RunWriter::WriteFootnote(pugi::xml_node paragraph, const Runs& footnote) {
  const int id = ++footnote_count_;
  AddFootnoteMark(paragraph, "w:footnoteReference", id);
  pugi::xml_node note = Add(Add(footnotes_.root(), "w:footnote", {{"w:id", id}}), "w:p");
  Add(Add(note, "w:pPr"), "w:pStyle", {{"w:val", style::kFootnoteText}});
  AddFootnoteMark(note, "w:footnoteRef", 0);
  WriteText(note, " ");
  Write(note, footnote, Weight::kAsMarked, FootnoteMode::kIgnored);
}

std::string BookmarkName(size_t number) { return absl::StrCat("_figure_", number); }

std::string FiguresPart(const std::vector<BoundRun>& bound_runs) {
  XmlPart part("figures", {{"xmlns", "urn:zhengping:figures:1"}});
  for (size_t i = 0; i < bound_runs.size(); ++i) {
    const Run& run = *bound_runs[i].run;
    Add(part.root(), "figure",
        {{"bookmark", BookmarkName(i + 1)},
         {"origin", PrintableText(run.figure->origin)},
         {"exact", PrintableText(run.figure->exact)},
         {"unit", PrintableText(run.figure->unit)},
         {"lower-bound", run.figure->is_lower_bound ? "true" : "false"},
         {"illustrative", bound_runs[i].is_illustrative ? "true" : "false"},
         {"text", PrintableText(run.text)}});
  }
  return part.Text();
}

}  // namespace zhengping::reporting
