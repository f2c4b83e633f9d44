#include "common/spreadsheet/html_reader.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "common/spreadsheet/workbook_builder.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

constexpr int kMostDepth = 256;  // elements inside each other; the parser searches all of them at each end tag
constexpr size_t kPieceBytes = 64 << 10;

bool IsBlockElement(absl::string_view name) {
  for (absl::string_view block : {"p", "div", "table", "h1", "h2", "h3", "h4", "h5", "h6", "li", "center", "br"}) {
    if (name == block) return true;
  }
  return false;
}

// Text of these is not shown.
bool IsSilentElement(absl::string_view name) {
  return name == "script" || name == "style" || name == "title" || name == "xml";
}

// White space as a browser shows it: runs of it as one space. U+00A0 stays, which indents trees.
std::string Collapsed(absl::string_view text) {
  std::string collapsed;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\t' || c == '\r' || c == '\f';
    if (is_space && (collapsed.empty() || collapsed.back() == ' ' || collapsed.back() == '\n')) continue;
    collapsed += is_space ? ' ' : c;
  }
  while (!collapsed.empty() && (collapsed.back() == ' ' || collapsed.back() == '\n')) collapsed.pop_back();
  return collapsed;
}

class PageReader {
 public:
  explicit PageReader(WorkbookBuilder& builder) : builder_(builder) {}

  // Each is false once the reading must stop.
  bool Start(absl::string_view name, int columns, int rows) {
    if (IsSilentElement(name)) ++silent_;
    if (name == "tr") return EndRow() && StartRow();
    if (name == "td" || name == "th") return StartCell(columns, rows);
    if (name == "br" && in_cell_) text_ += '\n';
    if (IsBlockElement(name) && !in_cell_) return EndParagraph();
    return true;
  }

  bool End(absl::string_view name) {
    if (IsSilentElement(name) && silent_ > 0) --silent_;
    if (name == "td" || name == "th") return EndCell();
    if (name == "tr" || name == "table") return EndRow();
    if (IsBlockElement(name) && !in_cell_) return EndParagraph();
    return true;
  }

  bool Text(absl::string_view text) {
    if (silent_ > 0) return true;
    for (const char c : text) text_ += c == '\n' ? ' ' : c;
    if (text_.size() <= builder_.limits().table.row_bytes) return true;
    return builder_.Refuse(Invalid({"ROW_TOO_LARGE"}, "a text is no longer than a row may be"));
  }

  bool Finish() { return EndRow() && EndParagraph(); }

 private:
  bool StartRow() {
    if (!EndParagraph() || !builder_.StartRow(++row_, /*is_hidden=*/false)) return false;
    in_row_ = true;
    column_ = 0;
    return true;
  }

  bool StartCell(int columns, int rows) {
    if (!EndCell() || (!in_row_ && !StartRow())) return false;
    text_.clear();
    // Cells of rows above that reach down take their columns first.
    auto taken = taken_until_.find(column_);
    while (taken != taken_until_.end() && taken->second >= row_) {
      ++column_;
      taken = taken_until_.find(column_);
    }
    in_cell_ = true;
    const int most_columns = static_cast<int>(builder_.limits().table.columns);
    columns_ = std::clamp(columns, 1, most_columns);
    rows_ = std::clamp(rows, 1, builder_.limits().rows);
    return true;
  }

  bool EndCell() {
    if (!in_cell_) return true;
    in_cell_ = false;
    const size_t first = column_;
    column_ += static_cast<size_t>(columns_);
    if (rows_ > 1) {
      for (size_t i = first; i < column_ && i < builder_.limits().table.columns; ++i)
        taken_until_[i] = row_ + rows_ - 1;
    }
    const std::string text = Collapsed(text_);
    text_.clear();
    if (!TrimSpaces(text).empty() && !builder_.AddCell(first, {.kind = CellKind::kText, .text = text})) return false;
    return builder_.AddMerged(
        {.first_row = row_, .last_row = row_ + rows_ - 1, .first_column = first, .last_column = column_ - 1});
  }

  bool EndRow() {
    if (!EndCell()) return false;
    in_row_ = false;
    return true;
  }

  // Text between tables.
  bool EndParagraph() {
    if (in_row_ || in_cell_) return true;
    const std::string text = Collapsed(text_);
    text_.clear();
    if (TrimSpaces(text).empty()) return true;
    taken_until_.clear();
    return builder_.StartRow(++row_, /*is_hidden=*/false) &&
           builder_.AddCell(0, {.kind = CellKind::kText, .text = text});
  }

  WorkbookBuilder& builder_;
  int row_ = 0;
  size_t column_ = 0;
  int columns_ = 1;
  int rows_ = 1;
  int silent_ = 0;
  bool in_row_ = false;
  bool in_cell_ = false;
  std::string text_;
  std::map<size_t, int> taken_until_;  // last row of a cell that reaches down, by column
};

struct Parsing {
  PageReader& page;
  htmlParserCtxtPtr parser = nullptr;
  int depth = 0;
  bool goes_on = true;

  void Keep(bool result) {
    if (result) return;
    goes_on = false;
    xmlStopParser(parser);
  }
};

int SpanOf(const xmlChar** attributes, absl::string_view wanted) {
  for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
    const absl::string_view name = reinterpret_cast<const char*>(attributes[0]);
    int span = 1;
    if (name == wanted && attributes[1] != nullptr &&
        absl::SimpleAtoi(reinterpret_cast<const char*>(attributes[1]), &span)) {
      return span;
    }
  }
  return 1;
}

void OnStart(void* self, const xmlChar* name, const xmlChar** attributes) {
  Parsing& parsing = *static_cast<Parsing*>(self);
  if (!parsing.goes_on) return;
  if (++parsing.depth > kMostDepth) return parsing.Keep(false);
  parsing.Keep(parsing.page.Start(reinterpret_cast<const char*>(name), SpanOf(attributes, "colspan"),
                                  SpanOf(attributes, "rowspan")));
}

void OnEnd(void* self, const xmlChar* name) {
  Parsing& parsing = *static_cast<Parsing*>(self);
  if (!parsing.goes_on) return;
  --parsing.depth;
  parsing.Keep(parsing.page.End(reinterpret_cast<const char*>(name)));
}

void OnText(void* self, const xmlChar* text, int size) {
  Parsing& parsing = *static_cast<Parsing*>(self);
  if (!parsing.goes_on) return;
  parsing.Keep(parsing.page.Text(absl::string_view(reinterpret_cast<const char*>(text), static_cast<size_t>(size))));
}

void OnError(void*, xmlErrorPtr) {}  // pages are never quite right

bool Parse(absl::string_view text, PageReader& page) {
  Parsing parsing{.page = page};
  htmlSAXHandler events = {};
  events.initialized = 1;
  events.startElement = OnStart;
  events.endElement = OnEnd;
  events.characters = OnText;
  events.ignorableWhitespace = OnText;
  events.serror = OnError;
  parsing.parser = htmlCreatePushParserCtxt(&events, &parsing, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8);
  ZP_CHECK(parsing.parser != nullptr, "there is memory for a parser");
  htmlCtxtUseOptions(parsing.parser, HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOERROR);
  while (!text.empty() && parsing.goes_on) {
    const absl::string_view piece = text.substr(0, kPieceBytes);
    htmlParseChunk(parsing.parser, piece.data(), static_cast<int>(piece.size()), /*terminate=*/0);
    text.remove_prefix(piece.size());
  }
  if (parsing.goes_on) htmlParseChunk(parsing.parser, "", 0, /*terminate=*/1);
  if (parsing.parser->myDoc != nullptr) xmlFreeDoc(parsing.parser->myDoc);
  htmlFreeParserCtxt(parsing.parser);
  return parsing.goes_on && page.Finish();
}

}  // namespace

std::optional<Workbook> ReadHtml(absl::string_view name, absl::string_view text, const WorkbookLimits& limits,
                                 std::vector<Issue>& issues) {
  WorkbookBuilder builder(name, FileFormat::kHtml, limits, issues);
  if (!builder.StartSheet("", /*is_hidden=*/false)) return std::nullopt;
  const size_t issues_before = issues.size();
  PageReader page(builder);
  const bool is_read = Parse(text, page);
  if (!is_read && issues.size() == issues_before) {
    builder.Refuse(Invalid({"FILE_DAMAGED"}, "a page has no more than 256 elements inside each other"));
  }
  return builder.Finish();
}

}  // namespace zhengping
