#include "services/reporting/exchange/case/case_head.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/encoding.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 10> kTables = {"指标账",   "基础数据表", "决算数", "专项资金",   "绩效目标",
                                                 "完成情况", "勾稽关系",   "正文",   "已报自评表", "单位"};
constexpr char kPlanTable[] = "绩效目标";
constexpr char kObservationsTable[] = "完成情况";
constexpr char kTiersAndPercents[] = "定性指标的档次和比例";

// 完成情况：居民群众满意度 → 居民群众满意度; empty when it is no part of that table.
std::string ObservationNamed(const std::string& table) {
  std::string rest = table;
  for (const char* colon : {"：", ":"}) {
    absl::string_view name = table;
    if (absl::ConsumePrefix(&name, absl::StrCat(kObservationsTable, colon))) return std::string(TrimSpaces(name));
  }
  return "";
}

bool IsFrameworkName(absl::string_view name) {
  return !name.empty() && name.size() <= 63 && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '-' || c == '.';
  });
}

class HeadReader {
 public:
  HeadReader(absl::string_view file, std::vector<Issue>& issues) : file_(file), issues_(issues) {}

  CaseHeadFile Run(const json& object) {
    for (const auto& [key, value] : object.items()) {
      if (key == "framework") {
        ReadFramework(value);
      } else if (key == "fiscal_year") {
        ReadFiscalYear(value);
      } else if (key == "source") {
        read_.head.source = Text(key, value);
      } else if (key == "illustrative") {
        ReadIllustrative(value);
      } else if (key == "subject") {
        ReadSubject(value);
      } else {
        Add(Severity::kWarning, key, "CASE_KEY_UNKNOWN", "",
            "没有这一项，未读取；可用的是 framework、fiscal_year、source、illustrative、subject");
      }
    }
    if (!object.contains("fiscal_year")) {
      Add(Severity::kError, "fiscal_year", "FISCAL_YEAR_MISSING", "", "应写明预算年度，如 \"fiscal_year\": 2023");
    }
    return std::move(read_);
  }

 private:
  void Add(Severity severity, const std::string& key, const char* reason, std::string found, std::string remedy) {
    issues_.push_back({severity, {.file = file_, .column = key}, reason, std::move(found), std::move(remedy)});
  }

  std::string Text(const std::string& key, const json& value) {
    if (value.is_string()) return std::string(TrimSpaces(value.get_ref<const std::string&>()));
    Add(Severity::kError, key, "CASE_KEY_MALFORMED", "", "应为引号内的文字");
    return "";
  }

  void ReadFramework(const json& value) {
    std::string name = Text("framework", value);
    if (name.empty()) return;
    const std::string bare(absl::StripPrefix(name, "frameworks/"));
    if (!IsFrameworkName(bare)) {
      return Add(Severity::kError, "framework", "FRAMEWORK_NAME_MALFORMED", name,
                 "应为评价体系的名称，如 self-evaluation-2020");
    }
    read_.head.framework = absl::StrCat("frameworks/", bare);
  }

  void ReadFiscalYear(const json& value) {
    if (!value.is_number_integer()) {
      return Add(Severity::kError, "fiscal_year", "CASE_KEY_MALFORMED", "", "应为四位数的预算年度，如 2023，不加引号");
    }
    const auto year = value.get<int64_t>();
    if (year < kFirstFiscalYear || year > kLastFiscalYear) {
      return Add(Severity::kError, "fiscal_year", "FISCAL_YEAR_OUT_OF_RANGE", absl::StrCat(year),
                 absl::StrCat("预算年度应在 ", kFirstFiscalYear, " 至 ", kLastFiscalYear, " 之间"));
    }
    read_.fiscal_year = static_cast<int>(year);
  }

  void ReadIllustrative(const json& value) {
    if (!value.is_array()) {
      return Add(Severity::kError, "illustrative", "CASE_KEY_MALFORMED", "", "应为表名的列表，如 [\"指标账\"]");
    }
    for (const json& item : value) {
      const std::string table = Text("illustrative", item);
      if (table.empty()) continue;
      const bool is_known = std::find(kTables.begin(), kTables.end(), table) != kTables.end();
      if (!is_known && ObservationNamed(table).empty()) {
        Add(Severity::kWarning, "illustrative", "ILLUSTRATIVE_UNKNOWN", table, "案卷没有这个表；文书仍会照写");
      }
      read_.head.illustrative_tables.push_back(table);
    }
  }

  void ReadSubject(const json& value) {
    const std::string subject = Text("subject", value);
    if (subject.empty() || subject == "department" || subject == "部门") return;
    Add(Severity::kWarning, "subject", "CASE_SUBJECT_NOT_READ", subject,
        "案卷按部门整体读入；评价某个项目时，在建立评价时写明项目编码");
  }

  const std::string file_;
  std::vector<Issue>& issues_;
  CaseHeadFile read_;
};

// The line of a byte, from 1.
int LineOf(absl::string_view text, size_t byte) {
  return 1 + static_cast<int>(
                 std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(std::min(byte, text.size())), '\n'));
}

}  // namespace

CaseHeadFile ReadCaseHead(absl::string_view file, absl::string_view bytes, std::vector<Issue>& issues) {
  const std::optional<std::string> text = ToUtf8(file, bytes, issues);
  if (!text.has_value()) return {};
  try {
    const json object = json::parse(*text);
    if (object.is_object()) return HeadReader(file, issues).Run(object);
    issues.push_back({Severity::kError,
                      {.file = std::string(file), .row = 1},
                      "CASE_JSON_MALFORMED",
                      "",
                      "应为一个 JSON 对象，如 {\"fiscal_year\": 2023}"});
  } catch (const json::parse_error& error) {
    issues.push_back({Severity::kError,
                      {.file = std::string(file), .row = LineOf(*text, error.byte)},
                      "CASE_JSON_MALFORMED",
                      "",
                      "不是完好的 JSON，请检查这一行附近的引号、逗号和括号"});
  }
  return {};
}

void MarkIllustrativeRows(absl::string_view file, Case& contents, std::vector<Issue>& issues) {
  for (const std::string& table : contents.head.illustrative_tables) {
    if (table == kPlanTable) {
      for (CasePlanRow& row : contents.plan) row.is_illustrative = true;
    }
    const std::string named = ObservationNamed(table);
    if (table != kObservationsTable && named.empty()) continue;
    bool is_known = table == kObservationsTable || named == kTiersAndPercents;
    for (CaseObservation& row : contents.observations) {
      Observation& observation = row.observation;
      const bool is_judged = !observation.tier.empty() || observation.percent.has_value();
      const bool is_meant =
          table == kObservationsTable || (named == kTiersAndPercents && is_judged) || observation.key.level3 == named;
      observation.is_illustrative = observation.is_illustrative || is_meant;
      is_known = is_known || is_meant;
    }
    if (!is_known) {
      issues.push_back({Severity::kWarning,
                        {.file = std::string(file), .column = "illustrative"},
                        "ILLUSTRATIVE_UNKNOWN",
                        table,
                        "完成情况中没有这个三级指标；文书仍会照写"});
    }
  }
}

}  // namespace zhengping::reporting
