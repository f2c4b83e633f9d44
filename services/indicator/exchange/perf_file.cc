#include "services/indicator/exchange/perf_file.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/json_tables.h"
#include "common/spreadsheet/sheet_shape.h"
#include "common/text/half_width.h"
#include "services/indicator/exchange/perf_rows.h"
#include "services/indicator/exchange/perf_table.h"

namespace zhengping::indicator {
namespace {

constexpr size_t kRowsLookedAt = 80;  // for telling which table a sheet holds

bool LooksLikeJson(absl::string_view bytes) {
  absl::ConsumePrefix(&bytes, "\xEF\xBB\xBF");
  bytes = TrimSpaces(bytes.substr(0, 4096));
  return !bytes.empty() && (bytes[0] == '{' || bytes[0] == '[');
}

ShapeOptions WantedBy(const PerfTable& table) {
  ShapeOptions options;
  for (const std::vector<std::string>& group : table.required) {
    WantedColumn wanted;
    for (const std::string& name : group) {
      const PerfField& field = *table.FieldOfHeading(name);
      wanted.headings.push_back(field.name);
      wanted.headings.insert(wanted.headings.end(), field.headings.begin(), field.headings.end());
    }
    options.columns.push_back(std::move(wanted));
  }
  return options;
}

// The table of a sheet: by its name or the file's, else the one most of whose headings stand there; null: none.
const PerfTable* TableOf(const std::string& file_name, const Sheet& sheet) {
  Sheet top{.name = sheet.name, .is_hidden = false, .rows = {}, .merged = {}};
  const size_t rows = std::min(sheet.rows.size(), kRowsLookedAt);
  top.rows.assign(sheet.rows.begin(), sheet.rows.begin() + static_cast<std::ptrdiff_t>(rows));
  for (const MergedRange& range : sheet.merged) {
    if (!top.rows.empty() && range.last_row <= top.rows.back().number) top.merged.push_back(range);
  }
  const PerfTable* best = nullptr;
  size_t most = 0;
  for (const PerfTable& table : ShippedPerfTables()) {
    std::vector<Issue> unwanted;
    const std::optional<SheetShape> shape = ShapeSheet("", top, WantedBy(table), unwanted);
    if (!shape) continue;
    size_t known = KnownHeadings(table, shape->table);
    if (known == 0) continue;
    if (table.IsCalled(sheet.name) || table.IsCalled(file_name)) known += 1000;
    if (known <= most) continue;
    most = known;
    best = &table;
  }
  return best;
}

class FileReader {
 public:
  FileReader(absl::string_view name, absl::string_view bytes, const PerfFileOptions& options,
             const WorkbookLimits& limits)
      : name_(name), bytes_(bytes), options_(options), limits_(limits) {}

  PerfFile Read() {
    const bool is_read = LooksLikeJson(bytes_) ? ReadJson() : ReadSheets();
    if (is_read && !has_found_) {
      file_.issues.push_back({Severity::kError,
                              {.file = name_},
                              "TABLE_UNKNOWN",
                              "",
                              "没有一张表是绩效目标、绩效指标或自评的表：找不到三级指标、指标值或实际完成值等必填列"});
    }
    return std::move(file_);
  }

 private:
  bool ReadJson() {
    const auto tables = ReadJsonTables(name_, bytes_, file_.issues, limits_.table);
    if (!tables) return false;
    for (const JsonTable& table : *tables) {
      const PerfTable* fields = FindPerfTable(options_.table.empty() ? table.name : options_.table);
      if (fields == nullptr) {
        Leave(absl::StrCat(name_, "[", table.name, "]"), table.name, "不是绩效的表，未读取");
        file_.left_out_row_count += static_cast<int>(table.table.rows.size());
        continue;
      }
      Take(*fields, table.table);
    }
    return true;
  }

  bool ReadSheets() {
    const std::optional<Workbook> workbook = ReadWorkbook(name_, bytes_, file_.issues, limits_);
    if (!workbook) return false;
    for (const Sheet& sheet : workbook->sheets) {
      const std::string place = PlaceName(*workbook, sheet);
      if (sheet.is_hidden || sheet.rows.empty()) {
        Leave(place, sheet.name, sheet.is_hidden ? "隐藏的工作表不读取" : "工作表是空的");
        continue;
      }
      const PerfTable* fields = options_.table.empty() ? TableOf(name_, sheet) : FindPerfTable(options_.table);
      if (fields == nullptr) {
        Leave(place, sheet.name, "看不出这是平台的哪张绩效表，未读取");
        continue;
      }
      const std::optional<SheetShape> shape = ShapeSheet(place, sheet, WantedBy(*fields), file_.issues);
      if (!shape) return false;
      NoteTotals(*shape);
      Take(*fields, shape->table);
    }
    return true;
  }

  void Take(const PerfTable& fields, const Table& table) {
    has_found_ = true;
    if (fields.yield == Yield::kLibrary) {
      file_.row_count += static_cast<int>(table.rows.size());
      file_.left_out_row_count += static_cast<int>(table.rows.size());
      file_.issues.push_back(
          {Severity::kNote,
           {.file = table.name},
           "LIBRARY_NOT_TAKEN",
           fields.name,
           "指标库不是某个部门的数据，未读入绩效目标；作为指标库导入：zhengping frameworks import 文件 --name 名称"});
      return;
    }
    ReadPerfRows(fields, table, options_, file_);
  }

  void NoteTotals(const SheetShape& shape) {
    const auto totals = std::count_if(shape.set_aside.begin(), shape.set_aside.end(),
                                      [](const SetAside& aside) { return aside.kind == AsideKind::kTotal; });
    if (totals == 0) return;
    file_.issues.push_back({Severity::kNote,
                            {.file = shape.table.name},
                            "ROWS_OF_TOTALS",
                            absl::StrCat(totals, "行"),
                            "合计行不是记录，已略过"});
  }

  void Leave(std::string place, std::string found, std::string remedy) {
    file_.issues.push_back(
        {Severity::kNote, {.file = std::move(place)}, "SHEET_NOT_READ", std::move(found), std::move(remedy)});
  }

  const std::string name_;
  const absl::string_view bytes_;
  const PerfFileOptions& options_;
  const WorkbookLimits& limits_;
  PerfFile file_;
  bool has_found_ = false;
};

}  // namespace

PerfFile ReadPerfFile(absl::string_view name, absl::string_view bytes, const PerfFileOptions& options,
                      const WorkbookLimits& limits) {
  return FileReader(name, bytes, options, limits).Read();
}

bool HoldsPerfTable(absl::string_view name, absl::string_view bytes) {
  std::vector<Issue> unwanted;
  if (LooksLikeJson(bytes)) {
    const auto tables = ReadJsonTables(name, bytes, unwanted);
    return tables && !tables->empty() && std::all_of(tables->begin(), tables->end(), [](const JsonTable& table) {
             return FindPerfTable(table.name) != nullptr;
           });
  }
  const std::optional<Workbook> workbook = ReadWorkbook(name, bytes, unwanted);
  return workbook && std::any_of(workbook->sheets.begin(), workbook->sheets.end(), [&name](const Sheet& sheet) {
           return !sheet.is_hidden && TableOf(std::string(name), sheet) != nullptr;
         });
}

std::optional<Table> FindLibraryTable(absl::string_view bytes) {
  std::vector<Issue> unwanted;
  const std::optional<Workbook> workbook = ReadWorkbook("library.xlsx", bytes, unwanted);
  if (!workbook) return std::nullopt;
  for (const Sheet& sheet : workbook->sheets) {
    const PerfTable* fields = sheet.is_hidden || sheet.rows.empty() ? nullptr : TableOf("", sheet);
    if (fields == nullptr || fields->yield != Yield::kLibrary) continue;
    std::optional<SheetShape> shape = ShapeSheet(sheet.name, sheet, WantedBy(*fields), unwanted);
    if (shape) return std::move(shape->table);
  }
  return std::nullopt;
}

}  // namespace zhengping::indicator
