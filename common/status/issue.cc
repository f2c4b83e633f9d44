#include "common/status/issue.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace zhengping {

bool HasErrors(const std::vector<Issue>& issues) {
  return std::any_of(issues.begin(), issues.end(),
                     [](const Issue& issue) { return issue.severity == Severity::kError; });
}

std::string FormatIssue(const Issue& issue) {
  std::vector<std::string> place;
  if (!issue.place.file.empty()) place.push_back(issue.place.file);
  if (issue.place.row > 0) place.push_back(absl::StrCat("第 ", issue.place.row, " 行"));
  if (!issue.place.column.empty()) place.push_back(issue.place.column);
  if (!issue.place.field.empty()) place.push_back(issue.place.field);
  std::string text = absl::StrJoin(place, " ");
  if (!text.empty()) text += ": ";
  if (!issue.found.empty()) absl::StrAppend(&text, "「", issue.found, "」 ");
  return text + issue.remedy;
}

}  // namespace zhengping
