#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/rule_check.h"

namespace zhengping::indicator {
namespace {

// A cut of the number line: just before `at`, or just after it. Absent: −∞ at the start of an interval, +∞ at its end.
struct Cut {
  std::optional<Rational> at;
  bool is_after = false;
};

Cut StartOf(const Interval& interval) { return {interval.low, interval.low && !interval.low_closed}; }
Cut EndOf(const Interval& interval) { return {interval.high, interval.high && interval.high_closed}; }

bool Precedes(const Cut& start, const Cut& other_start) {
  if (!start.at || !other_start.at) return !start.at && other_start.at.has_value();
  return std::make_pair(*start.at, start.is_after) < std::make_pair(*other_start.at, other_start.is_after);
}

// Whether an interval that ends at `end` stops before one that starts at `start`. An end at +∞ never does.
bool StopsBefore(const Cut& end, const Cut& start) { return end.at && start.at && Precedes(end, start); }
bool Covers(const Cut& end, const Cut& start) { return !end.at || !start.at || Precedes(start, end); }

bool EndsBefore(const Cut& end, const Cut& other_end) { return end.at && (!other_end.at || Precedes(end, other_end)); }

bool IsEmpty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  if (*interval.low == *interval.high) return !interval.low_closed || !interval.high_closed;
  return *interval.low > *interval.high;
}

}  // namespace

void CheckIntervals(std::vector<NumberedInterval> intervals, const std::optional<Interval>& domain,
                    absl::string_view path, std::vector<Issue>& issues) {
  const auto add = [&](const NumberedInterval& which, absl::string_view reason, std::string remedy) {
    issues.push_back(IssueAt(absl::StrCat(path, "[", which.position, "]"), Severity::kError, reason,
                             which.interval.Format(/*as_percent=*/false), std::move(remedy)));
  };
  for (const NumberedInterval& numbered : intervals) {
    if (IsEmpty(numbered.interval))
      add(numbered, "RULE_MALFORMED", "区间不含任何数值：下限应小于上限，单个数值应写成两端都含");
  }
  intervals.erase(std::remove_if(intervals.begin(), intervals.end(),
                                 [](const NumberedInterval& numbered) { return IsEmpty(numbered.interval); }),
                  intervals.end());
  std::stable_sort(intervals.begin(), intervals.end(), [](const NumberedInterval& a, const NumberedInterval& b) {
    return Precedes(StartOf(a.interval), StartOf(b.interval));
  });
  // The interval that reaches furthest so far: one inside it must not hide what comes after both.
  size_t furthest = 0;
  for (size_t i = 1; i < intervals.size(); ++i) {
    const Cut end = EndOf(intervals[furthest].interval);
    const Cut start = StartOf(intervals[i].interval);
    const std::string before = intervals[furthest].interval.Format(/*as_percent=*/false);
    if (Covers(end, start)) {
      add(intervals[i], "BANDS_OVERLAP", absl::StrCat("与 ", before, " 重叠：同一数值只能属于一档"));
    } else if (domain && StopsBefore(end, start)) {
      add(intervals[i], "BANDS_HOLE", absl::StrCat("与 ", before, " 之间有空档：每个数值都应属于一档"));
    }
    if (EndsBefore(end, EndOf(intervals[i].interval))) furthest = i;
  }
  if (!domain || intervals.empty()) return;
  const Cut first = StartOf(intervals.front().interval);
  if (Precedes(StartOf(*domain), first)) {
    add(intervals.front(), "BANDS_HOLE", absl::StrCat("之前有空档：应从 ", domain->Format(false), " 的下限开始"));
  }
  const Cut last = EndOf(intervals[furthest].interval);
  if (EndsBefore(last, EndOf(*domain))) {
    add(intervals[furthest], "BANDS_HOLE", absl::StrCat("之后有空档：应到 ", domain->Format(false), " 的上限为止"));
  }
}

void CheckTiers(const std::vector<Tier>& tiers, absl::string_view path, std::vector<Issue>& issues) {
  const auto add = [&](size_t position, std::string remedy) {
    issues.push_back(IssueAt(absl::StrCat(path, "[", position, "]"), Severity::kError, "TIERS_MALFORMED",
                             position < tiers.size() ? tiers[position].name : "", std::move(remedy)));
  };
  Rational upper(1);
  for (size_t i = 0; i < tiers.size(); ++i) {
    if (tiers[i].name.empty()) add(i, "档次没有名称");
    if (tiers[i].at_most != upper) add(i, absl::StrCat("应从 ", FormatPercent(upper), " 开始，与上一档相接"));
    if (tiers[i].at_least >= tiers[i].at_most) add(i, "下限应低于上限");
    upper = tiers[i].at_least;
  }
  if (!tiers.empty() && !upper.is_zero()) add(tiers.size() - 1, "最后一档应到 0% 为止");
}

}  // namespace zhengping::indicator
