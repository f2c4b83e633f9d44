#include "common/spreadsheet/csv.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/spreadsheet/csv_rows.h"
#include "common/spreadsheet/encoding.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

bool IsBlank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return TrimSpaces(cell).empty(); });
}

class CsvReader {
 public:
  CsvReader(absl::string_view name, absl::string_view text, const TableLimits& limits, std::vector<Issue>& issues)
      : rows_(text, CsvRows::Separator::kOfFirstRow, limits), limits_(limits), issues_(issues) {
    table_.name = std::string(name);
  }

  // Empty when an issue was added.
  std::optional<Table> Read() {
    const size_t issues_before = issues_.size();
    while (!rows_.at_end() && !stopped_) {
      ++row_number_;
      std::vector<std::string> cells = rows_.Next([this](CsvFault fault) { Report(std::move(fault)); });
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

  void Report(CsvFault fault) {
    if (fault.is_limit) return Stop(fault.reason, std::move(fault.remedy));
    Add(fault.reason, row_number_, ColumnAt(fault.column), fault.found, std::move(fault.remedy));
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

  CsvRows rows_;
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
