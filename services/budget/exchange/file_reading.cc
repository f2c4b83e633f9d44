#include "services/budget/exchange/file_reading.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/json_tables.h"
#include "common/spreadsheet/sheet_shape.h"
#include "common/text/half_width.h"

namespace zhengping::budget {
namespace {

constexpr size_t kRowsLookedAt = 80;  // for telling which table a sheet holds

bool LooksLikeJson(absl::string_view bytes) {
  absl::ConsumePrefix(&bytes, "\xEF\xBB\xBF");
  bytes = TrimSpaces(bytes.substr(0, 4096));
  return !bytes.empty() && (bytes[0] == '{' || bytes[0] == '[');
}

ExchangeFormat FormatOf(FileFormat format) {
  switch (format) {
    case FileFormat::kXlsx:
      return ExchangeFormat::kXlsx;
    case FileFormat::kXls:
    case FileFormat::kHtml:  // what platforms call .xls
      return ExchangeFormat::kXls;
    case FileFormat::kCsv:
      return ExchangeFormat::kCsv;
  }
  return ExchangeFormat::kAny;
}

Issue Error(absl::string_view file, std::string reason, std::string remedy) {
  return {Severity::kError, {.file = std::string(file)}, std::move(reason), "", std::move(remedy)};
}

// The required columns, each by every name that it may go under.
ShapeOptions WantedBy(const FieldTable& table, const ImportProfile& profile) {
  ShapeOptions options;
  for (const std::vector<std::string>& group : table.required) {
    WantedColumn wanted;
    for (const std::string& name : group) {
      for (const ColumnMapping& mapping : profile.columns) {
        if (mapping.field == name) wanted.headings.push_back(mapping.heading);
      }
      const Field& field = *table.FindField(name);
      wanted.headings.push_back(name);
      wanted.headings.insert(wanted.headings.end(), field.headings.begin(), field.headings.end());
    }
    options.columns.push_back(std::move(wanted));
  }
  return options;
}

class WorkbookTables {
 public:
  WorkbookTables(const Workbook& workbook, const std::vector<FieldTable>& tables, const ImportProfile& profile,
                 std::vector<Issue>& issues)
      : workbook_(workbook), tables_(tables), profile_(profile), issues_(issues) {}

  std::optional<std::vector<SourceTable>> Read() {
    bool has_failed = false;
    for (const Sheet& sheet : workbook_.sheets) {
      if (sheet.is_hidden || sheet.rows.empty()) {
        Leave(sheet, sheet.is_hidden ? "隐藏的工作表不读取" : "工作表是空的");
        continue;
      }
      const FieldTable* table = TableOf(sheet);
      if (table == nullptr) {
        Leave(sheet, "看不出这是平台的哪张表，未读取；需要时请在导入方案中注明");
        continue;
      }
      has_failed = !Shape(sheet, *table) || has_failed;
    }
    if (has_failed) return std::nullopt;
    if (!found_.empty()) return std::move(found_);
    issues_.push_back(Error(workbook_.name, "TABLE_UNKNOWN",
                            "没有一张工作表是平台的表：找不到主键和金额等必填列；列名不同时请建立导入方案"));
    return std::nullopt;
  }

 private:
  void Leave(const Sheet& sheet, std::string remedy) {
    issues_.push_back(
        {Severity::kNote, {.file = PlaceName(workbook_, sheet)}, "SHEET_NOT_READ", sheet.name, std::move(remedy)});
  }

  // The profile's, else the one most of whose headings stand in the sheet's first rows.
  const FieldTable* TableOf(const Sheet& sheet) const {
    if (!profile_.table.empty()) return FindTable(tables_, profile_.table);
    Sheet top{.name = sheet.name, .is_hidden = false, .rows = {}, .merged = {}};
    const size_t rows = std::min(sheet.rows.size(), kRowsLookedAt);
    top.rows.assign(sheet.rows.begin(), sheet.rows.begin() + static_cast<std::ptrdiff_t>(rows));
    for (const MergedRange& range : sheet.merged) {
      if (range.last_row <= top.rows.back().number) top.merged.push_back(range);
    }
    const FieldTable* best = nullptr;
    size_t most = 0;
    for (const FieldTable& table : tables_) {
      std::vector<Issue> unwanted;
      const std::optional<SheetShape> shape = ShapeSheet("", top, WantedBy(table, profile_), unwanted);
      if (!shape) continue;
      const size_t known = SourceColumns::KnownHeadings(table, shape->table, profile_);
      if (known <= most) continue;
      most = known;
      best = &table;
    }
    return best;
  }

  bool Shape(const Sheet& sheet, const FieldTable& table) {
    std::optional<SheetShape> shape =
        ShapeSheet(PlaceName(workbook_, sheet), sheet, WantedBy(table, profile_), issues_);
    if (!shape) return false;
    const auto totals = std::count_if(shape->set_aside.begin(), shape->set_aside.end(),
                                      [](const SetAside& aside) { return aside.kind == AsideKind::kTotal; });
    if (totals > 0) {
      issues_.push_back({Severity::kNote,
                         {.file = shape->table.name},
                         "ROWS_OF_TOTALS",
                         absl::StrCat(totals, "行"),
                         "合计行不是记录，已略过"});
    }
    SourceTable source{.title = table.name, .table = std::move(shape->table)};
    source.unit_fen = shape->unit_fen.value_or(0);
    for (const std::optional<int64_t>& unit : shape->column_unit_fen) {
      source.column_unit_fen.push_back(unit.value_or(0));
    }
    found_.push_back(std::move(source));
    return true;
  }

  const Workbook& workbook_;
  const std::vector<FieldTable>& tables_;
  const ImportProfile& profile_;
  std::vector<Issue>& issues_;
  std::vector<SourceTable> found_;
};

}  // namespace

std::optional<std::vector<SourceTable>> ReadExchangeFile(absl::string_view name, absl::string_view bytes,
                                                         ExchangeFormat format, const std::vector<FieldTable>& tables,
                                                         const ImportProfile& profile, std::vector<Issue>& issues,
                                                         const WorkbookLimits& limits) {
  if (format == ExchangeFormat::kJson || (format == ExchangeFormat::kAny && LooksLikeJson(bytes))) {
    std::optional<std::vector<JsonTable>> read = ReadJsonTables(name, bytes, issues, limits.table);
    if (!read) return std::nullopt;
    std::vector<SourceTable> found;
    for (JsonTable& table : *read) {
      found.push_back({.title = std::move(table.name), .table = std::move(table.table)});
    }
    return found;
  }
  const std::optional<Workbook> workbook = ReadWorkbook(name, bytes, issues, limits);
  if (!workbook) return std::nullopt;
  if (format != ExchangeFormat::kAny && format != FormatOf(workbook->format)) {
    issues.push_back(Error(name, "FILE_FORMAT_DIFFERS", "文件内容不是所说的格式；不写格式时按内容判断"));
    return std::nullopt;
  }
  return WorkbookTables(*workbook, tables, profile, issues).Read();
}

}  // namespace zhengping::budget
