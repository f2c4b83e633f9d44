// Runs of text, bound figures and footnotes in WordprocessingML. One writer serves a whole document, because bookmarks
// and footnotes are numbered through it.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_RUNS_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_RUNS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/reporting/documents/document.h"
#include "services/reporting/documents/docx/xml_part.h"

namespace zhengping::reporting {

enum class Weight { kAsMarked, kBold };
enum class FootnoteMode { kPrinted, kIgnored };

class RunWriter {
 public:
  explicit RunWriter(const Document& document);

  void Write(pugi::xml_node paragraph, const Runs& runs, Weight weight, FootnoteMode footnotes);
  void WriteText(pugi::xml_node paragraph, absl::string_view text, Weight weight = Weight::kAsMarked);

  // Figures written from here on are, or are not, illustrative because of their table.
  void set_in_illustrative_table(bool is_illustrative) { in_illustrative_table_ = is_illustrative; }

  // word/footnotes.xml, once all is written.
  std::string FootnotesPart() const { return footnotes_.Text(); }
  // Bookmark n+1 of the document stands around the text of element n.
  const std::vector<BoundRun>& bound_runs() const { return bound_runs_; }

 private:
  void WriteRun(pugi::xml_node paragraph, const Run& run, Weight weight);
  void WriteFootnote(pugi::xml_node paragraph, const Runs& footnote);

  const std::string illustrative_mark_;
  XmlPart footnotes_;
  int footnote_count_ = 0;
  bool in_illustrative_table_ = false;
  std::vector<BoundRun> bound_runs_;
};

// "_figure_7": a name with a leading underscore stays out of Word's list of bookmarks.
std::string BookmarkName(size_t number);

// Where the bookmarks come from: a custom XML part with origin, exact value, unit and printed text of each, in order.
std::string FiguresPart(const std::vector<BoundRun>& bound_runs);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_RUNS_H_
