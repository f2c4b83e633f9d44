#include "services/indicator/domain/explanation_phrases.h"

#include <algorithm>
#include <iterator>

namespace zhengping::indicator {
namespace {

constexpr Phrases kChinese = {
    .semicolon = "；",
    .comma = "，",
    .list_comma = "、",
    .brackets = "（$0）",
    .missing = "缺失",
    .lower_bound = "（下限）",
    .actual = "完成值",
    .target = "目标值",
    .baseline = "上年实际值",
    .points = "$0，计 $1 分",
    .deviation = "完成值远超目标值，扣 $0 分，得 $1 分",
    .meets_target = "达到目标值 $0，得满分",
    .meets_standard = "达到标准 $0，得满分",
    .misses_target = "未达到目标值 $0，不得分",
    .proportion = "未达到目标值 $0，按比例：$1 × $2 $3 $4",
    .deduction = "与标准 $0 相差 $1，每 $2 扣 $3 分，计 $4 步：$5 − $4 × $3$6",
    .faults = "共 $0 次，每次扣 $1 分：$2 − $0 × $1$3",
    .down_to_zero = "，扣完为止",
    .band = "属于 $0 档",
    .inside = "在满分区间内",
    .outside = "不在满分区间内，相差 $0",
    .outside_band = "，属于 $0 档",
    .part = "$0$1（$2/$3）",
    .met = "符合",
    .not_met = "不符合",
    .open = "待定",
    .one_case = "符合第 $0 种情形（$1）",
    .no_case = "各种情形都不符合",
    .alternative = "择优取第 $0 项：",
    .judged = "评定得分比例 $0（$1）：$2 × $0",
    .judged_in_tier = "档次「$3」，评定得分比例 $0（$1）：$2 × $0",
    .zero_by_zero = "分子分母都为 0，按体系规定",
    .divided_by_zero = "基数为 0，不能计算，按体系规定",
    .not_applicable = "不适用，按体系规定",
    .counted_as_zero = "$0，体系规定按 0 分计",
    .state = "$0：$1",
    .tier = "，档次「$0」",
    .between = "，得分在 $0 至 $1 分之间",
};

constexpr Phrases kEnglish = {
    .semicolon = "; ",
    .comma = ", ",
    .list_comma = ", ",
    .brackets = " ($0)",
    .missing = "missing",
    .lower_bound = " or more",
    .actual = "actual",
    .target = "target",
    .baseline = "last year's actual",
    .points = "$0; points: $1",
    .deviation = "the actual is far above the target, $0 off; points: $1",
    .meets_target = "meets the target of $0, full points",
    .meets_standard = "meets the standard of $0, full points",
    .misses_target = "misses the target of $0, no points",
    .proportion = "misses the target of $0, in proportion: $1 × $2 $3 $4",
    .deduction = "$1 off the standard of $0, less $3 for each $2, steps counted: $4, so $5 − $4 × $3$6",
    .faults = "faults counted: $0, less $1 for each, so $2 − $0 × $1$3",
    .down_to_zero = ", not below 0",
    .band = "in the band $0",
    .inside = "within the range for full points",
    .outside = "outside the range for full points by $0",
    .outside_band = ", in the band $0",
    .part = "$0$1 ($2/$3)",
    .met = " met",
    .not_met = " not met",
    .open = " open",
    .one_case = "case $0 holds ($1)",
    .no_case = "none of the cases holds",
    .alternative = "the better one, alternative $0: ",
    .judged = "judged at $0 of the weight ($1): $2 × $0",
    .judged_in_tier = "tier 「$3」, judged at $0 of the weight ($1): $2 × $0",
    .zero_by_zero = "0 divided by 0, scored as the framework says",
    .divided_by_zero = "the base is 0 and there is no rate, scored as the framework says",
    .not_applicable = "not applicable, scored as the framework says",
    .counted_as_zero = "$0, which the framework counts as 0",
    .state = "$0: $1",
    .tier = ", tier 「$0」",
    .between = ", between $0 and $1 points",
};

struct UnitName {
  absl::string_view unit;
  absl::string_view chinese;
  absl::string_view english;
};
// The units of facts (protos/zhengping/type/fact.proto) that count something.
constexpr UnitName kUnits[] = {
    {"persons", "人", "persons"},
    {"quotas", "个", "quotas"},
    {"documents", "份", "documents"},
    {"days", "天", "days"},
    {"times", "次", "times"},
    {"funds", "项", "funds"},
    {"square_meters", "平方米", "square metres"},
};

}  // namespace

const Phrases& PhrasesOf(Language language) { return language == Language::kChinese ? kChinese : kEnglish; }

absl::string_view SignWord(TokenKind kind, Language language) {
  const bool is_chinese = language == Language::kChinese;
  switch (kind) {
    case TokenKind::kPlus:
      return " + ";
    case TokenKind::kMinus:
      return " − ";
    case TokenKind::kTimes:
      return " × ";
    case TokenKind::kDivide:
      return " ÷ ";
    case TokenKind::kOpen:
      return "(";
    case TokenKind::kClose:
      return ")";
    case TokenKind::kComma:
      return is_chinese ? "，" : ", ";
    case TokenKind::kEqual:
      return " = ";
    case TokenKind::kNotEqual:
      return " ≠ ";
    case TokenKind::kLess:
      return " < ";
    case TokenKind::kAtMost:
      return " ≤ ";
    case TokenKind::kGreater:
      return " > ";
    case TokenKind::kAtLeast:
      return " ≥ ";
    case TokenKind::kAnd:
      return is_chinese ? " 且 " : " and ";
    case TokenKind::kOr:
      return is_chinese ? " 或 " : " or ";
    case TokenKind::kNot:
      return is_chinese ? "非 " : "not ";
    case TokenKind::kLiteral:
    case TokenKind::kName:
    case TokenKind::kFunction:
    case TokenKind::kEnd:
      break;
  }
  return "";
}

absl::string_view FunctionWord(ExpressionOp function, Language language) {
  const bool is_chinese = language == Language::kChinese;
  if (function == ExpressionOp::kIf) return is_chinese ? "如果" : "if";
  if (function == ExpressionOp::kMin) return is_chinese ? "最小" : "min";
  return is_chinese ? "最大" : "max";
}

absl::string_view UnitWord(absl::string_view unit, Language language) {
  const auto found =
      std::find_if(std::begin(kUnits), std::end(kUnits), [unit](const UnitName& name) { return name.unit == unit; });
  if (found == std::end(kUnits)) return unit;
  return language == Language::kChinese ? found->chinese : found->english;
}

}  // namespace zhengping::indicator
