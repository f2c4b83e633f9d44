#include "services/indicator/rpc/taken_name.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/framework_difference.h"
#include "services/indicator/domain/framework_life.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/value_messages.h"

namespace zhengping::indicator {
namespace {

constexpr size_t kMostDifferencesTold = 5;

}  // namespace

absl::StatusOr<Issue> NameTaken(FrameworkShelf& shelf, const std::string& id, const v1::Framework& standing,
                                const Framework& brought) {
  std::vector<Issue> ignored;
  const std::vector<FrameworkDifference> differences = FindDifferences(FromMessage(standing, ignored), brought);
  std::vector<std::string> texts;
  for (const FrameworkDifference& difference : differences) {
    if (texts.size() < kMostDifferencesTold) texts.push_back(FormatDifference(difference));
  }
  if (differences.size() > texts.size()) texts.push_back(absl::StrCat("等 ", differences.size(), " 处"));
  absl::Status failed;
  const std::string next = NextVersionName(id, [&](absl::string_view name) {
    const absl::StatusOr<bool> is_taken = shelf.IsTaken(std::string(name));
    if (!is_taken.ok()) failed = is_taken.status();
    return is_taken.ok() && *is_taken;
  });
  ZP_RETURN_IF_ERROR(failed);
  return FieldIssue("name", "FRAMEWORK_NAME_TAKEN", id,
                    absl::StrCat("已有同名的评价体系，内容不同：", absl::StrJoin(texts, "；"),
                                 "。已发布的体系不能修改，请改名为 ", next, "，并写明 version"));
}

}  // namespace zhengping::indicator
