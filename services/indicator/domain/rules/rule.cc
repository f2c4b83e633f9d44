#include "services/indicator/domain/rules/rule.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace zhengping::indicator {
namespace {

std::string FormatEnd(const Rational& end, bool as_percent) {
  return as_percent ? FormatShort(end * Rational(100)) + "%" : FormatShort(end);
}

}  // namespace

bool Interval::Contains(const Rational& value) const {
  if (low && (low_closed ? value < *low : value <= *low)) return false;
  if (high && (high_closed ? value > *high : value >= *high)) return false;
  return true;
}

std::string Interval::Format(bool as_percent) const {
  if (low && high && *low == *high) return FormatEnd(*low, as_percent);
  return absl::StrCat(low && low_closed ? "[" : "(", low ? FormatEnd(*low, as_percent) : "−∞", ", ",
                      high ? FormatEnd(*high, as_percent) : "+∞", high && high_closed ? "]" : ")");
}

absl::string_view RuleKindName(RuleKind kind) {
  switch (kind) {
    case RuleKind::kProportional:
      return "按比例";
    case RuleKind::kStepDeduction:
      return "步进扣分";
    case RuleKind::kBands:
      return "分档";
    case RuleKind::kRange:
      return "区间";
    case RuleKind::kFaults:
      return "计次扣分";
    case RuleKind::kChecklist:
      return "清单";
    case RuleKind::kCompound:
      return "复合";
    case RuleKind::kComparison:
      return "比较";
    case RuleKind::kBetterOf:
      return "择优";
    case RuleKind::kTiers:
      return "定性分档";
    case RuleKind::kJudgement:
      return "评判";
    case RuleKind::kUnread:
      return "未读到";
  }
  std::abort();  // Our own bug: the index of the variant is the kind.
}

Rational Resolve(const Points& points, const Rational& weight) {
  return points.unit == PointsUnit::kPoints ? points.amount : points.amount * weight;
}

}  // namespace zhengping::indicator
