// The Chinese words for the settings of frameworks and indicators: one list for the workbook, both ways, and for
// comparisons.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_SETTING_WORDS_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_SETTING_WORDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {

absl::string_view WordOf(IndicatorKind kind);          // 分组 指标 填报
absl::string_view WordOf(ZeroAnswer answer);           // 随体系 满分 零分 无法评分
absl::string_view WordOf(NotApplicablePolicy policy);  // 随体系 满分 剔除折算 剔除
absl::string_view WordOf(ValueDisplay display);        // 数值 百分比 元 万元
absl::string_view WordOf(UnassessedPolicy policy);     // 单列 零分 折算
absl::string_view WordOf(StepCounting counting);       // 随体系 整步 按比例

// The value that a word stands for; empty when it is none of `choices`.
template <typename Setting>
std::optional<Setting> SettingFrom(absl::string_view word, const std::vector<Setting>& choices) {
  for (const Setting choice : choices) {
    if (WordOf(choice) == word) return choice;
  }
  return std::nullopt;
}

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_SETTING_WORDS_H_
