#include "services/reporting/domain/binding.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::reporting {
namespace {

constexpr int kMostDecimals = 4;

std::string JoinedKey(const RowKey& key) {
  std::string joined;
  for (const std::string* level : {&key.goal, &key.level1, &key.level2, &key.level3}) {
    if (!level->empty()) absl::StrAppend(&joined, joined.empty() ? "" : "/", *level);
  }
  return joined;
}

absl::Status Unfit(absl::string_view format, absl::string_view what) {
  return Invalid({"BINDING_FORMAT_UNFIT", ""}, absl::StrCat("格式「", format, "」不适用于", what));
}

struct MoneyFormat {
  absl::string_view name;
  int64_t fen;
};

std::string LeadingDigits(const Rational& value);

absl::StatusOr<std::string> FormatMoney(Money money, absl::string_view format) {
  if (format.empty() || format == "元") return FormatYuan(money);
  const bool is_cut = absl::ConsumeSuffix(&format, "余");
  for (const MoneyFormat& unit :
       {MoneyFormat{"", 100}, MoneyFormat{"万元", 1'000'000}, MoneyFormat{"亿元", 10'000'000'000}}) {
    if (format != unit.name) continue;
    const Rational value = *Quotient(Rational(money.fen()), Rational(unit.fen));
    return is_cut ? LeadingDigits(value) : FormatFixed(value, 2);
  }
  return Unfit(format, "金额");
}

// An operand's name reads as a binding's does.
Binding ParseBindingName(const std::string& name) {
  const ParsedNarrative parsed = ParseNarrative(absl::StrCat("一、\n", "{{", name, "}}"));
  for (const NarrativeBlock& block : parsed.narrative.blocks) {
    for (const NarrativePiece& piece : block.pieces) {
      if (piece.binding) return *piece.binding;
    }
  }
  return {BindingKind::kObservation, name, ""};
}

absl::StatusOr<const Observation*> FindObservation(const std::string& name, const EvaluationContent& content) {
  const Observation* found = nullptr;
  for (const Observation& observation : content.scorecard.observations) {
    const std::string path = JoinedKey(observation.key);
    if (observation.key.level3 != name && path != name && !absl::EndsWith(path, absl::StrCat("/", name))) continue;
    if (found != nullptr) {
      return Invalid({"BINDING_AMBIGUOUS", ""},
                     absl::StrCat("「", name, "」有多个指标同名，应写全路径，如「", path, "」"));
    }
    found = &observation;
  }
  if (found == nullptr) {
    return Invalid({"BINDING_UNKNOWN", ""},
                   absl::StrCat("没有名为「", name, "」的完成情况，应与 observations.csv 的三级指标一致"));
  }
  return found;
}

absl::StatusOr<BoundText> ResolveObservation(const Binding& binding, const EvaluationContent& content) {
  ZP_ASSIGN_OR_RETURN(const Observation* observation, FindObservation(binding.name, content));
  if (observation->state != ObservationState::kReported || !observation->value.has_value()) {
    return Invalid({"BINDING_WITHOUT_VALUE", ""}, absl::StrCat("「", binding.name, "」没有数值，不能绑定到正文"));
  }
  BoundText bound{.origin = absl::StrCat("observations/", JoinedKey(observation->key)),
                  .exact = ExactText(*observation->value),
                  .unit = observation->unit,
                  .is_lower_bound = observation->is_lower_bound,
                  .is_illustrative = observation->is_illustrative};
  ZP_ASSIGN_OR_RETURN(bound.text, FormatQuantity(*observation->value, observation->unit, binding.format));
  if (bound.is_lower_bound && !absl::EndsWith(bound.text, "余")) absl::StrAppend(&bound.text, "余");
  return bound;
}

absl::StatusOr<BoundText> ResolveFact(const Binding& binding, const EvaluationContent& content) {
  for (const Fact& fact : content.facts) {
    if (fact.name != binding.name) continue;
    if (!fact.value.has_value()) {
      return Invalid({"BINDING_WITHOUT_VALUE", ""},
                     absl::StrCat("「", binding.name, "」", fact.state == FactState::kNotApplicable ? "不适用" : "缺失",
                                  "，不能绑定到正文"));
    }
    BoundText bound{.origin = absl::StrCat("facts/", fact.name), .exact = ExactText(*fact.value), .unit = fact.unit};
    ZP_ASSIGN_OR_RETURN(bound.text, FormatQuantity(*fact.value, fact.unit, binding.format));
    return bound;
  }
  return Invalid({"BINDING_UNKNOWN", ""},
                 absl::StrCat("没有名为「", binding.name, "」的事实，如 final_budget、payments"));
}

absl::Status Unknown(absl::string_view name, absl::string_view what) {
  return Invalid({"BINDING_UNKNOWN", ""}, absl::StrCat("没有名为「", name, "」的", what));
}

absl::Status WithoutValue(absl::string_view name, absl::string_view why) {
  return Invalid({"BINDING_WITHOUT_VALUE", ""}, absl::StrCat("「", name, "」", why, "，不能绑定到正文"));
}

// A rate or mean that was computed, not given: two decimals.
absl::StatusOr<std::string> FormatComputed(const Quantity& value, const std::string& unit, const std::string& format) {
  const Rational* rational = std::get_if<Rational>(&value);
  if (rational == nullptr) return FormatQuantity(value, unit, format);
  if (format == "%" || (format.empty() && unit == "percent")) return FormatPercent(*rational);
  if (unit == "fen") {
    const std::optional<int64_t> fen = Round(*rational, 0).ToInt64();
    if (!fen) return Unfit(format, "这样大的金额");
    return FormatMoney(Money::Fen(*fen), format);
  }
  return format.empty() ? FormatShort(*rational, 2) : FormatQuantity(value, unit, format);
}

absl::StatusOr<BoundText> Computed(const Binding& binding, const std::optional<Quantity>& value,
                                   const std::string& unit, std::string origin) {
  if (!value) return WithoutValue(binding.name, "没有数值");
  BoundText bound{.origin = std::move(origin), .exact = ExactText(*value), .unit = unit};
  ZP_ASSIGN_OR_RETURN(bound.text, FormatComputed(*value, unit, binding.format));
  return bound;
}

const Finding* FindFinding(absl::string_view kind, const EvaluationContent& content) {
  for (const Finding& finding : content.findings) {
    if (finding.kind == kind) return &finding;
  }
  return nullptr;
}

// "release_timing.late_amount"
absl::StatusOr<BoundText> ResolveFigure(const Binding& binding, const EvaluationContent& content) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(binding.name, absl::MaxSplits('.', 1));
  const Finding* finding = FindFinding(parts.first, content);
  if (finding == nullptr) return Unknown(parts.first, "问题，如 release_timing");
  for (const FindingFigure& figure : finding->figures) {
    if (figure.name != parts.second) continue;
    ZP_ASSIGN_OR_RETURN(BoundText bound, Computed(binding, figure.value, figure.unit,
                                                  absl::StrCat("findings/", finding->kind, "/", figure.name)));
    return bound;
  }
  return Unknown(binding.name, "测算值，如 release_timing.late_amount");
}

// "release_timing.peak_gap.after"
absl::StatusOr<BoundText> ResolveEffect(const Binding& binding, const EvaluationContent& content) {
  absl::string_view name = binding.name;
  const bool is_after = absl::ConsumeSuffix(&name, ".after");
  if (!is_after && !absl::ConsumeSuffix(&name, ".before"))
    return Unknown(binding.name, "模拟值，应以 .before 或 .after 结尾");
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(name, absl::MaxSplits('.', 1));
  const Finding* finding = FindFinding(parts.first, content);
  if (finding == nullptr || !finding->recommendation) return Unknown(parts.first, "建议");
  const std::string own = absl::StrCat("finding:", name);
  for (const SimulatedFigure& figure : finding->recommendation->effects) {
    if (figure.name != own && figure.name != parts.second) continue;
    const std::string origin =
        absl::StrCat("effects/", finding->kind, "/", figure.name, is_after ? "/after" : "/before");
    ZP_ASSIGN_OR_RETURN(BoundText bound,
                        Computed(binding, is_after ? figure.after : figure.before, figure.unit, origin));
    return bound;
  }
  return Unknown(binding.name, "模拟值");
}

// "total", or the path of a row: its points.
absl::StatusOr<BoundText> ResolveScore(const Binding& binding, const EvaluationContent& content) {
  const auto points = [&](const Rational& value) -> absl::StatusOr<BoundText> {
    if (!binding.format.empty()) return Unfit(binding.format, "分数");
    return BoundText{.text = FormatShort(value, kMostDecimals),
                     .origin = absl::StrCat("scores/", binding.name),
                     .exact = ExactText(value),
                     .unit = "分"};
  };
  const Total& total = content.scorecard.total;
  if (binding.name == "total") {
    // A range is no number.
    return total.low == total.high ? points(total.score) : WithoutValue(binding.name, "尚不能定分");
  }
  for (const ScoredNode& node : content.scorecard.nodes) {
    if (node.path != binding.name) continue;
    return node.score ? points(*node.score) : WithoutValue(binding.name, "没有得分");
  }
  return Unknown(binding.name, "指标得分，应写总分 total 或指标的全路径");
}

absl::StatusOr<BoundText> ResolveOne(const Binding& binding, const EvaluationContent& content) {
  switch (binding.kind) {
    case BindingKind::kObservation:
      return ResolveObservation(binding, content);
    case BindingKind::kFact:
      return ResolveFact(binding, content);
    case BindingKind::kFindingFigure:
      return ResolveFigure(binding, content);
    case BindingKind::kEffect:
      return ResolveEffect(binding, content);
    case BindingKind::kScore:
      return ResolveScore(binding, content);
    case BindingKind::kFinding:
    case BindingKind::kRecommendation:
    case BindingKind::kFigures:
    case BindingKind::kSimulation:
      break;
  }
  if (const Finding* finding = FindFinding(binding.name, content)) {
    return BoundText{.origin = absl::StrCat("findings/", finding->kind)};
  }
  return Unknown(binding.name, "问题，如 release_timing");
}

// A number within a definition; money counts in fen.
struct Amount {
  Rational value;
  bool is_money = false;
  bool is_illustrative = false;
};

// Works out definitions, each once.
class Calculator {
 public:
  Calculator(const EvaluationContent& content, const std::vector<Definition>& definitions)
      : content_(content), definitions_(definitions) {}

  const Definition* Find(absl::string_view name) const {
    for (const Definition& definition : definitions_) {
      if (definition.name == name) return &definition;
    }
    return nullptr;
  }

  absl::StatusOr<Amount> Work(const Definition& definition) {
    const auto known = known_.find(&definition);
    if (known != known_.end()) return known->second;
    if (!open_.insert(&definition).second) {
      return Invalid({"BINDING_CYCLE", ""}, absl::StrCat("「", definition.name, "」的定义引用了它自己"));
    }
    std::vector<Amount> stack;
    for (const DefinitionTerm& term : definition.postfix) {
      if (term.operation == 0) {
        ZP_ASSIGN_OR_RETURN(Amount operand, OperandOf(term));
        stack.push_back(std::move(operand));
        continue;
      }
      const Amount right = stack.back();
      stack.pop_back();
      ZP_ASSIGN_OR_RETURN(stack.back(), Apply(definition, term.operation, stack.back(), right));
    }
    return known_[&definition] = stack.back();
  }

 private:
  absl::StatusOr<Amount> OperandOf(const DefinitionTerm& term) {
    if (term.number) return Amount{.value = *term.number};
    if (const Definition* used = Find(term.name)) return Work(*used);
    const Binding binding = ParseBindingName(term.name);
    ZP_ASSIGN_OR_RETURN(const BoundText bound, ResolveOne(binding, content_));
    if (bound.is_lower_bound) return WithoutValue(term.name, "是下限");
    const std::vector<std::string> parts = absl::StrSplit(bound.exact, '/');
    const absl::StatusOr<Rational> value = ParseFraction(parts[0], parts.size() == 2 ? parts[1] : "1");
    if (!value.ok()) return Unfit(binding.format, "日期的计算");
    return Amount{*value, bound.unit == "fen", bound.is_illustrative};
  }

  static absl::StatusOr<Amount> Apply(const Definition& definition, char operation, const Amount& a, const Amount& b) {
    Amount result{.is_illustrative = a.is_illustrative || b.is_illustrative};
    if (operation == '+' || operation == '-') {
      if (a.is_money != b.is_money) return Unfit(definition.name, "金额与计数的加减");
      result.is_money = a.is_money;
      result.value = operation == '+' ? a.value + b.value : a.value - b.value;
      return result;
    }
    if (operation == '*' ? a.is_money && b.is_money : !a.is_money && b.is_money)
      return Unfit(definition.name, "金额的这种乘除");
    result.is_money = operation == '*' ? a.is_money || b.is_money : a.is_money && !b.is_money;
    if (operation == '*') {
      result.value = a.value * b.value;
      return result;
    }
    const std::optional<Rational> quotient = Quotient(a.value, b.value);
    if (!quotient) return WithoutValue(definition.name, "的除数为零");
    result.value = *quotient;
    return result;
  }

  const EvaluationContent& content_;
  const std::vector<Definition>& definitions_;
  std::map<const Definition*, Amount> known_;
  std::set<const Definition*> open_;
};

absl::StatusOr<BoundText> ResolveDefinition(const Binding& binding, const Definition& definition,
                                            Calculator& calculator) {
  ZP_ASSIGN_OR_RETURN(const Amount amount, calculator.Work(definition));
  ZP_ASSIGN_OR_RETURN(BoundText bound, Computed(binding, Quantity(amount.value), amount.is_money ? "fen" : "number",
                                                absl::StrCat("definitions/", definition.name)));
  bound.is_illustrative = amount.is_illustrative;
  return bound;
}

// 687 → "680余", 62 → "60余", 600 → "600"; below ten as it is.
std::string LeadingDigits(const Rational& value) {
  const std::optional<int64_t> whole = Floor(value).ToInt64();
  if (!whole || *whole < 10) return FormatShort(value, 2);
  int64_t step = 10;
  while (*whole / step >= 100) step *= 10;
  const int64_t cut = *whole / step * step;
  return Rational(cut) == value ? absl::StrCat(cut) : absl::StrCat(cut, "余");
}

}  // namespace

bool IsIllustrativeTable(const EvaluationContent& content, absl::string_view table) {
  const std::vector<std::string>& tables = content.case_head.illustrative_tables;
  return std::find(tables.begin(), tables.end(), table) != tables.end();
}

std::string UnitSuffix(absl::string_view unit) {
  static constexpr std::array<std::pair<absl::string_view, const char*>, 16> kSuffixes = {{
      {"fen", "万元"},
      {"persons", "人"},
      {"documents", "份"},
      {"funds", "项"},
      {"days", "天"},
      {"quotas", "个"},
      {"projects", "个"},
      {"functions", "个"},
      {"square_meters", "平方米"},
      {"entries", "笔"},
      {"transfers", "笔"},
      {"times", "次"},
      {"month", "月"},
      {"codes", "个"},
      {"payments", "笔"},
      {"wanyuan_days", "万元·天"},
  }};
  for (const auto& [name, suffix] : kSuffixes) {
    if (unit == name) return suffix;
  }
  return "";
}

std::string ExactText(const Quantity& value) {
  switch (value.index()) {
    case 0:
      return absl::StrCat(std::get<Money>(value).fen());
    case 1:
      return absl::StrCat(std::get<int64_t>(value));
    case 2: {
      const Rational& rational = std::get<Rational>(value);
      return rational.is_whole() ? rational.numerator()
                                 : absl::StrCat(rational.numerator(), "/", rational.denominator());
    }
    default:
      return FormatIso(std::get<Date>(value));
  }
}

absl::StatusOr<std::string> FormatQuantity(const Quantity& value, absl::string_view unit, absl::string_view format) {
  if (const Money* money = std::get_if<Money>(&value)) return FormatMoney(*money, format);
  const Rational* rational = std::get_if<Rational>(&value);
  const int64_t* count = std::get_if<int64_t>(&value);
  if (rational == nullptr && count == nullptr) {
    return format.empty() ? absl::StatusOr<std::string>(FormatChinese(std::get<Date>(value))) : Unfit(format, "日期");
  }
  const Rational number = count != nullptr ? Rational(*count) : *rational;
  if (format == "余") return LeadingDigits(number);
  if (format == "万") return FormatShort(*Quotient(number, Rational(10'000)), 2);
  const bool is_percent = format == "%" || (format.empty() && (unit == "%" || unit == "percent"));
  if (is_percent && count == nullptr) return absl::StrCat(FormatShort(number * Rational(100), kMostDecimals), "%");
  if (!format.empty()) return Unfit(format, count != nullptr ? "计数" : "比率和数量");
  return FormatShort(number, kMostDecimals);
}

absl::StatusOr<BoundText> Resolve(const Binding& binding, const EvaluationContent& content,
                                  const std::vector<Definition>& definitions) {
  if (binding.kind == BindingKind::kObservation) {
    Calculator calculator(content, definitions);
    if (const Definition* definition = calculator.Find(binding.name)) {
      return ResolveDefinition(binding, *definition, calculator);
    }
  }
  return ResolveOne(binding, content);
}

}  // namespace zhengping::reporting
