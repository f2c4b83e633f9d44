#include "services/indicator/domain/explanation.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace zhengping::indicator {

absl::string_view LeafStateName(LeafState state, Language language) {
  const bool is_chinese = language == Language::kChinese;
  switch (state) {
    case LeafState::kScored:
      return is_chinese ? "已评分" : "scored";
    case LeafState::kNeedsJudgement:
      return is_chinese ? "待评判" : "awaits judgement";
    case LeafState::kNotAssessable:
      return is_chinese ? "不可评" : "not assessable";
    case LeafState::kMissing:
      return is_chinese ? "缺数据" : "data missing";
    case LeafState::kNotApplicable:
      return is_chinese ? "不适用" : "not applicable";
  }
  std::abort();  // Our own bug: every state is named above.
}

absl::string_view LeafReasonText(absl::string_view reason_code, Language language) {
  struct Text {
    absl::string_view code;
    absl::string_view chinese;
    absl::string_view english;
  };
  static constexpr Text kTexts[] = {
      {"LEAF_FIGURE_MISSING", "缺少计算所需的数据", "figures that it needs are missing"},
      {"LEAF_TARGET_MISSING", "没有目标值", "there is no target"},
      {"LEAF_OBSERVATION_MISSING", "没有填报完成值", "no actual was reported"},
      {"LEAF_OBSERVATION_AMBIGUOUS", "完成值可能属于不止一个同名指标",
       "the actual may belong to more than one indicator of this name"},
      {"LEAF_LOWER_BOUND_UNDECIDED", "完成值是下限，不能判定是否达到",
       "the actual is a lower bound, which does not settle whether the target is met"},
      {"LEAF_UNIT_MISMATCH", "计量单位不一致", "the units do not agree"},
      {"LEAF_ZERO_BY_ZERO", "分子分母都为 0，体系没有规定如何计分",
       "0 divided by 0, and the framework does not say what that scores"},
      {"LEAF_DIVIDED_BY_ZERO", "基数为 0，不能计算", "the base is 0, so there is no rate"},
      {"LEAF_OUTSIDE_RULE", "数值超出评分标准规定的范围", "the rule does not provide for such a value"},
      {"LEAF_RULE_UNREAD", "评分标准未读到", "the rule could not be read in its source"},
      {"LEAF_SLOT_EMPTY", "没有填报绩效目标", "no target was filed"},
      {"LEAF_TIER_UNKNOWN", "体系中没有这个档次", "the framework has no such tier"},
      {"LEAF_PERCENT_OUTSIDE_TIER", "得分比例不在档次范围内", "the percentage lies outside the tier"},
      {"LEAF_REASON_MISSING", "给出了得分比例而没有理由", "a percentage was given without a reason"},
      {"LEAF_JUDGEMENT_OPEN", "尚未评定得分比例", "nobody has judged it yet"},
      {"LEAF_PARTS_OPEN", "有分项尚未确认", "some parts are not confirmed yet"},
      {"LEAF_NOT_APPLICABLE", "本部门没有这一事项", "the department has no such matter"},
  };
  const auto found = std::find_if(std::begin(kTexts), std::end(kTexts),
                                  [reason_code](const Text& text) { return text.code == reason_code; });
  if (found == std::end(kTexts)) return reason_code;
  return language == Language::kChinese ? found->chinese : found->english;
}

Rational ReplayPoints(const Explanation& why) {
  Rational points;
  switch (why.step) {
    case Step::kNone:
    case Step::kNotMet:
      break;
    case Step::kMet:
    case Step::kInside:
      points = why.weight;
      break;
    case Step::kProportion:
    case Step::kPercent:
      points = why.weight * *why.ratio;
      break;
    case Step::kDeducted:
    case Step::kFaults:
      points = why.weight - *why.count * *why.deduction;
      break;
    case Step::kParts:
      for (const ExplainedPart& part : why.parts) points += part.points;
      break;
    case Step::kBand:
    case Step::kOutside:
    case Step::kCase:
    case Step::kZeroByZero:
    case Step::kDividedByZero:
    case Step::kNotApplicable:
    case Step::kCountedAsZero:
      points = *why.given;
      break;
  }
  return std::clamp(points, Rational(), why.weight);
}

}  // namespace zhengping::indicator
