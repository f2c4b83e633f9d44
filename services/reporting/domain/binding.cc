#include "services/reporting/domain/binding.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
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

absl::StatusOr<std::string> FormatMoney(Money money, absl::string_view format) {
  if (format.empty() || format == "元") return FormatYuan(money);
  for (const MoneyFormat& unit : {MoneyFormat{"万元", 1'000'000}, MoneyFormat{"亿元", 10'000'000'000}}) {
    if (format == unit.name) return FormatFixed(*Quotient(Rational(money.fen()), Rational(unit.fen)), 2);
  }
  return Unfit(format, "金额");
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
  if (bound.is_lower_bound) absl::StrAppend(&bound.text, "余");
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

Issue NumberIssue(Severity severity, int line, std::string reason, std::string found, std::string remedy) {
  return {.severity = severity,
          .place = {.file = "narrative.md", .row = line},
          .reason = std::move(reason),
          .found = std::move(found),
          .remedy = std::move(remedy)};
}

std::optional<Issue> CheckBinding(int line, const Binding& binding, const EvaluationContent& content) {
  const absl::StatusOr<BoundText> bound = Resolve(binding, content);
  if (!bound.ok()) {
    const std::string reason = RefusalOf(bound.status()).value_or(Refusal{"BINDING_UNKNOWN", "", ""}).reason;
    return NumberIssue(Severity::kError, line, reason, binding.name, std::string(bound.status().message()));
  }
  if (!bound->unit.empty() || binding.kind != BindingKind::kObservation) return std::nullopt;
  return NumberIssue(Severity::kNote, line, "BOUND_WITHOUT_UNIT", bound->text,
                     absl::StrCat("「", binding.name, "」没有计量单位，应补充单位，系统不作推断"));
}

}  // namespace

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
  const bool is_percent = format == "%" || (format.empty() && (unit == "%" || unit == "percent"));
  if (const Rational* rational = std::get_if<Rational>(&value)) {
    if (is_percent) return absl::StrCat(FormatShort(*rational * Rational(100), kMostDecimals), "%");
    if (!format.empty()) return Unfit(format, "比率和数量");
    return FormatShort(*rational, kMostDecimals);
  }
  if (!format.empty()) return Unfit(format, "计数和日期");
  if (const int64_t* count = std::get_if<int64_t>(&value)) return absl::StrCat(*count);
  return FormatChinese(std::get<Date>(value));
}

absl::StatusOr<BoundText> Resolve(const Binding& binding, const EvaluationContent& content) {
  switch (binding.kind) {
    case BindingKind::kObservation:
      return ResolveObservation(binding, content);
    case BindingKind::kFact:
      return ResolveFact(binding, content);
    case BindingKind::kFinding:
    case BindingKind::kRecommendation:
      break;
  }
  for (const Finding& finding : content.findings) {
    if (finding.kind == binding.name) return BoundText{.origin = absl::StrCat("findings/", finding.kind)};
  }
  return Invalid({"BINDING_UNKNOWN", ""}, absl::StrCat("没有名为「", binding.name, "」的问题，如 release_timing"));
}

std::vector<Issue> CheckNumbers(const Narrative& narrative, const EvaluationContent& content) {
  std::vector<Issue> issues;
  for (const NarrativeBlock& block : narrative.blocks) {
    if (block.kind == BlockKind::kFinding || block.kind == BlockKind::kRecommendation) {
      const Binding binding{BindingKind::kFinding, block.finding, ""};
      if (std::optional<Issue> issue = CheckBinding(block.line, binding, content)) issues.push_back(*std::move(issue));
    }
    for (const NarrativePiece& piece : block.pieces) {
      if (!piece.binding.has_value()) continue;
      if (std::optional<Issue> issue = CheckBinding(block.line, *piece.binding, content)) {
        issues.push_back(*std::move(issue));
      }
    }
  }
  for (const UnboundNumber& number : UnboundNumbers(narrative)) {
    const bool has_unit = !number.unit.empty();
    issues.push_back(NumberIssue(Severity::kNote, number.line, has_unit ? "NUMBER_UNBOUND" : "NUMBER_WITHOUT_UNIT",
                                 absl::StrCat(number.text, number.unit),
                                 absl::StrCat("“", number.context, "”：数字 ", number.text, number.unit,
                                              has_unit ? "" : " 没有计量单位，且", "没有绑定到指标或事实")));
  }
  return issues;
}

}  // namespace zhengping::reporting
