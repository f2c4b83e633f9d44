// Headings and keys of a framework's workbook: what the writer writes and the reader knows.
#ifndef ZHENGPING_SERVICES_INDICATOR_EXCHANGE_FRAMEWORK_COLUMNS_H_
#define ZHENGPING_SERVICES_INDICATOR_EXCHANGE_FRAMEWORK_COLUMNS_H_

#include <string>
#include <vector>

#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {

namespace column {
inline constexpr char kKind[] = "行类型";
inline constexpr char kWeight[] = "分值";
inline constexpr char kDefinition[] = "指标解释";
inline constexpr char kRuleText[] = "评分标准";
inline constexpr char kFormula[] = "算式";
inline constexpr char kRule[] = "规则类型";
inline constexpr char kSense[] = "方向";
inline constexpr char kBound[] = "标准值";
inline constexpr char kStep[] = "步长";
inline constexpr char kDeduction[] = "扣分";
inline constexpr char kCounting[] = "计步";
inline constexpr char kDetails[] = "规则明细";
inline constexpr char kRuleName[] = "引用规则";
inline constexpr char kDisplay[] = "显示";
inline constexpr char kZeroByZero[] = "0÷0";
inline constexpr char kDividedByZero[] = "x÷0";
inline constexpr char kNotApplicable[] = "不适用";
inline constexpr char kAliases[] = "别名";
inline constexpr char kCore[] = "核心指标";
inline constexpr char kVerified[] = "已核实";
inline constexpr char kSource[] = "出处";
inline constexpr char kKey[] = "项目";
inline constexpr char kValue[] = "内容";
inline constexpr char kName[] = "规则名称";
}  // namespace column

namespace setting {
inline constexpr char kName[] = "名称";
inline constexpr char kDisplayName[] = "全称";
inline constexpr char kVersion[] = "版本";
inline constexpr char kDivision[] = "适用区划";
inline constexpr char kFirstYear[] = "最初年度";
inline constexpr char kLastYear[] = "最后年度";
inline constexpr char kSource[] = "出处";
inline constexpr char kNote[] = "备注";
inline constexpr char kLibrary[] = "指标库";
inline constexpr char kFullMark[] = "满分";
inline constexpr char kDecimals[] = "小数位数";
inline constexpr char kZeroByZero[] = "0÷0";
inline constexpr char kDividedByZero[] = "x÷0";
inline constexpr char kNotApplicable[] = "不适用";
inline constexpr char kUnassessed[] = "无法评分";
inline constexpr char kCounting[] = "计步";
inline constexpr char kTiers[] = "定性档次";
inline constexpr char kCap[] = "封顶";
inline constexpr char kDeviationRatio[] = "偏差倍数";
inline constexpr char kDeviationDeduction[] = "偏差扣分";
inline constexpr char kDeviationSource[] = "偏差出处";
inline constexpr char kGrades[] = "等级";
}  // namespace setting

inline constexpr char kYes[] = "是";
inline constexpr char kNo[] = "否";
inline constexpr size_t kUsualLevels = 3;

// "一级指标" for 0; of kMostDepth levels.
inline std::string LevelHeading(size_t level) {
  static constexpr const char* kNumbers[] = {"一", "二", "三", "四", "五",   "六",
                                             "七", "八", "九", "十", "十一", "十二"};
  return std::string(kNumbers[level]) + "级指标";
}

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_EXCHANGE_FRAMEWORK_COLUMNS_H_
