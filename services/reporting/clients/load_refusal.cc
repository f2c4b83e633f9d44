#include "services/reporting/clients/load_refusal.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping::reporting {

std::optional<Issue> IssueOf(const absl::Status& status) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  const bool is_about_content = absl::IsInvalidArgument(status) || absl::IsNotFound(status) ||
                                absl::IsFailedPrecondition(status) || absl::IsAlreadyExists(status);
  if (!refusal.has_value() || !is_about_content) return std::nullopt;
  Issue issue{.place = {.field = refusal->field}, .reason = refusal->reason};
  issue.remedy = refusal->reason == "FRAMEWORK_NOT_FOUND"
                     ? "没有这个评价体系；可用的名称见案卷格式说明，如 self-evaluation-2020"
                     : absl::StrCat("不能导入：", std::string(status.message()));
  return issue;
}

absl::Status RefusedAtWriting(absl::string_view service, const std::vector<Issue>& placed) {
  std::string what;
  for (const Issue& issue : placed) {
    if (issue.severity != Severity::kError) continue;
    what = FormatIssue(issue);
    break;
  }
  return NotNow({"CASE_REFUSED_AT_WRITING", "", std::string(service)},
                absl::StrCat(service, " refused at writing what it had found good: ", what,
                             "; what was written before it stands: validate the case and send it again"));
}

}  // namespace zhengping::reporting
