#include "services/reporting/domain/case_import.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"

namespace zhengping::reporting {

std::string StepRequestId(absl::string_view request_id, absl::string_view step) {
  if (request_id.empty()) return "";
  std::string digits = Sm3Hex(absl::StrCat(request_id, "\n", step)).substr(0, 32);
  digits[12] = '4';  // the version
  // The variant: one of 8, 9, a, b.
  const char variant = digits[16];
  digits[16] = "89ab"[static_cast<size_t>(variant) % 4];
  const absl::string_view hex = digits;
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-", hex.substr(16, 4), "-",
                      hex.substr(20));
}

std::string ImportDigest(absl::string_view division, const ImportOrder& order,
                         const std::map<std::string, std::string>& files) {
  Sm3 sm3;
  // The length stands before each text, so that none can pass for the end of one and the beginning of the next.
  const auto add = [&sm3](absl::string_view text) {
    sm3.Update(absl::StrCat(text.size(), "\n"));
    sm3.Update(text);
  };
  add("ImportCase");
  add(division);
  add(order.on_vanished == OnVanished::kReverse ? "reverse" : "keep");
  for (const auto& [path, bytes] : files) {
    add(path);
    add(bytes);
  }
  return sm3.FinishHex();
}

TableChange WholeTableChange(std::string file, size_t rows, WholeTable what) {
  TableChange change{.file = std::move(file)};
  const int count = static_cast<int>(rows);
  switch (what) {
    case WholeTable::kAdded:
      change.added = count;
      break;
    case WholeTable::kUnchanged:
      change.unchanged = count;
      break;
    case WholeTable::kChanged:
      change.changed = count;
      break;
  }
  return change;
}

std::vector<Issue> CheckDivision(const Case& contents, absl::string_view division) {
  const DepartmentName& name = contents.department.name;
  if (name.department.empty() || name.division == division) return {};
  return {{Severity::kError, contents.PlaceAt(contents.department.place, "mof_div_code"), "DEPARTMENT_OUTSIDE_DIVISION",
           name.division, absl::StrCat("单位不属于财政区划 ", division, "，不能导入；请核对财政区划代码")}};
}

void LimitIssues(std::vector<Issue>& issues) {
  if (issues.size() <= kMostCaseIssues) return;
  bool has_error = false;
  for (size_t i = kMostCaseIssues; i < issues.size(); ++i) has_error |= issues[i].severity == Severity::kError;
  const size_t left_out = issues.size() - kMostCaseIssues;
  issues.resize(kMostCaseIssues);
  issues.push_back({has_error ? Severity::kError : Severity::kWarning,
                    {},
                    "TOO_MANY_ISSUES",
                    "",
                    absl::StrCat("另有 ", left_out, " 处未列出，请先改正以上各处")});
}

}  // namespace zhengping::reporting
