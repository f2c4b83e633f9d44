#include "common/spreadsheet/csv.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/spreadsheet/encoding.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

// Length of the line end at the front of `text`, 0 where there is none.
size_t LineEndLength(absl::string_view text) {
  if (absl::StartsWith(text, "\r\n")) return 2;
  return !text.empty() && IsLineEnd(text.front()) ? 1 : 0;
}

bool IsBlank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return TrimSpaces(cell).empty(); });
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

// Comma or tab: what stands more often, outside quotes, in the first row that says anything.
char DetectSeparator(absl::string_view text) {
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

class CsvReader {
 public:
  CsvReader(absl::string_view name, absl::string_view text, const TableLimits& limits, std::vector<Issue>& issues)
      : text_(text), separator_(DetectSeparator(text)), limits_(limits), issues_(issues) {
    table_.name = std::string(name);
  }

  // Empty when an issue was added.
  std::optional<Table> Read() {
    const size_t issues_before = issues_.size();
    while (!text_.empty() && !stopped_) {
      ++row_number_;
      std::vector<std::string> cells = ReadRow();
      if (stopped_ || IsBlank(cells)) continue;
      if (table_.headings.empty()) {
        TakeHeadings(std::move(cells));
      } else {
        TakeRow(std::move(cells));
      }
      if (issues_.size() - issues_before >= limits_.issues) {
        Stop("TOO_MANY_ISSUES", absl::StrCat("错误已达 ", limits_.issues, " 处，其后不再检查"));
      }
    }
    if (table_.headings.empty() && !stopped_) Add("TABLE_EMPTY", 0, "", "", "文件应有标题行");
    if (issues_.size() > issues_before) return std::nullopt;
    return std::move(table_);
  }

 private:
  void Add(const char* reason, int row, std::string column, absl::string_view found, std::string remedy) {
    constexpr size_t kMostFound = 100;  // bytes; enough to find the place again
    Issue issue;
    issue.place = {.file = table_.name, .row = row, .column = std::move(column)};
    issue.reason = reason;
    size_t shown = std::min(found.size(), kMostFound);
    while (shown < found.size() && shown > 0 && (found[shown] & 0xC0) == 0x80) --shown;  // never inside a character
    issue.found = std::string(found.substr(0, shown));
    issue.remedy = std::move(remedy);
    issues_.push_back(std::move(issue));
  }

  void Stop(const char* reason, std::string remedy) {
    Add(reason, row_number_, "", "", std::move(remedy));
    stopped_ = true;
  }

  std::string ColumnAt(size_t column) const { return PlaceOf(table_, Row(), column).column; }

  // The cells up to the end of the row, which is taken off the text.
  std::vector<std::string> ReadRow() {
    std::vector<std::string> cells;
    size_t bytes = 0;
    while (!stopped_) {
      cells.push_back(!text_.empty() && text_.front() == '"' ? ReadQuoted(cells.size()) : ReadPlain());
      bytes += cells.back().size();
      if (bytes > limits_.row_bytes) Stop("ROW_TOO_LARGE", absl::StrCat("一行不应超过 ", limits_.row_bytes, " 字节"));
      if (cells.size() > limits_.columns) Stop("TOO_MANY_COLUMNS", absl::StrCat("列数不应超过 ", limits_.columns));
      if (text_.empty() || text_.front() != separator_) break;
      text_.remove_prefix(1);
    }
    text_.remove_prefix(LineEndLength(text_));
    return cells;
  }

  std::string ReadPlain() {
    const auto is_end = [this](char c) { return c == separator_ || IsLineEnd(c); };
    const auto end = std::find_if(text_.begin(), text_.end(), is_end);
    const size_t size = static_cast<size_t>(end - text_.begin());
    std::string cell(text_.substr(0, size));
    text_.remove_prefix(size);
    return cell;
  }

  std::string ReadQuoted(size_t column) {
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
          Add("QUOTE_MISPLACED", row_number_, ColumnAt(column), behind, "引号之后应为分隔符；单元格内的引号应写两次");
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
    Add("QUOTE_NOT_CLOSED", row_number_, ColumnAt(column), cell, "以引号开始的单元格应以引号结束");
    return cell;
  }

  void TakeHeadings(std::vector<std::string> cells) {
    table_.heading_row = row_number_;
    for (std::string& cell : cells) cell = std::string(TrimSpaces(cell));
    while (cells.back().empty()) cells.pop_back();
    std::set<absl::string_view> seen;
    for (const std::string& cell : cells) {
      if (!cell.empty() && !seen.insert(cell).second) {
        Add("HEADING_REPEATED", row_number_, cell, cell, "各列标题应互不相同");
      }
    }
    table_.headings = std::move(cells);
  }

  void TakeRow(std::vector<std::string> cells) {
    for (size_t i = 0; i < cells.size(); ++i) {
      const bool has_heading = i < table_.headings.size() && !table_.headings[i].empty();
      if (!has_heading && !TrimSpaces(cells[i]).empty()) {
        Add("HEADING_MISSING", row_number_, ColumnAt(i), cells[i],
            absl::StrCat("该列没有标题（标题在第 ", table_.heading_row, " 行）"));
      }
    }
    cells.resize(table_.headings.size());
    cells_ += cells.size();
    if (cells_ > limits_.cells) {
      Stop("TABLE_TOO_LARGE", absl::StrCat("一个表不应超过 ", limits_.cells, " 个单元格，请分成几个文件"));
    }
    table_.rows.push_back({.number = row_number_, .cells = std::move(cells)});
  }

  absl::string_view text_;  // what is left to read
  const char separator_;
  const TableLimits limits_;
  std::vector<Issue>& issues_;
  Table table_;
  size_t cells_ = 0;
  int row_number_ = 0;
  bool stopped_ = false;
};

void AppendCell(std::string& out, const std::string& cell) {
  if (cell.find_first_of("\",\t\r\n") == std::string::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void AppendRow(std::string& out, const std::vector<std::string>& cells, char separator) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += separator;
    AppendCell(out, cells[i]);
  }
  out += '\n';
}

}  // namespace

std::optional<Table> ReadCsv(absl::string_view name, absl::string_view bytes, std::vector<Issue>& issues,
                             const TableLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    Issue issue;
    issue.place.file = std::string(name);
    issue.reason = "FILE_TOO_LARGE";
    issue.found = absl::StrCat(bytes.size());
    issue.remedy = absl::StrCat("文件不应超过 ", limits.file_bytes, " 字节，请分成几个文件");
    issues.push_back(std::move(issue));
    return std::nullopt;
  }
  const std::optional<std::string> text = ToUtf8(name, bytes, issues);
  if (!text) return std::nullopt;
  return CsvReader(name, *text, limits, issues).Read();
}

std::string FormatCsv(const Table& table, const CsvOptions& options) {
  std::string out = options.has_byte_order_mark ? "\xEF\xBB\xBF" : "";
  int number = 1;
  const auto skip_to = [&](int row) {
    for (; number < row; ++number) out += '\n';
    ++number;
  };
  skip_to(table.heading_row);
  AppendRow(out, table.headings, options.separator);
  for (const Row& row : table.rows) {
    skip_to(row.number);
    AppendRow(out, row.cells, options.separator);
  }
  return out;
}

}  // namespace zhengping
