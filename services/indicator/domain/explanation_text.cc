#include "services/indicator/domain/explanation_text.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "services/indicator/domain/explanation_phrases.h"
#include "services/indicator/domain/expression/lexer.h"
#include "services/indicator/domain/fact.h"

namespace zhengping::indicator {
namespace {

bool HoldsIn(const Rational& value, int decimals) { return Round(value, decimals) == value; }

std::string WithCommas(std::string number) {
  const size_t sign = number[0] == '-' ? 1 : 0;
  const size_t whole = std::min(number.find('.'), number.size());
  for (size_t at = whole; at > sign + 3; at -= 3) number.insert(at - 3, 1, ',');
  return number;
}

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

class Renderer {
 public:
  Renderer(const Explanation& why, Language language) : why_(why), language_(language), say_(PhrasesOf(language)) {}

  std::string Run() const {
    std::vector<std::string> parts;
    std::string measure = Measure();
    if (!measure.empty()) parts.push_back(std::move(measure));
    if (why_.step == Step::kNone) {
      parts.push_back(Open());
      return absl::StrJoin(parts, say_.semicolon);
    }
    const Rational rounded = why_.points + why_.deviation_deduction;
    parts.push_back(absl::Substitute(say_.points, StepText(), FormatShort(rounded)));
    if (!why_.deviation_deduction.is_zero()) {
      parts.push_back(
          absl::Substitute(say_.deviation, FormatShort(why_.deviation_deduction), FormatShort(why_.points)));
    }
    return absl::StrJoin(parts, say_.semicolon);
  }

 private:
  std::string Format(const Rational& value, ValueDisplay display, const std::string& unit) const {
    return FormatValue(value, display, unit, language_);
  }

  std::string Show(const Rational& value) const { return Format(value, why_.display, ""); }

  std::string UnitOfRow() const {
    for (const Operand& operand : why_.operands) {
      if (operand.origin == OperandOrigin::kObservation) return operand.unit;
    }
    return "";
  }

  // A figure of the row in its unit, or of the formula in the leaf's display.
  std::string ShowMeasured(const Rational& value) const {
    return why_.formula.empty() ? Format(value, why_.display, UnitOfRow()) : Show(value);
  }

  std::string ShowTarget() const { return why_.target ? ShowMeasured(*why_.target) : ""; }

  std::string Shown(const Operand& operand) const {
    if (!operand.value) return say_.missing;
    return absl::StrCat(Format(*operand.value, ValueDisplay::kNumber, operand.unit),
                        operand.is_lower_bound ? say_.lower_bound : "");
  }

  std::string NameOf(const Operand& operand) const {
    if (language_ == Language::kEnglish) {
      if (operand.name == "row.actual") return say_.actual;
      if (operand.origin == OperandOrigin::kTarget) return say_.target;
      if (operand.origin == OperandOrigin::kBaseline) return say_.baseline;
      if (std::string english = FactDisplayName(operand.name, language_); !english.empty()) return english;
      if (operand.origin == OperandOrigin::kFact) return operand.name;
    }
    return operand.display_name.empty() ? operand.name : operand.display_name;
  }

  const Operand* Find(const std::string& name) const {
    const auto found = std::find_if(why_.operands.begin(), why_.operands.end(),
                                    [&name](const Operand& operand) { return operand.name == name; });
    return found == why_.operands.end() ? nullptr : &*found;
  }

  // An expression with each name as `show` says of its operand.
  template <typename ShowOperand>
  std::string Substituted(const std::string& expression, const ShowOperand& show) const {
    return RenderExpression(
        expression,
        [this, &show](const std::string& name) {
          const Operand* operand = Find(name);
          return operand == nullptr ? name : show(*operand);
        },
        language_);
  }

  std::string InNames(const std::string& expression) const {
    return Substituted(expression, [this](const Operand& operand) { return NameOf(operand); });
  }

  // "全年执行数 ÷ 全年预算数 = 18,026,000.00元 ÷ 20,301,200.00元 = 88.79%", or "完成值 585栋".
  std::string Measure() const {
    if (!why_.formula.empty()) {
      std::string text =
          absl::StrCat(InNames(why_.formula), " = ",
                       Substituted(why_.formula, [this](const Operand& operand) { return Shown(operand); }));
      // A formula of one name would say its value twice.
      if (why_.measured && LexExpression(why_.formula).tokens.size() > 2) {
        absl::StrAppend(&text, " = ", Show(*why_.measured));
      }
      return text;
    }
    for (const Operand& operand : why_.operands) {
      if (operand.origin == OperandOrigin::kObservation && operand.value) {
        return absl::StrCat(say_.actual, " ", Shown(operand));
      }
    }
    return "";
  }

  QuotientText FindQuotient() const {
    if (why_.formula.empty()) return {Factor(*why_.measured, UnitOfRow()), Factor(*why_.target, UnitOfRow())};
    const std::vector<Token> formula = LexExpression(why_.formula).tokens;
    const std::string unit = why_.operands.empty() ? "" : why_.operands.front().unit;
    // Money is printed in 元 and held in 分: beside numbers of another kind the printed figures would give something
    // else.
    if (formula.size() > 2 && !IsQuotient(formula) && unit == "fen") return {};
    for (const Token& token : formula) {
      if (token.kind == TokenKind::kLiteral || token.kind == TokenKind::kFunction) return {};
      if (token.kind != TokenKind::kName) continue;
      const Operand* operand = Find(token.name);
      if (operand == nullptr || !operand->value || operand->unit != unit) return {};
      if (Factor(*operand->value, unit).empty()) return {};
    }
    std::string measured = Substituted(why_.formula, [](const Operand& o) { return Factor(*o.value, o.unit); });
    const std::string target = Factor(*why_.target, formula.size() > 2 ? "" : unit);
    const bool stands_alone = formula.size() == 2 || (IsQuotient(formula) && *why_.target == Rational(1));
    if (!stands_alone) measured = absl::StrCat("(", measured, ")");
    return {std::move(measured), target};
  }

  // The ratio as the quotient that it is, "55 ÷ 56"; empty where it cannot be shown so, or needs not.
  std::string RatioAsQuotient() const {
    if (!why_.measured || !why_.target || why_.ratio->is_zero() || HoldsIn(*why_.ratio, 4)) return "";
    const QuotientText quotient = FindQuotient();
    if (quotient.measured.empty() || quotient.target.empty()) return "";
    if (Quotient(*why_.measured, *why_.target) != why_.ratio) {
      return absl::StrCat(quotient.target, " ÷ ", quotient.measured);
    }
    const bool is_whole = !why_.formula.empty() && *why_.target == Rational(1);
    return is_whole ? quotient.measured : absl::StrCat(quotient.measured, " ÷ ", quotient.target);
  }

  // "50 × 55 ÷ 56 ≈ 49.1071"; "=" only for what holds with the figures as they are printed.
  std::string Proportion() const {
    const std::string quotient = RatioAsQuotient();
    const bool is_exact =
        HoldsIn(why_.weight, 4) && HoldsIn(why_.exact, 4) && (!quotient.empty() || HoldsIn(*why_.ratio, 12));
    return absl::Substitute(say_.proportion, ShowTarget(), FormatShort(why_.weight),
                            quotient.empty() ? Share(*why_.ratio) : quotient, is_exact ? "=" : "≈",
                            FormatShort(why_.exact));
  }

  std::string Deduction() const {
    const bool is_rate = why_.display == ValueDisplay::kPercent;
    return absl::Substitute(say_.deduction, ShowTarget(),
                            is_rate ? FormatPercent(*why_.departure) : FormatShort(*why_.departure),
                            is_rate ? FormatShort(*why_.step_size * Rational(100)) + "%" : FormatShort(*why_.step_size),
                            FormatShort(*why_.deduction), FormatShort(*why_.count), FormatShort(why_.weight),
                            why_.exact.is_zero() ? say_.down_to_zero : "");
  }

  std::string Faults() const {
    return absl::Substitute(say_.faults, FormatShort(*why_.count), FormatShort(*why_.deduction),
                            FormatShort(why_.weight), why_.exact.is_zero() ? say_.down_to_zero : "");
  }

  std::string Parts() const {
    std::vector<std::string> texts;
    for (const ExplainedPart& part : why_.parts) {
      const bool is_compound = why_.rule == RuleKind::kCompound && part.is_met;
      const char* met = is_compound ? "" : !part.is_met ? say_.open : *part.is_met ? say_.met : say_.not_met;
      texts.push_back(absl::Substitute(say_.part, part.name, met, FormatShort(part.points), FormatShort(part.most)));
    }
    return absl::StrJoin(texts, say_.list_comma);
  }

  std::string BandText() const { return why_.band->Format(why_.display == ValueDisplay::kPercent); }

  std::string Outside() const {
    std::string text = absl::Substitute(say_.outside, Show(*why_.departure));
    if (why_.band) absl::StrAppend(&text, absl::Substitute(say_.outside_band, BandText()));
    return text;
  }

  std::string Percent() const {
    return absl::Substitute(why_.tier.empty() ? say_.judged : say_.judged_in_tier, Share(*why_.ratio),
                            why_.judgement_reason, FormatShort(why_.weight), why_.tier);
  }

  std::string Case() const {
    if (!why_.chosen) return say_.no_case;
    return absl::Substitute(say_.one_case, *why_.chosen + 1, InNames(why_.condition));
  }

  std::string StepText() const {
    return absl::StrCat(why_.alternative ? absl::Substitute(say_.alternative, *why_.alternative + 1) : "", StepAlone());
  }

  // What the rule did, without the points that follow.
  std::string StepAlone() const {
    switch (why_.step) {
      case Step::kNone:
        return "";
      case Step::kMet:
        return absl::Substitute(why_.formula.empty() ? say_.meets_target : say_.meets_standard, ShowTarget());
      case Step::kNotMet:
        return absl::Substitute(say_.misses_target, ShowTarget());
      case Step::kProportion:
        return Proportion();
      case Step::kDeducted:
        return Deduction();
      case Step::kBand:
        return absl::Substitute(say_.band, BandText());
      case Step::kInside:
        return say_.inside;
      case Step::kOutside:
        return Outside();
      case Step::kFaults:
        return Faults();
      case Step::kParts:
        return Parts();
      case Step::kCase:
        return Case();
      case Step::kPercent:
        return Percent();
      case Step::kZeroByZero:
        return say_.zero_by_zero;
      case Step::kDividedByZero:
        return say_.divided_by_zero;
      case Step::kNotApplicable:
        return say_.not_applicable;
      case Step::kCountedAsZero:
        return absl::Substitute(say_.counted_as_zero, LeafReasonText(why_.reason_code, language_));
    }
    std::abort();  // Our own bug: every step is named above.
  }

  std::string Open() const {
    std::string text =
        absl::Substitute(say_.state, LeafStateName(why_.state, language_), LeafReasonText(why_.reason_code, language_));
    if (!why_.missing.empty()) {
      std::vector<std::string> names;
      for (const std::string& name : why_.missing) {
        const Operand* operand = Find(name);
        names.push_back(operand == nullptr ? name : NameOf(*operand));
      }
      absl::StrAppend(&text, absl::Substitute(say_.brackets, absl::StrJoin(names, say_.list_comma)));
    }
    if (!why_.tier.empty()) absl::StrAppend(&text, absl::Substitute(say_.tier, why_.tier));
    if (!why_.parts.empty()) absl::StrAppend(&text, say_.comma, Parts());
    if (why_.state != LeafState::kNotApplicable) {
      absl::StrAppend(&text, absl::Substitute(say_.between, FormatShort(why_.low), FormatShort(why_.high)));
    }
    return text;
  }

  const Explanation& why_;
  const Language language_;
  const Phrases& say_;
};

}  // namespace

std::string RenderExpression(absl::string_view expression,
                             const std::function<std::string(const std::string& name)>& show, Language language) {
  std::string text;
  for (const Token& token : LexExpression(expression).tokens) {
    if (token.kind == TokenKind::kName) {
      text += show(token.name);
    } else if (token.kind == TokenKind::kLiteral) {
      absl::StrAppend(&text, expression.substr(static_cast<size_t>(token.offset), static_cast<size_t>(token.length)));
    } else if (token.kind == TokenKind::kFunction) {
      absl::StrAppend(&text, FunctionWord(token.function, language));
    } else {
      absl::StrAppend(&text, SignWord(token.kind, language));
    }
  }
  return text;
}

std::string FormatValue(const Rational& value, ValueDisplay display, const std::string& unit, Language language) {
  const bool is_chinese = language == Language::kChinese;
  switch (display) {
    case ValueDisplay::kPercent:
      return FormatPercent(value);
    case ValueDisplay::kWanyuan:
      if (is_chinese) return WithCommas(FormatFixed(*Quotient(value, Rational(1000000)), 2)) + "万元";
      [[fallthrough]];
    case ValueDisplay::kYuan:
      return WithCommas(FormatFixed(*Quotient(value, Rational(100)), 2)) + (is_chinese ? "元" : " yuan");
    case ValueDisplay::kNumber:
      break;
  }
  if (unit == "%" || unit == "percent") return FormatShort(value * Rational(100), 2) + "%";
  if (unit == "fen") return FormatValue(value, ValueDisplay::kYuan, "", language);
  const absl::string_view word = UnitWord(unit, language);
  return absl::StrCat(FormatShort(value), is_chinese || word.empty() ? "" : " ", word);
}

std::string RenderExplanation(const Explanation& explanation, Language language) {
  return Renderer(explanation, language).Run();
}

}  // namespace zhengping::indicator
