#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/rule_check.h"

namespace zhengping::indicator {
namespace {

struct PrintedPoints {
  Rational points;
  bool is_full;  // "计8分", "得8分", "满分8分": what the text calls full, not a deduction
};

bool IsNumberByte(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '.'; }

// Every "N分" of the text, but neither "N分之" nor "N分钟". "个百分点" has no number right before 分.
std::vector<PrintedPoints> PointsIn(absl::string_view text) {
  constexpr absl::string_view kPoint = "分";
  std::vector<PrintedPoints> found;
  for (size_t at = text.find(kPoint); at != absl::string_view::npos; at = text.find(kPoint, at + kPoint.size())) {
    const absl::string_view after = text.substr(at + kPoint.size());
    if (absl::StartsWith(after, "之") || absl::StartsWith(after, "钟") || absl::StartsWith(after, "制")) continue;
    absl::string_view before = TrimSpaces(text.substr(0, at));
    size_t length = 0;
    while (length < before.size() && IsNumberByte(before[before.size() - 1 - length])) ++length;
    const absl::StatusOr<Rational> points = ParseNumber(before.substr(before.size() - length));
    if (length == 0 || !points.ok()) continue;
    before = TrimSpaces(before.substr(0, before.size() - length));
    found.push_back(
        {*points, absl::EndsWith(before, "计") || absl::EndsWith(before, "得") || absl::EndsWith(before, "满分")});
  }
  return found;
}

}  // namespace

void CheckRuleText(absl::string_view text, const Rational& weight, absl::string_view path, std::vector<Issue>& issues) {
  const std::string narrow = HalfWidth(text);
  const std::vector<PrintedPoints> printed = PointsIn(narrow);
  Rational most_full;
  Rational full_sum;  // of a checklist: 计1分；计0.5分；计0.5分
  bool says_full = false;
  for (const PrintedPoints& points : printed) {
    if (points.points > weight) {
      issues.push_back(IssueAt(path, Severity::kError, "RULE_TEXT_DISAGREES", FormatShort(points.points) + "分",
                               absl::StrCat("评分标准原文出现 ", FormatShort(points.points), " 分，超过该指标分值 ",
                                            FormatShort(weight), " 分；请核对分值或原文")));
      return;
    }
    if (!points.is_full) continue;
    says_full = true;
    most_full = std::max(most_full, points.points);
    full_sum += points.points;
  }
  if (!says_full || most_full == weight || full_sum == weight || absl::StrContains(narrow, "满分")) return;
  issues.push_back(IssueAt(path, Severity::kWarning, "RULE_TEXT_DISAGREES", FormatShort(most_full) + "分",
                           absl::StrCat("评分标准原文最多计 ", FormatShort(most_full), " 分，而该指标分值为 ",
                                        FormatShort(weight), " 分；请核对")));
}

}  // namespace zhengping::indicator
