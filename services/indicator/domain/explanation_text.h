// The one place where explanations become words, in Chinese and in English:
//
//   全年执行数 ÷ 全年预算数 = 18,026,000.00元 ÷ 20,301,200.00元 = 88.79%；未达到目标值 100.00%，按比例：
//   10 × 18,026,000.00 ÷ 20,301,200.00 ≈ 8.8793，计 8.88 分
//
//   spending of the year ÷ final budget of the year = 18,026,000.00 yuan ÷ 20,301,200.00 yuan = 88.79%;
//   misses the target of 100.00%, in proportion: 10 × 18,026,000.00 ÷ 20,301,200.00 ≈ 8.8793; points: 8.88
//
// Names of indicators, units and reasons stay as the department wrote them.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_TEXT_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_TEXT_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "services/indicator/domain/explanation.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/language.h"

namespace zhengping::indicator {

// One sentence.
std::string RenderExplanation(const Explanation& explanation, Language language = Language::kChinese);

// "全年执行数 ÷ 全年预算数": the text of an expression with each name as `show` says.
std::string RenderExpression(absl::string_view expression,
                             const std::function<std::string(const std::string& name)>& show,
                             Language language = Language::kChinese);

// "88.79%", "2,030.12万元", "585栋": a value as documents print it. In English money is in yuan.
std::string FormatValue(const Rational& value, ValueDisplay display, const std::string& unit,
                        Language language = Language::kChinese);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_EXPLANATION_TEXT_H_
