#include "services/reporting/documents/document.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/reporting/documents/characters.h"

namespace zhengping::reporting {
namespace {

enum class Footnotes { kFollowed, kIgnored };

struct BoundRunsOf {
  std::vector<BoundRun>& bound;

  void operator()(const Heading& heading) const { Append(heading.run_in, Footnotes::kFollowed, false); }
  void operator()(const Paragraph& paragraph) const { Append(paragraph.runs, Footnotes::kFollowed, false); }
  void operator()(const PageBreak&) const {}
  void operator()(const Table& table) const {
    AppendCells(table.header_rows, Footnotes::kIgnored, table.is_illustrative);
    AppendCells(table.rows, Footnotes::kFollowed, table.is_illustrative);
    for (const Runs& note : table.notes) Append(note, Footnotes::kIgnored, table.is_illustrative);
  }

 private:
  void AppendCells(const std::vector<Row>& rows, Footnotes footnotes, bool is_illustrative) const {
    for (const Row& row : rows) {
      for (const Cell& cell : row.cells) Append(cell.runs, footnotes, is_illustrative);
    }
  }

  void Append(const Runs& runs, Footnotes footnotes, bool is_illustrative) const {
    for (const Run& run : runs) {
      if (run.figure) bound.push_back({&run, is_illustrative || run.is_illustrative});
      if (footnotes == Footnotes::kFollowed) Append(run.footnote, Footnotes::kIgnored, is_illustrative);
    }
  }
};

}  // namespace

std::string Title(const Document& document) { return PrintableText(absl::StrJoin(document.title_lines, "")); }

std::string AnnexLabel(const Document& document, size_t index) {
  return document.annexes.size() == 1 ? "附件" : absl::StrCat("附件", index + 1);
}

std::vector<BoundRun> BoundRuns(const Document& document) {
  std::vector<BoundRun> bound;
  const BoundRunsOf visit{bound};
  for (const Block& block : document.body) std::visit(visit, block);
  for (const Annex& annex : document.annexes) {
    for (const Block& block : annex.blocks) std::visit(visit, block);
  }
  return bound;
}

}  // namespace zhengping::reporting
