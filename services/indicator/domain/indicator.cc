#include "services/indicator/domain/indicator.h"

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/unit_conversion.h"

namespace zhengping::indicator {
namespace {

bool Agrees(const std::string& given, const std::string& level) { return given.empty() || given == level; }

}  // namespace

std::string FormatRowKey(const RowKey& key) {
  std::string text;
  for (const std::string* level : {&key.goal, &key.level1, &key.level2, &key.level3}) {
    if (level->empty()) continue;
    absl::StrAppend(&text, text.empty() ? "" : "/", *level);
  }
  if (!key.project.empty()) absl::StrAppend(&text, "〔", key.project, "〕");
  return text;
}

bool CouldMean(const RowKey& given, const RowKey& row) {
  return given.level3 == row.level3 && given.project == row.project && Agrees(given.level2, row.level2) &&
         Agrees(given.level1, row.level1) && Agrees(given.goal, row.goal);
}

bool UnitsDisagree(absl::string_view of_value, absl::string_view of_target) {
  return !ConversionFactor(of_value, of_target).has_value();
}

}  // namespace zhengping::indicator
