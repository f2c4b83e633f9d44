#include "services/indicator/domain/setting_words.h"

#include <cstdlib>

namespace zhengping::indicator {

absl::string_view WordOf(IndicatorKind kind) {
  switch (kind) {
    case IndicatorKind::kGroup:
      return "分组";
    case IndicatorKind::kLeaf:
      return "指标";
    case IndicatorKind::kSlot:
      return "填报";
  }
  std::abort();  // Our own bug: an enumeration holds one of its values.
}

absl::string_view WordOf(ZeroAnswer answer) {
  switch (answer) {
    case ZeroAnswer::kFrameworkSetting:
      return "随体系";
    case ZeroAnswer::kFull:
      return "满分";
    case ZeroAnswer::kZero:
      return "零分";
    case ZeroAnswer::kNotAssessable:
      return "无法评分";
  }
  std::abort();  // As above.
}

absl::string_view WordOf(NotApplicablePolicy policy) {
  switch (policy) {
    case NotApplicablePolicy::kFrameworkSetting:
      return "随体系";
    case NotApplicablePolicy::kFull:
      return "满分";
    case NotApplicablePolicy::kRescale:
      return "剔除折算";
    case NotApplicablePolicy::kNoWeight:
      return "剔除";
  }
  std::abort();  // As above.
}

absl::string_view WordOf(ValueDisplay display) {
  switch (display) {
    case ValueDisplay::kNumber:
      return "数值";
    case ValueDisplay::kPercent:
      return "百分比";
    case ValueDisplay::kYuan:
      return "元";
    case ValueDisplay::kWanyuan:
      return "万元";
  }
  std::abort();  // As above.
}

absl::string_view WordOf(UnassessedPolicy policy) {
  switch (policy) {
    case UnassessedPolicy::kKeepApart:
      return "单列";
    case UnassessedPolicy::kZero:
      return "零分";
    case UnassessedPolicy::kRescale:
      return "折算";
  }
  std::abort();  // As above.
}

absl::string_view WordOf(StepCounting counting) {
  switch (counting) {
    case StepCounting::kFrameworkSetting:
      return "随体系";
    case StepCounting::kWhole:
      return "整步";
    case StepCounting::kPartial:
      return "按比例";
  }
  std::abort();  // As above.
}

}  // namespace zhengping::indicator
