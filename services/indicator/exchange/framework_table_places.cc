#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/indicator/exchange/framework_columns.h"
#include "services/indicator/exchange/framework_table.h"

namespace zhengping::indicator {
namespace {

// The column of a part of an indicator: "rule.bands[2].points".
std::string ColumnOf(absl::string_view part) {
  static constexpr std::pair<const char*, const char*> kColumns[] = {
      {"weight", column::kWeight},         {"formula", column::kFormula},  {"rule_text", column::kRuleText},
      {"rule_name", column::kRuleName},    {"rule.sense", column::kSense}, {"rule.bound", column::kBound},
      {"rule.target", column::kBound},     {"rule.step", column::kStep},   {"rule.deduction", column::kDeduction},
      {"rule.counting", column::kCounting}};
  for (const auto& [name, heading] : kColumns) {
    if (part == name) return heading;
  }
  if (part == "rule") return column::kRule;
  return absl::StartsWith(part, "rule.") ? column::kDetails : "";
}

// The key of a setting: "settings.decimals", "grades[1].name".
std::string KeyOf(absl::string_view field) {
  static constexpr std::pair<const char*, const char*> kKeys[] = {{"name", setting::kName},
                                                                  {"display_name", setting::kDisplayName},
                                                                  {"division", setting::kDivision},
                                                                  {"first_year", setting::kFirstYear},
                                                                  {"last_year", setting::kLastYear},
                                                                  {"full_mark", setting::kFullMark},
                                                                  {"settings.decimals", setting::kDecimals},
                                                                  {"settings.tiers", setting::kTiers},
                                                                  {"deviation.from_ratio", setting::kDeviationRatio},
                                                                  {"deviation.deduction", setting::kDeviationDeduction},
                                                                  {"grades", setting::kGrades},
                                                                  {"caps", setting::kCap}};
  for (const auto& [name, key] : kKeys) {
    absl::string_view rest = field;
    if (absl::ConsumePrefix(&rest, name) && (rest.empty() || rest[0] == '[' || rest[0] == '.')) return key;
  }
  return "";
}

}  // namespace

void PlaceInWorkbook(const FrameworkWorkbook& workbook, std::vector<Issue>& issues) {
  for (Issue& issue : issues) {
    const absl::string_view field = issue.place.field;
    if (field.empty() || issue.place.row != 0) continue;
    absl::string_view rest = field;
    int position = 0;
    if (absl::ConsumePrefix(&rest, "rules[") && absl::SimpleAtoi(rest.substr(0, rest.find(']')), &position)) {
      issue.place.file = kNamedRuleSheet;
      issue.place.row = position + 2;
      continue;
    }
    const std::string key = KeyOf(field);
    if (!key.empty() && workbook.rows.find(field) == workbook.rows.end()) {
      issue.place.file = kSettingSheet;
      const auto row = workbook.setting_rows.find(key);
      if (row != workbook.setting_rows.end()) issue.place.row = row->second;
      issue.place.column = key;
      continue;
    }
    issue.place.file = kIndicatorSheet;
    // Names may have dots: the longest beginning that is a path counts.
    for (size_t end = field.size(); end != absl::string_view::npos && end > 0; end = field.rfind('.', end - 1)) {
      const auto row = workbook.rows.find(field.substr(0, end));
      if (row == workbook.rows.end()) continue;
      issue.place.row = row->second;
      issue.place.column = end < field.size() ? ColumnOf(field.substr(end + 1)) : "";
      break;
    }
  }
}

}  // namespace zhengping::indicator
