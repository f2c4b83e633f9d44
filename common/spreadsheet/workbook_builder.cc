#include "common/spreadsheet/workbook_builder.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/spreadsheet/number_text.h"
#include "common/status/refusal.h"

namespace zhengping {
namespace {

constexpr size_t kMostFound = 100;  // bytes of a cell that an issue repeats

absl::string_view Shortened(absl::string_view text) {
  size_t size = std::min(text.size(), kMostFound);
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

absl::string_view RemedyOf(absl::string_view reason) {
  if (reason == "FILE_ENCRYPTED") return "文件有打开密码：请取消密码后另存";
  if (reason == "FILE_EXPANDS_TOO_FAR") return "文件解压后过大，不予读取：请另存为新文件，或分成几个文件";
  if (reason == "FILE_FORMAT_UNKNOWN") return "不是可以读取的表格文件：请另存为 xlsx 或 CSV（UTF-8）文件";
  if (reason == "TEXT_TOO_LARGE") return "文字过多：请分成几个文件";
  if (reason == "ROW_TOO_LARGE") return "单元格内的文字过长";
  return "文件不完整或已损坏：请重新导出，或在表格软件中打开后另存为 xlsx 文件";
}

}  // namespace

Issue FileIssue(absl::string_view file, absl::string_view reason, absl::string_view remedy) {
  Issue issue;
  issue.place.file = std::string(file);
  issue.reason = std::string(reason);
  issue.remedy = std::string(remedy);
  return issue;
}

Issue FileIssueOf(absl::string_view file, const absl::Status& refusal) {
  const std::string reason = RefusalOf(refusal).value_or(Refusal{.reason = "FILE_DAMAGED"}).reason;
  Issue issue = FileIssue(file, reason, RemedyOf(reason));
  issue.found = std::string(Shortened(refusal.message()));
  return issue;
}

WorkbookBuilder::WorkbookBuilder(absl::string_view name, FileFormat format, const WorkbookLimits& limits,
                                 std::vector<Issue>& issues)
    : limits_(limits), issues_(issues), issues_before_(issues.size()) {
  workbook_.name = std::string(name);
  workbook_.format = format;
}

std::string WorkbookBuilder::Where() const {
  return workbook_.sheets.empty() ? workbook_.name : PlaceName(workbook_, workbook_.sheets.back());
}

bool WorkbookBuilder::Stop(absl::string_view reason, absl::string_view remedy) {
  Issue issue = FileIssue(Where(), reason, remedy);
  issue.place.row = row_.number;
  issues_.push_back(std::move(issue));
  has_error_ = true;
  return false;
}

bool WorkbookBuilder::Refuse(const absl::Status& refusal) {
  issues_.push_back(FileIssueOf(Where(), refusal));
  has_error_ = true;
  return false;
}

bool WorkbookBuilder::AddIssue(Severity severity, absl::string_view reason, size_t column, absl::string_view found,
                               absl::string_view remedy) {
  Issue issue = FileIssue(Where(), reason, remedy);
  issue.severity = severity;
  issue.place.row = row_.number;
  issue.place.column = ColumnLetters(column) + " 列";
  issue.found = std::string(Shortened(found));
  issues_.push_back(std::move(issue));
  if (severity == Severity::kError) has_error_ = true;
  if (issues_.size() - issues_before_ < limits_.table.issues) return true;
  return Stop("TOO_MANY_ISSUES", absl::StrCat("问题已达 ", limits_.table.issues, " 处，其后不再检查"));
}

bool WorkbookBuilder::StartSheet(absl::string_view name, bool is_hidden) {
  EndSheet();
  if (workbook_.sheets.size() >= limits_.sheets) {
    return Stop("TOO_MANY_SHEETS", absl::StrCat("工作表不应超过 ", limits_.sheets, " 个"));
  }
  workbook_.sheets.push_back({.name = std::string(name), .is_hidden = is_hidden});
  last_number_ = 0;
  return true;
}

bool WorkbookBuilder::StartRow(int number, bool is_hidden) {
  EndRow();
  if (number > limits_.rows) return Stop("TOO_MANY_ROWS", absl::StrCat("行数不应超过 ", limits_.rows));
  if (number <= last_number_) return Stop("FILE_DAMAGED", RemedyOf("FILE_DAMAGED"));
  row_ = {.number = number, .is_hidden = is_hidden};
  last_number_ = number;
  row_bytes_ = 0;
  return true;
}

bool WorkbookBuilder::AddCell(size_t column, Cell cell) {
  if (cell.kind == CellKind::kEmpty) return true;
  if (column >= limits_.table.columns) {
    return AddIssue(Severity::kError, "TOO_MANY_COLUMNS", column, cell.text,
                    absl::StrCat("列数不应超过 ", limits_.table.columns)) &&
           false;
  }
  if (column < row_.cells.size() && row_.cells[column].kind != CellKind::kEmpty) {
    return Stop("FILE_DAMAGED", RemedyOf("FILE_DAMAGED"));
  }
  text_bytes_ += cell.text.size();
  row_bytes_ += cell.text.size();
  if (row_bytes_ > limits_.table.row_bytes) {
    return Stop("ROW_TOO_LARGE", absl::StrCat("一行不应超过 ", limits_.table.row_bytes, " 字节"));
  }
  if (text_bytes_ > limits_.text_bytes) {
    return Stop("TEXT_TOO_LARGE", absl::StrCat("一个文件的文字不应超过 ", limits_.text_bytes, " 字节"));
  }
  if (column >= row_.cells.size()) {
    cells_ += column + 1 - row_.cells.size();
    if (cells_ > limits_.table.cells) {
      return Stop("TABLE_TOO_LARGE",
                  absl::StrCat("一个文件不应超过 ", limits_.table.cells, " 个单元格，请分成几个文件"));
    }
    row_.cells.resize(column + 1);
  }
  row_.cells[column] = std::move(cell);
  return true;
}

bool WorkbookBuilder::AddNumber(size_t column, Cell cell) {
  if (IsBeyondPrecision(cell.text) && !AddIssue(Severity::kWarning, "NUMBER_TOO_LONG", column, cell.text,
                                                "数值超过 15 位，末尾可能已被表格软件改为 0：编码、账号应以文本保存")) {
    return false;
  }
  return AddCell(column, std::move(cell));
}

bool WorkbookBuilder::AddMerged(const MergedRange& range) {
  if (range.first_row > range.last_row || range.first_column > range.last_column) return true;
  if (range.first_row == range.last_row && range.first_column == range.last_column) return true;
  std::vector<MergedRange>& merged = workbook_.sheets.back().merged;
  if (merged.size() >= limits_.merged_ranges) {
    return Stop("TOO_MANY_MERGED_RANGES", absl::StrCat("合并单元格不应超过 ", limits_.merged_ranges, " 处"));
  }
  merged.push_back(range);
  return true;
}

void WorkbookBuilder::EndRow() {
  if (!row_.cells.empty()) workbook_.sheets.back().rows.push_back(std::move(row_));
  row_ = {};
}

void WorkbookBuilder::EndSheet() {
  if (workbook_.sheets.empty()) return;
  EndRow();
  std::vector<MergedRange>& merged = workbook_.sheets.back().merged;
  std::sort(merged.begin(), merged.end(), [](const MergedRange& a, const MergedRange& b) {
    return std::tie(a.first_row, a.first_column) < std::tie(b.first_row, b.first_column);
  });
}

std::optional<Workbook> WorkbookBuilder::Finish() {
  EndSheet();
  if (has_error_) return std::nullopt;
  return std::move(workbook_);
}

}  // namespace zhengping
