#include "common/spreadsheet/csv.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/spreadsheet/csv_rows.h"
#include "common/spreadsheet/encoding.h"
#include "common/spreadsheet/table_builder.h"

namespace zhengping {
namespace {

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
  TableBuilder builder(name, limits, issues);
  CsvRows rows(*text, CsvRows::Separator::kOfFirstRow, limits);
  for (int number = 1; !rows.at_end() && !builder.is_stopped(); ++number) {
    std::vector<std::string> cells = rows.Next([&](CsvFault fault) {
      if (fault.is_limit) return builder.Stop(fault.reason, number, std::move(fault.remedy));
      builder.Add(fault.reason, number, builder.ColumnAt(fault.column), fault.found, std::move(fault.remedy));
    });
    builder.TakeRow(number, std::move(cells));
  }
  return builder.Finish();
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
