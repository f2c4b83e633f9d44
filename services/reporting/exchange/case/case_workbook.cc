#include "services/reporting/exchange/case/case_workbook.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/text/half_width.h"
#include "services/reporting/exchange/case/case_file_names.h"
#include "services/reporting/exchange/case/case_reading.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

constexpr const char* kTemplateSheets[] = {"填写说明", "代码", "评价体系设置", "命名规则"};

bool IsPassedOver(const Sheet& sheet) {
  if (sheet.is_hidden || sheet.name.empty()) return true;
  for (const char* name : kTemplateSheets) {
    if (sheet.name == name) return true;
  }
  return false;
}

// The key of case.json that a row of 说明 means; a text that is none stands as it is, and is told where it is read.
std::string HeadKey(absl::string_view written) {
  static constexpr std::pair<const char*, const char*> kKeys[] = {{"评价体系", "framework"},
                                                                  {"预算年度", "fiscal_year"},
                                                                  {"数据来源", "source"},
                                                                  {"示例数据", "illustrative"},
                                                                  {"评价对象", "subject"}};
  const std::string key = HalfWidth(written);
  for (const auto& [chinese, name] : kKeys) {
    if (key == chinese || key == absl::StrCat(name, " ", chinese)) return name;
  }
  return key;
}

json HeadValue(const std::string& key, const std::string& text) {
  int64_t number = 0;
  if (key == "fiscal_year" && absl::SimpleAtoi(HalfWidth(text), &number)) return number;
  if (key != "illustrative") return text;
  json tables = json::array();
  const std::string parted = absl::StrReplaceAll(text, {{"；", "、"}, {";", "、"}, {"\n", "、"}});
  for (absl::string_view table : absl::StrSplit(parted, "、", absl::SkipWhitespace())) {
    tables.push_back(std::string(TrimSpaces(table)));
  }
  return tables;
}

// Records below the headings; the head and the prose have none.
bool HoldsAnything(const CaseSheet& sheet) {
  const bool is_table = sheet.name.size() > 4 && sheet.name.substr(sheet.name.size() - 4) == ".csv";
  return sheet.sheet.rows.size() > (is_table ? 1 : 0);
}

}  // namespace

std::vector<CaseSheet> ReadCaseWorkbook(const std::string& path, absl::string_view bytes, std::vector<Issue>& issues) {
  WorkbookLimits limits;
  limits.table.issues = kMostIssuesPerFile;
  std::optional<Workbook> workbook = ReadWorkbook(path, bytes, issues, limits);
  if (!workbook) return {};
  const std::string folder = path.substr(0, path.rfind('/') + 1);  // npos + 1 is 0
  std::vector<CaseSheet> sheets;
  bool has_case_sheet = false;
  for (Sheet& sheet : workbook->sheets) {
    const CaseFileName name = ReadCaseSheetName(folder, sheet.name);
    std::string place = PlaceName(*workbook, sheet);
    if (name.kind == CaseFileKind::kRead) {
      has_case_sheet = true;
      CaseSheet read{.name = name.name, .path = path, .place = std::move(place), .sheet = std::move(sheet)};
      if (HoldsAnything(read)) sheets.push_back(std::move(read));
    } else if (!IsPassedOver(sheet) && !sheet.rows.empty()) {
      issues.push_back({Severity::kWarning,
                        {.file = place},
                        "CASE_FILE_NOT_READ",
                        "",
                        "不是案卷的表，或本版本不读取，未导入；工作表名见案卷格式说明"});
    }
  }
  if (!has_case_sheet) {
    issues.push_back({Severity::kError,
                      {.file = path},
                      "WORKBOOK_NOT_READ",
                      "",
                      "工作簿中没有案卷的表：工作表应以表名命名，如 说明、单位、指标账"});
  }
  return sheets;
}

std::string HeadJson(const Sheet& sheet) {
  json head = json::object();
  for (const SheetRow& row : sheet.rows) {
    const std::string key = row.cells.empty() ? "" : HeadKey(row.cells[0].text);
    const std::string text = row.cells.size() < 2 ? "" : std::string(TrimSpaces(ShownText(row.cells[1])));
    const bool is_heading = key == "项目" || key == "key";
    if (!key.empty() && !text.empty() && !is_heading) head[key] = HeadValue(key, text);
  }
  return head.dump(-1, ' ', /*ensure_ascii=*/false, json::error_handler_t::replace);
}

std::string NarrativeText(const Sheet& sheet) {
  std::string text;
  int number = 1;
  for (const SheetRow& row : sheet.rows) {
    for (; number < row.number; ++number) text += '\n';
    for (const Cell& cell : row.cells) {
      if (TrimSpaces(cell.text).empty()) continue;
      text += absl::StrReplaceAll(cell.text, {{"\n", " "}});
      break;
    }
  }
  return text + "\n";
}

}  // namespace zhengping::reporting
