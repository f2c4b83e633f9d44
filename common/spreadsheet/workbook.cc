#include "common/spreadsheet/workbook.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/csv_rows.h"
#include "common/spreadsheet/encoding.h"
#include "common/spreadsheet/html_reader.h"
#include "common/spreadsheet/number_text.h"
#include "common/spreadsheet/workbook_builder.h"
#include "common/spreadsheet/xls_reader.h"
#include "common/spreadsheet/xlsx_reader.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

constexpr absl::string_view kZip = "PK\x03\x04";
constexpr absl::string_view kEmptyZip = "PK\x05\x06";
constexpr absl::string_view kPdf = "%PDF-";
const absl::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";  // XLS, and encrypted XLSX

bool IsMarkup(absl::string_view bytes) {
  const absl::string_view text = TrimSpaces(bytes.substr(0, 4096));
  return !text.empty() && text.front() == '<';
}

std::optional<Workbook> ReadText(absl::string_view name, absl::string_view text, const WorkbookLimits& limits,
                                 std::vector<Issue>& issues) {
  WorkbookBuilder builder(name, FileFormat::kCsv, limits, issues);
  if (!builder.StartSheet("", /*is_hidden=*/false)) return std::nullopt;
  CsvRows rows(text, CsvRows::Separator::kMostlyTab, limits.table);
  bool stopped = false;
  for (int number = 1; !rows.at_end() && !stopped; ++number) {
    if (!builder.StartRow(number, /*is_hidden=*/false)) return std::nullopt;
    std::vector<std::string> cells = rows.Next([&](const CsvFault& fault) {
      const bool goes_on = builder.AddIssue(Severity::kError, fault.reason, fault.column, fault.found, fault.remedy);
      stopped = stopped || fault.is_limit || !goes_on;
    });
    for (size_t i = 0; i < cells.size() && !stopped; ++i) {
      if (TrimSpaces(cells[i]).empty()) continue;
      stopped = !builder.AddCell(i, {.kind = CellKind::kText, .text = std::move(cells[i])});
    }
  }
  return builder.Finish();
}

std::optional<Workbook> Unknown(absl::string_view name, absl::string_view remedy, std::vector<Issue>& issues) {
  issues.push_back(FileIssue(name, "FILE_FORMAT_UNKNOWN", remedy));
  return std::nullopt;
}

}  // namespace

std::string ShownText(const Cell& cell) { return cell.is_percentage ? PercentText(cell.text) : cell.text; }

const SheetRow* Sheet::RowAt(int number) const {
  const auto found = std::lower_bound(rows.begin(), rows.end(), number,
                                      [](const SheetRow& row, int wanted) { return row.number < wanted; });
  return found == rows.end() || found->number != number ? nullptr : &*found;
}

const Sheet* Workbook::SheetOf(absl::string_view sheet_name) const {
  const auto found =
      std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& sheet) { return sheet.name == sheet_name; });
  return found == sheets.end() ? nullptr : &*found;
}

std::string PlaceName(const Workbook& workbook, const Sheet& sheet) {
  return sheet.name.empty() ? workbook.name : absl::StrCat(workbook.name, "[", sheet.name, "]");
}

std::optional<Workbook> ReadWorkbook(absl::string_view name, absl::string_view bytes, std::vector<Issue>& issues,
                                     const WorkbookLimits& limits) {
  if (bytes.empty()) {
    issues.push_back(FileIssue(name, "FILE_EMPTY", "文件是空的：请重新导出"));
    return std::nullopt;
  }
  if (bytes.size() > limits.table.file_bytes) {
    issues.push_back(FileIssue(name, "FILE_TOO_LARGE",
                               absl::StrCat("文件不应超过 ", limits.table.file_bytes, " 字节，请分成几个文件")));
    issues.back().found = absl::StrCat(bytes.size());
    return std::nullopt;
  }
  if (absl::StartsWith(bytes, kZip) || absl::StartsWith(bytes, kEmptyZip)) return ReadXlsx(name, bytes, limits, issues);
  if (absl::StartsWith(bytes, kCompoundFile)) return ReadXls(name, bytes, limits, issues);
  if (absl::StartsWith(bytes, kPdf)) return Unknown(name, "是 PDF 文件：请导出 xlsx 或 CSV（UTF-8）文件", issues);
  const std::optional<std::string> text = ToUtf8(name, WithoutUtf16(bytes), issues);
  if (!text) return std::nullopt;
  if (IsMarkup(*text)) {
    if (absl::StrContains(absl::AsciiStrToLower(*text), "<table")) return ReadHtml(name, *text, limits, issues);
    return Unknown(name, "是 XML 或网页格式的文件，其中没有表格：请在表格软件中打开后另存为 xlsx 文件", issues);
  }
  if (absl::StartsWith(*text, "MIME-Version:")) {
    return Unknown(name, "是单个文件网页（mht）：请在表格软件中打开后另存为 xlsx 文件", issues);
  }
  return ReadText(name, *text, limits, issues);
}

}  // namespace zhengping
