#include "services/indicator/domain/explanation.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/indicator/domain/expression/lexer.h"

namespace zhengping::indicator {
namespace {

struct UnitName {
  absl::string_view unit;
  absl::string_view chinese;
};
// The units of facts (protos/zhengping/type/fact.proto) that count something.
constexpr UnitName kUnits[] = {{"persons", "人"}, {"quotas", "个"}, {"documents", "份"},        {"days", "天"},
                               {"times", "次"},   {"funds", "项"},  {"square_meters", "平方米"}};

std::string WithCommas(std::string number) {
  const size_t sign = number[0] == '-' ? 1 : 0;
  const size_t whole = std::min(number.find('.'), number.size());
  for (size_t at = whole; at > sign + 3; at -= 3) number.insert(at - 3, 1, ',');
  return number;
}

absl::string_view ChineseUnit(absl::string_view unit) {
  const auto found =
      std::find_if(std::begin(kUnits), std::end(kUnits), [unit](const UnitName& u) { return u.unit == unit; });
  return found == std::end(kUnits) ? unit : found->chinese;
}

std::string Show(const Explanation& why, const Rational& value) { return FormatValue(value, why.display, ""); }

std::string UnitOfRow(const Explanation& why) {
  for (const Operand& operand : why.operands) {
    if (operand.origin == OperandOrigin::kObservation) return operand.unit;
  }
  return "";
}

// A figure of the row in its unit, or of the formula in the leaf's display.
std::string ShowMeasured(const Explanation& why, const Rational& value) {
  return why.formula.empty() ? FormatValue(value, why.display, UnitOfRow(why)) : Show(why, value);
}

std::string Shown(const Operand& operand) {
  if (!operand.value) return "缺失";
  return absl::StrCat(FormatValue(*operand.value, ValueDisplay::kNumber, operand.unit),
                      operand.is_lower_bound ? "（下限）" : "");
}

const Operand* FindOperand(const std::vector<Operand>& operands, const std::string& name) {
  const auto found =
      std::find_if(operands.begin(), operands.end(), [&name](const Operand& o) { return o.name == name; });
  return found == operands.end() ? nullptr : &*found;
}

absl::string_view SignOf(TokenKind kind) {
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
    case TokenKind::kEqual:
      return " = ";
    case TokenKind::kAtLeast:
      return " ≥ ";
    case TokenKind::kAtMost:
      return " ≤ ";
    case TokenKind::kNumber:
    case TokenKind::kName:
    case TokenKind::kEnd:
      return "";
  }
  std::abort();  // Our own bug: the lexer makes no other tokens.
}

// The formula with each name as `show` says.
template <typename ShowOperand>
std::string Substituted(const Explanation& why, const ShowOperand& show) {
  return RenderExpression(why.formula, [&why, &show](const std::string& name) {
    const Operand* operand = FindOperand(why.operands, name);
    return operand == nullptr ? name : show(*operand);
  });
}

std::string NameOf(const Operand& operand) {
  return operand.display_name.empty() ? operand.name : operand.display_name;
}

// "全年执行数 ÷ 全年预算数 = 18,026,000.00元 ÷ 20,301,200.00元 = 88.79%", or "完成值 585栋".
std::string RenderMeasure(const Explanation& why) {
  if (!why.formula.empty()) {
    std::string text = absl::StrCat(Substituted(why, NameOf), " = ", Substituted(why, Shown));
    // A formula of one name would say its value twice.
    if (why.measured && LexExpression(why.formula).tokens.size() > 2) {
      absl::StrAppend(&text, " = ", Show(why, *why.measured));
    }
    return text;
  }
  for (const Operand& operand : why.operands) {
    if (operand.origin == OperandOrigin::kObservation && operand.value) return absl::StrCat("完成值 ", Shown(operand));
  }
  return "";
}

bool HoldsIn(const Rational& value, int decimals) { return Round(value, decimals) == value; }

// A figure as a factor of a calculation: money in 元 without the unit, rates with %. Empty: no decimals suffice for it.
std::string Factor(const Rational& value, const std::string& unit) {
  if (unit == "fen") return HoldsIn(value, 0) ? WithCommas(FormatFixed(*Quotient(value, Rational(100)), 2)) : "";
  if (!HoldsIn(value, 12)) return "";
  const bool is_rate = unit == "%" || unit == "percent";
  return is_rate ? FormatShort(value * Rational(100), 10) + "%" : FormatShort(value, 12);
}

// A share of the weight with as many decimals as it has: "94.70%", "98.215%".
std::string Share(const Rational& ratio) {
  return HoldsIn(ratio, 4) ? FormatPercent(ratio) : FormatShort(ratio * Rational(100), 10) + "%";
}

bool IsQuotient(const std::vector<Token>& formula) {
  return formula.size() == 4 && formula[0].kind == TokenKind::kName && formula[1].kind == TokenKind::kDivide &&
         formula[2].kind == TokenKind::kName;
}

// The measure and the target of a ratio as they stand in its quotient.
struct QuotientText {
  std::string measured;  // empty: the figures as printed would not give it
  std::string target;
};

QuotientText QuotientOf(const Explanation& why) {
  if (why.formula.empty()) return {Factor(*why.measured, UnitOfRow(why)), Factor(*why.target, UnitOfRow(why))};
  const std::vector<Token> formula = LexExpression(why.formula).tokens;
  const std::string unit = why.operands.empty() ? "" : why.operands.front().unit;
  // Money is printed in 元 and held in 分: beside numbers of another kind the printed figures would give something
  // else.
  if (formula.size() > 2 && !IsQuotient(formula) && unit == "fen") return {};
  for (const Token& token : formula) {
    if (token.kind == TokenKind::kNumber) return {};
    if (token.kind != TokenKind::kName) continue;
    const Operand* operand = FindOperand(why.operands, token.name);
    if (operand == nullptr || !operand->value || operand->unit != unit) return {};
    if (Factor(*operand->value, unit).empty()) return {};
  }
  std::string measured = Substituted(why, [](const Operand& o) { return Factor(*o.value, o.unit); });
  const std::string target = Factor(*why.target, formula.size() > 2 ? "" : unit);
  const bool stands_alone = formula.size() == 2 || (IsQuotient(formula) && *why.target == Rational(1));
  if (!stands_alone) measured = absl::StrCat("(", measured, ")");
  return {std::move(measured), target};
}

// The ratio as the quotient that it is, "55 ÷ 56"; empty where it cannot be shown so, or needs not.
std::string RenderQuotient(const Explanation& why) {
  if (!why.measured || !why.target || why.ratio->is_zero() || HoldsIn(*why.ratio, 4)) return "";
  const QuotientText quotient = QuotientOf(why);
  if (quotient.measured.empty() || quotient.target.empty()) return "";
  if (Quotient(*why.measured, *why.target) != why.ratio) {
    return absl::StrCat(quotient.target, " ÷ ", quotient.measured);
  }
  const bool is_whole = !why.formula.empty() && *why.target == Rational(1);
  return is_whole ? quotient.measured : absl::StrCat(quotient.measured, " ÷ ", quotient.target);
}

// "50 × 55 ÷ 56 ≈ 49.1071"; "=" only for what holds with the figures as they are printed.
std::string RenderProportion(const Explanation& why) {
  const std::string quotient = RenderQuotient(why);
  const bool is_exact =
      HoldsIn(why.weight, 4) && HoldsIn(why.exact, 4) && (!quotient.empty() || HoldsIn(*why.ratio, 12));
  return absl::StrCat("未达到目标值 ", ShowMeasured(why, *why.target), "，按比例：", FormatShort(why.weight), " × ",
                      quotient.empty() ? Share(*why.ratio) : quotient, is_exact ? " = " : " ≈ ",
                      FormatShort(why.exact));
}

std::string RenderDeduction(const Explanation& why) {
  const std::string departure = FormatPercent(*why.departure);
  const bool is_rate = why.display == ValueDisplay::kPercent;
  return absl::StrCat(
      "与标准 ", ShowMeasured(why, *why.target), " 相差 ", is_rate ? departure : FormatShort(*why.departure), "，每 ",
      is_rate ? FormatShort(*why.step_size * Rational(100)) + "%" : FormatShort(*why.step_size), " 扣 ",
      FormatShort(*why.deduction), " 分，计 ", FormatShort(*why.count), " 步：", FormatShort(why.weight), " − ",
      FormatShort(*why.count), " × ", FormatShort(*why.deduction), why.exact.is_zero() ? "，扣完为止" : "");
}

std::string RenderParts(const Explanation& why) {
  std::vector<std::string> texts;
  for (const ExplainedPart& part : why.parts) {
    const bool is_compound = why.rule == RuleKind::kCompound && part.is_met;
    const char* met = is_compound ? "" : !part.is_met ? "待定" : *part.is_met ? "符合" : "不符合";
    texts.push_back(absl::StrCat(part.name, met, "（", FormatShort(part.points), "/", FormatShort(part.most), "）"));
  }
  return absl::StrJoin(texts, "、");
}

std::string RenderOutside(const Explanation& why) {
  std::string text = absl::StrCat("不在满分区间内，相差 ", Show(why, *why.departure));
  if (why.band) absl::StrAppend(&text, "，属于 ", why.band->Format(why.display == ValueDisplay::kPercent), " 档");
  return text;
}

std::string RenderPercent(const Explanation& why) {
  return absl::StrCat(why.tier.empty() ? "评定" : absl::StrCat("档次「", why.tier, "」，评定"), "得分比例 ",
                      Share(*why.ratio), "（", why.judgement_reason, "）：", FormatShort(why.weight), " × ",
                      Share(*why.ratio));
}

// What the rule did, without the points that follow.
std::string RenderStep(const Explanation& why) {
  switch (why.step) {
    case Step::kNone:
      return "";
    case Step::kMet:
      return absl::StrCat("达到", why.formula.empty() ? "目标值 " : "标准 ",
                          why.target ? ShowMeasured(why, *why.target) : "", "，得满分");
    case Step::kNotMet:
      return absl::StrCat("未达到目标值 ", why.target ? ShowMeasured(why, *why.target) : "", "，不得分");
    case Step::kProportion:
      return RenderProportion(why);
    case Step::kDeducted:
      return RenderDeduction(why);
    case Step::kBand:
      return absl::StrCat("属于 ", why.band->Format(why.display == ValueDisplay::kPercent), " 档");
    case Step::kInside:
      return "在满分区间内";
    case Step::kOutside:
      return RenderOutside(why);
    case Step::kFaults:
      return absl::StrCat("共 ", FormatShort(*why.count), " 次，每次扣 ", FormatShort(*why.deduction), " 分：",
                          FormatShort(why.weight), " − ", FormatShort(*why.count), " × ", FormatShort(*why.deduction),
                          why.exact.is_zero() ? "，扣完为止" : "");
    case Step::kParts:
      return RenderParts(why);
    case Step::kCase:
      return why.chosen ? absl::StrCat("符合第 ", *why.chosen + 1, " 种情形") : "各种情形都不符合";
    case Step::kPercent:
      return RenderPercent(why);
    case Step::kZeroByZero:
      return "分子分母都为 0，按体系规定";
    case Step::kDividedByZero:
      return "基数为 0，不能计算，按体系规定";
    case Step::kNotApplicable:
      return "不适用，按体系规定";
    case Step::kCountedAsZero:
      return absl::StrCat(LeafReasonText(why.reason_code), "，体系规定按 0 分计");
    case Step::kAlternative:
      return "取得分较高的一项";
  }
  std::abort();  // Our own bug: every step is named above.
}

std::string RenderOpen(const Explanation& why) {
  std::string text = absl::StrCat(LeafStateName(why.state), "：", LeafReasonText(why.reason_code));
  if (!why.missing.empty()) absl::StrAppend(&text, "（", absl::StrJoin(why.missing, "、"), "）");
  if (!why.tier.empty()) absl::StrAppend(&text, "，档次「", why.tier, "」");
  if (!why.parts.empty()) absl::StrAppend(&text, "，", RenderParts(why));
  if (why.state != LeafState::kNotApplicable) {
    absl::StrAppend(&text, "，得分在 ", FormatShort(why.low), " 至 ", FormatShort(why.high), " 分之间");
  }
  return text;
}

}  // namespace

absl::string_view LeafStateName(LeafState state) {
  switch (state) {
    case LeafState::kScored:
      return "已评分";
    case LeafState::kNeedsJudgement:
      return "待评判";
    case LeafState::kNotAssessable:
      return "不可评";
    case LeafState::kMissing:
      return "缺数据";
    case LeafState::kNotApplicable:
      return "不适用";
  }
  std::abort();  // Our own bug: every state is named above.
}

absl::string_view LeafReasonText(absl::string_view reason_code) {
  struct Text {
    absl::string_view code;
    absl::string_view chinese;
  };
  static constexpr Text kTexts[] = {
      {"LEAF_FIGURE_MISSING", "缺少计算所需的数据"},
      {"LEAF_TARGET_MISSING", "没有目标值"},
      {"LEAF_OBSERVATION_MISSING", "没有填报完成值"},
      {"LEAF_OBSERVATION_AMBIGUOUS", "完成值可能属于不止一个同名指标"},
      {"LEAF_LOWER_BOUND_UNDECIDED", "完成值是下限，不能判定是否达到"},
      {"LEAF_UNIT_MISMATCH", "完成值与目标值的计量单位不同"},
      {"LEAF_ZERO_BY_ZERO", "分子分母都为 0，体系没有规定如何计分"},
      {"LEAF_DIVIDED_BY_ZERO", "基数为 0，不能计算"},
      {"LEAF_OUTSIDE_RULE", "数值超出评分标准规定的范围"},
      {"LEAF_RULE_UNREAD", "评分标准未读到"},
      {"LEAF_SLOT_EMPTY", "没有填报绩效目标"},
      {"LEAF_TIER_UNKNOWN", "体系中没有这个档次"},
      {"LEAF_PERCENT_OUTSIDE_TIER", "得分比例不在档次范围内"},
      {"LEAF_REASON_MISSING", "给出了得分比例而没有理由"},
      {"LEAF_JUDGEMENT_OPEN", "尚未评定得分比例"},
      {"LEAF_PARTS_OPEN", "有分项尚未确认"},
      {"LEAF_NOT_APPLICABLE", "本部门没有这一事项"},
  };
  const auto found = std::find_if(std::begin(kTexts), std::end(kTexts),
                                  [reason_code](const Text& text) { return text.code == reason_code; });
  return found == std::end(kTexts) ? reason_code : found->chinese;
}

std::string RenderExpression(absl::string_view expression,
                             const std::function<std::string(const std::string& name)>& show) {
  std::string text;
  for (const Token& token : LexExpression(expression).tokens) {
    if (token.kind == TokenKind::kName) {
      text += show(token.name);
    } else if (token.kind == TokenKind::kNumber) {
      absl::StrAppend(&text, expression.substr(static_cast<size_t>(token.offset), static_cast<size_t>(token.length)));
    } else {
      absl::StrAppend(&text, SignOf(token.kind));
    }
  }
  return text;
}

std::string FormatValue(const Rational& value, ValueDisplay display, const std::string& unit) {
  switch (display) {
    case ValueDisplay::kPercent:
      return FormatPercent(value);
    case ValueDisplay::kYuan:
      return WithCommas(FormatFixed(*Quotient(value, Rational(100)), 2)) + "元";
    case ValueDisplay::kWanyuan:
      return WithCommas(FormatFixed(*Quotient(value, Rational(1000000)), 2)) + "万元";
    case ValueDisplay::kNumber:
      break;
  }
  if (unit == "%" || unit == "percent") return FormatShort(value * Rational(100), 2) + "%";
  if (unit == "fen") return FormatValue(value, ValueDisplay::kYuan, "");
  return absl::StrCat(FormatShort(value), ChineseUnit(unit));
}

std::string RenderExplanation(const Explanation& why) {
  std::vector<std::string> parts;
  std::string measure = RenderMeasure(why);
  if (!measure.empty()) parts.push_back(std::move(measure));
  if (why.step == Step::kNone) {
    parts.push_back(RenderOpen(why));
    return absl::StrJoin(parts, "；");
  }
  const Rational rounded = why.points + why.deviation_deduction;
  parts.push_back(absl::StrCat(RenderStep(why), "，计 ", FormatShort(rounded), " 分"));
  if (!why.deviation_deduction.is_zero()) {
    parts.push_back(absl::StrCat("完成值远超目标值，扣 ", FormatShort(why.deviation_deduction), " 分，得 ",
                                 FormatShort(why.points), " 分"));
  }
  return absl::StrJoin(parts, "；");
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
    case Step::kAlternative:
      points = *why.given;
      break;
  }
  return std::clamp(points, Rational(), why.weight);
}

}  // namespace zhengping::indicator
