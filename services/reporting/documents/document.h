// The document model (文档模型): what an official document holds, before any format. A tree of plain values:
//
//   Document  title, addressee, body, annexes (附件), signature, properties, content for machines
//   Block     Heading | Paragraph | Table | PageBreak
//   Run       a piece of text in one manner; a bound run also knows the exact value that it prints and where it is from
//
//   Document report{.title_lines = {"2023年度翠园街道办事处", "部门整体支出绩效评价报告"}};
//   report.body.push_back(Heading{.level = 1, .text = "部门整体支出绩效情况"});  // prints 一、部门整体支出绩效情况
//   Run budget = Bound("2030.12万元", {"facts/final_budget", "203012000", "fen"});
//   report.body.push_back(Paragraph{.runs = {Plain("全年预算数"), std::move(budget), Plain("。")}});
//
// What the writers derive, so that it cannot disagree, and nobody types: numbers of headings, annexes, footnotes, notes
// and pages, the list of annexes under the body, the mark behind illustrative text.
//
// Text is UTF-8; "\n" is a line break inside its paragraph or cell; characters that XML forbids print as U+FFFD
// (characters.h). No writer changes a document: any number of threads may write the same one.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCUMENT_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCUMENT_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace zhengping::reporting {

// What a printed number stands for. The three writers carry it with the number: DOCX as a hidden bookmark and a custom
// XML part, HTML as <data value=… data-figure=…>, JSON in "figures".
struct Figure {
  std::string origin;  // what `explain` takes: "facts/final_budget", "observations/产出指标/…/新增就业人数"
  std::string exact;   // before rounding: "203012000", "-7/10", a day "2023-11-30"; never a decimal fraction
  std::string unit = {};        // "fen", "persons", "rate", …; empty for a pure number
  bool is_lower_bound = false;  // 100余: the exact value is `exact` or more
};

struct Run;
using Runs = std::vector<Run>;

struct Run {
  std::string text;
  bool is_bold = false;
  // Made up for demonstration: the writers print the document's illustrative mark behind the text.
  bool is_illustrative = false;
  std::optional<Figure> figure = {};
  // Printed at the foot of the page, its number behind the text. Ignored in header rows, notes and footnotes.
  Runs footnote = {};
};

inline Run Plain(std::string text) { return Run{.text = std::move(text)}; }
inline Run Bold(std::string text) { return Run{.text = std::move(text), .is_bold = true}; }
inline Run Bound(std::string text, Figure figure) { return Run{.text = std::move(text), .figure = std::move(figure)}; }

// The writers number headings: 一、 （一） 1. （1） by level; a higher level starts the lower ones again, each annex
// starts all.
struct Heading {
  int level = 1;  // 1–4
  std::string text;
  bool is_numbered = true;
  // Not empty: the heading opens its paragraph and this follows in the same line, as in 1.突出阵地建设。一是…. The text
  // then brings its own full stop.
  Runs run_in = {};
};

enum class ParagraphKind {
  kBody,      // justified, first line two characters in
  kFlush,     // justified, no indent
  kCentered,  // to the middle
  kRight,     // to the right edge
  kNote,      // small print: sources, remarks
};

struct Paragraph {
  ParagraphKind kind = ParagraphKind::kBody;
  Runs runs = {};
};

enum class CellKind {
  kText,     // to the left
  kNumber,   // to the right, digits of one width
  kHeading,  // names the rows or columns beside it; centred
};

enum class Alignment { kLeft, kCenter, kRight };

// Cells stand in their row in the order of columns; what a span of an earlier cell covers is left out, as in HTML.
struct Cell {
  CellKind kind = CellKind::kText;
  Runs runs = {};
  int column_span = 1;
  int row_span = 1;                         // ends inside the header rows or inside the body rows
  std::optional<Alignment> alignment = {};  // absent: the column's, and without that the kind's
};

inline Cell TextCell(std::string text) { return Cell{.runs = {Plain(std::move(text))}}; }
inline Cell NumberCell(Run run) { return Cell{.kind = CellKind::kNumber, .runs = {std::move(run)}}; }
inline Cell HeadingCell(std::string text, int column_span = 1, int row_span = 1) {
  return Cell{
      .kind = CellKind::kHeading, .runs = {Plain(std::move(text))}, .column_span = column_span, .row_span = row_span};
}

struct Row {
  std::vector<Cell> cells = {};
  bool is_total = false;   // 合计: bold
  bool may_split = false;  // across two pages; for rows of long prose
};

struct Column {
  int share = 1;                            // of the table's width, which is the page's
  std::optional<Alignment> alignment = {};  // of its cells that are not headings
};

struct Table {
  std::string caption = {};  // above the table, centred; may be empty where a heading names it
  std::string unit = {};     // "万元": printed as 单位：万元 above the right edge
  std::vector<Column> columns = {};
  std::vector<Row> header_rows = {};  // repeated on every page
  std::vector<Row> rows = {};
  std::vector<Runs> notes = {};  // below: 注：…, numbered when there are several
  bool is_illustrative = false;  // the whole table: the mark stands behind the caption
  bool joins_previous = false;   // stands directly under the table before it, as parts of one form
};

struct PageBreak {};

using Block = std::variant<Heading, Paragraph, Table, PageBreak>;

enum class Orientation { kPortrait, kLandscape };

// Starts a page of its own. The first of several is 附件1, an only one 附件.
struct Annex {
  std::string title;
  Orientation orientation = Orientation::kPortrait;
  std::vector<Block> blocks = {};
};

// Below the body (and its list of annexes), before the annexes; GB/T 9704-2012 7.3.5.
struct Signature {
  std::string issuer;     // "大祥区翠园街道办事处"
  std::string date = {};  // "2024年3月15日"; empty: none
};

// What file managers and archives show.
struct Properties {
  std::string subject = {};
  std::string author = {};
  std::vector<std::string> keywords = {};
  std::string created_day = {};  // "2024-03-15"; empty: none. Never the clock's: equal documents have equal bytes.
};

struct Document {
  std::vector<std::string> title_lines = {};  // as the lines are to break
  std::string addressee = {};                 // "大祥区财政局"; empty: none
  std::vector<Block> body = {};
  std::optional<Signature> signature = {};
  std::vector<Annex> annexes = {};
  std::string illustrative_mark = "（示例数据）";
  Properties properties = {};
  nlohmann::json content =
      {};  // its keys go into the JSON file as they are; no floats, and integers beyond 2^53 as strings
};

// The title in one line.
std::string Title(const Document& document);

// "附件2", or "附件" of an only one; `index` from 0.
std::string AnnexLabel(const Document& document, size_t index);

// A bound run as it stands in a document, which must outlive it.
struct BoundRun {
  const Run* run = nullptr;      // its figure is there
  bool is_illustrative = false;  // by itself, or because its table is
};

// The bound runs in the order of reading: a footnote's directly behind the run that it hangs on.
std::vector<BoundRun> BoundRuns(const Document& document);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCUMENT_H_
