#include "common/spreadsheet/table_builder.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

bool IsBlank(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return TrimSpaces(cell).empty(); });
}

}  // namespace

TableBuilder::TableBuilder(absl::string_view name, const TableLimits& limits, std::vector<Issue>& issues)
    : limits_(limits), issues_(issues), issues_before_(issues.size()) {
  table_.name = std::string(name);
}

std::string TableBuilder::ColumnAt(size_t column) const { return PlaceOf(table_, Row(), column).column; }

void TableBuilder::Add(absl::string_view reason, int row, std::string column, absl::string_view found,
                       std::string remedy) {
  constexpr size_t kMostFound = 100;  // bytes; enough to find the place again
  Issue issue;
  issue.place = {.file = table_.name, .row = row, .column = std::move(column)};
  issue.reason = std::string(reason);
  size_t shown = std::min(found.size(), kMostFound);
  while (shown < found.size() && shown > 0 && (found[shown] & 0xC0) == 0x80) --shown;  // never inside a character
  issue.found = std::string(found.substr(0, shown));
  issue.remedy = std::move(remedy);
  issues_.push_back(std::move(issue));
}

void TableBuilder::Stop(absl::string_view reason, int row, std::string remedy) {
  Add(reason, row, "", "", std::move(remedy));
  is_stopped_ = true;
}

void TableBuilder::TakeRow(int number, std::vector<std::string> cells) {
  if (!is_stopped_ && !IsBlank(cells)) {
    if (table_.headings.empty()) {
      TakeHeadings(number, std::move(cells));
    } else {
      TakeRecord(number, std::move(cells));
    }
  }
  if (!is_stopped_ && issues_.size() - issues_before_ >= limits_.issues) {
    Stop("TOO_MANY_ISSUES", number, absl::StrCat("错误已达 ", limits_.issues, " 处，其后不再检查"));
  }
}

void TableBuilder::TakeHeadings(int number, std::vector<std::string> cells) {
  table_.heading_row = number;
  for (std::string& cell : cells) cell = std::string(TrimSpaces(cell));
  while (cells.back().empty()) cells.pop_back();
  std::set<absl::string_view> seen;
  for (const std::string& cell : cells) {
    if (!cell.empty() && !seen.insert(cell).second) {
      Add("HEADING_REPEATED", number, cell, cell, "各列标题应互不相同");
    }
  }
  table_.headings = std::move(cells);
}

void TableBuilder::TakeRecord(int number, std::vector<std::string> cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    const bool has_heading = i < table_.headings.size() && !table_.headings[i].empty();
    if (!has_heading && !TrimSpaces(cells[i]).empty()) {
      Add("HEADING_MISSING", number, ColumnAt(i), cells[i],
          absl::StrCat("该列没有标题（标题在第 ", table_.heading_row, " 行）"));
    }
  }
  cells.resize(table_.headings.size());
  cells_ += cells.size();
  if (cells_ > limits_.cells) {
    Stop("TABLE_TOO_LARGE", number, absl::StrCat("一个表不应超过 ", limits_.cells, " 个单元格，请分成几个文件"));
  }
  table_.rows.push_back({.number = number, .cells = std::move(cells)});
}

std::optional<Table> TableBuilder::Finish() {
  if (table_.headings.empty() && !is_stopped_) Add("TABLE_EMPTY", 0, "", "", "文件应有标题行");
  if (issues_.size() > issues_before_) return std::nullopt;
  return std::move(table_);
}

}  // namespace zhengping
