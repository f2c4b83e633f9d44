#include "common/spreadsheet/csv_rows.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

// Length of the line end at the front of `text`, 0 where there is none.
size_t LineEndLength(absl::string_view text) {
  if (absl::StartsWith(text, "\r\n")) return 2;
  return !text.empty() && IsLineEnd(text.front()) ? 1 : 0;
}

// The content of the quoted cell that `text` starts with, which is taken off; doubled quotes and line ends as they
// stand.
absl::string_view TakeQuoted(absl::string_view& text) {
  size_t end = 1;
  while (end < text.size()) {
    if (absl::StartsWith(text.substr(end), "\"\"")) {
      end += 2;
    } else if (text[end] != '"') {
      ++end;
    } else {
      break;
    }
  }
  const absl::string_view content = text.substr(1, end - 1);
  text.remove_prefix(std::min(end + 1, text.size()));
  return content;
}

// Comma or tab, whichever stands more often outside quotes: in the first row that says anything, or in all of them.
char DetectSeparator(absl::string_view text, bool in_all_rows) {
  size_t commas = 0;
  size_t tabs = 0;
  std::string content;  // of the row, without separators
  bool at_start = true;
  while (!text.empty()) {
    if (at_start && text.front() == '"') {
      const absl::string_view quoted = TakeQuoted(text);
      content.append(quoted.data(), quoted.size());
      at_start = false;
      continue;
    }
    const char c = text.front();
    text.remove_prefix(1);
    at_start = true;
    if (IsLineEnd(c)) {
      if (in_all_rows) continue;
      if (!TrimSpaces(content).empty()) break;
      commas = tabs = 0;
      content.clear();
    } else if (c == ',') {
      ++commas;
    } else if (c == '\t') {
      ++tabs;
    } else {
      content += c;
      at_start = false;
    }
  }
  return tabs > commas ? '\t' : ',';
}

}  // namespace

CsvRows::CsvRows(absl::string_view text, Separator separator, const TableLimits& limits)
    : text_(text), separator_(DetectSeparator(text, separator == Separator::kMostlyTab)), limits_(limits) {}

std::vector<std::string> CsvRows::Next(absl::FunctionRef<void(CsvFault)> report) {
  std::vector<std::string> cells;
  size_t bytes = 0;
  while (true) {
    cells.push_back(!text_.empty() && text_.front() == '"' ? ReadQuoted(cells.size(), report) : ReadPlain());
    bytes += cells.back().size();
    if (bytes > limits_.row_bytes) {
      report({"ROW_TOO_LARGE", true, 0, "", absl::StrCat("一行不应超过 ", limits_.row_bytes, " 字节")});
      break;
    }
    if (cells.size() > limits_.columns) {
      report({"TOO_MANY_COLUMNS", true, 0, "", absl::StrCat("列数不应超过 ", limits_.columns)});
      break;
    }
    if (text_.empty() || text_.front() != separator_) break;
    text_.remove_prefix(1);
  }
  text_.remove_prefix(LineEndLength(text_));
  return cells;
}

std::string CsvRows::ReadPlain() {
  const auto is_end = [this](char c) { return c == separator_ || IsLineEnd(c); };
  const auto end = std::find_if(text_.begin(), text_.end(), is_end);
  const size_t size = static_cast<size_t>(end - text_.begin());
  std::string cell(text_.substr(0, size));
  text_.remove_prefix(size);
  return cell;
}

std::string CsvRows::ReadQuoted(size_t column, absl::FunctionRef<void(CsvFault)> report) {
  text_.remove_prefix(1);
  std::string cell;
  while (!text_.empty()) {
    if (absl::StartsWith(text_, "\"\"")) {
      cell += '"';
      text_.remove_prefix(2);
    } else if (text_.front() == '"') {
      text_.remove_prefix(1);
      const std::string behind = ReadPlain();
      if (!TrimSpaces(behind).empty()) {
        report({"QUOTE_MISPLACED", false, column, behind, "引号之后应为分隔符；单元格内的引号应写两次"});
      }
      return cell;
    } else if (const size_t line_end = LineEndLength(text_); line_end > 0) {
      cell += '\n';
      text_.remove_prefix(line_end);
    } else {
      cell += text_.front();
      text_.remove_prefix(1);
    }
  }
  report({"QUOTE_NOT_CLOSED", false, column, cell, "以引号开始的单元格应以引号结束"});
  return cell;
}

}  // namespace zhengping
