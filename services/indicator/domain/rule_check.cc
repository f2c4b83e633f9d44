#include "services/indicator/domain/rule_check.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/indicator/domain/expression/parser.h"
#include "services/indicator/domain/expression/type_check.h"
#include "services/indicator/domain/fact.h"
#include "services/indicator/domain/rules/apply.h"

namespace zhengping::indicator {
namespace {

bool IsRowFigure(absl::string_view name) {
  return name == "row.actual" || name == "row.target" || name == "row.baseline";
}

// Whether the two have a number in common.
bool Meet(const Interval& a, const Interval& b) {
  const auto ends_before = [](const Interval& one, const Interval& other) {
    if (!one.high || !other.low) return false;
    if (*one.high != *other.low) return *one.high < *other.low;
    return !one.high_closed || !other.low_closed;
  };
  return !ends_before(a, b) && !ends_before(b, a);
}

class Checker {
 public:
  Checker(const RuleCheck& check, std::vector<Issue>& issues) : check_(check), issues_(issues) {}

  CompiledRule Run(const Rule& rule) {
    CompiledRule compiled;
    compiled.rule = &rule;
    const bool has_rules = rule.kind() == RuleKind::kCompound || rule.kind() == RuleKind::kBetterOf;
    if (!has_rules && !rule.nested.empty()) Fail("nested", "RULE_MALFORMED", "只有复合和择优规则含有子规则");
    nested_ = &rule.nested;
    std::visit([this, &compiled](const auto& body) { Check(body, compiled); }, rule.body);
    return compiled;
  }

 private:
  void Check(const ProportionalRule& rule, CompiledRule&) {
    RequireTarget(rule.target.has_value(), rule.sense);
    if (rule.sense == Sense::kBothSides) Fail("sense", "RULE_MALFORMED", "按比例计分只能是正向或反向");
    if (rule.target && *rule.target < Rational()) Fail("target", "RULE_MALFORMED", "按比例计分的目标值不能小于 0");
  }

  void Check(const StepDeductionRule& rule, CompiledRule&) {
    RequireTarget(rule.bound.has_value(), rule.sense);
    if (rule.step <= Rational()) Fail("step", "RULE_MALFORMED", "每步的幅度应大于 0，如 1/100 表示 1 个百分点");
    RequireDeduction(rule.deduction);
    if (rule.measure == StepMeasure::kOfBound && rule.bound && rule.bound->is_zero()) {
      Fail("bound", "RULE_MALFORMED", "标准值为 0 时每步的幅度不能是标准值的一部分");
    }
  }

  void Check(const BandsRule& rule, CompiledRule&) {
    if (rule.bands.empty()) Fail("bands", "RULE_MALFORMED", "分档规则至少有一档");
    CheckBands(rule.bands, "bands", rule.domain);
    RequireReachable(rule.bands);
  }

  void Check(const RangeRule& rule, CompiledRule&) {
    if (!rule.full && check_.place == RulePlace::kLeaf) Fail("full", "RULE_MALFORMED", "体系内的指标应写明满分区间");
    if (rule.full && !rule.full->low && !rule.full->high) Fail("full", "RULE_MALFORMED", "满分区间至少有一端");
    if (rule.by_distance.empty()) return;
    Interval beyond;
    beyond.low = Rational();
    beyond.low_closed = rule.by_distance.front().interval.low_closed;
    CheckBands(rule.by_distance, "by_distance", beyond);
  }

  void Check(const FaultsRule& rule, CompiledRule&) { RequireDeduction(rule.deduction); }

  void Check(const ChecklistRule& rule, CompiledRule& compiled) {
    if (rule.parts.empty()) Fail("parts", "RULE_MALFORMED", "清单至少有一项");
    std::set<std::string> names;
    Rational sum;
    for (size_t i = 0; i < rule.parts.size(); ++i) {
      const ChecklistPart& part = rule.parts[i];
      const std::string place = absl::StrCat("parts[", i, "]");
      if (part.name.empty() || !names.insert(part.name).second) {
        Fail(place + ".name", "RULE_MALFORMED", "每项应有名称，且不重复", part.name);
      }
      RequirePoints(part.points, place + ".points");
      if (check_.weight) sum += Resolve(part.points, *check_.weight);
      compiled.conditions.push_back(part.condition.empty() ? Expression() : Condition(part.condition, place));
    }
    if (!check_.weight || sum == *check_.weight) return;
    const std::string remedy =
        absl::StrCat("各项合计 ", FormatShort(sum), " 分，应等于分值 ", FormatShort(*check_.weight), " 分");
    if (sum < *check_.weight) {
      issues_.push_back(IssueAt(check_.path + ".parts", Severity::kWarning, "POINTS_UNREACHABLE", "", remedy));
    } else {
      Fail("parts", "POINTS_OUT_OF_RANGE", remedy);
    }
  }

  void Check(const ComparisonRule& rule, CompiledRule& compiled) {
    if (rule.cases.empty()) Fail("cases", "RULE_MALFORMED", "比较规则至少有一种情形");
    RequirePoints(rule.otherwise, "otherwise");
    bool can_be_full = IsFull(rule.otherwise);
    for (size_t i = 0; i < rule.cases.size(); ++i) {
      const std::string place = absl::StrCat("cases[", i, "]");
      RequirePoints(rule.cases[i].points, place + ".points");
      compiled.conditions.push_back(Condition(rule.cases[i].condition, place));
      can_be_full = can_be_full || IsFull(rule.cases[i].points);
    }
    if (!can_be_full) Unreachable("cases");
  }

  void Check(const TiersRule& rule, CompiledRule&) { CheckTiers(rule.tiers, check_.path + ".tiers", issues_); }
  void Check(const JudgementRule&, CompiledRule&) {}
  void Check(const UnreadRule&, CompiledRule&) {}

  void Check(const CompoundRule& rule, CompiledRule& compiled) {
    if (!HasNested(rule.parts.size(), "parts")) return;
    std::set<std::string> names;
    Rational sum;
    for (size_t i = 0; i < rule.parts.size(); ++i) {
      const CompoundPart& part = rule.parts[i];
      const std::string place = absl::StrCat("parts[", i, "]");
      if (part.name.empty() || !names.insert(part.name).second) {
        Fail(place + ".name", "RULE_MALFORMED", "每项应有名称，且不重复", part.name);
      }
      if (part.share <= Rational())
        Fail(place + ".share", "RULE_MALFORMED", "所占比例应大于 0", FormatPercent(part.share));
      sum += part.share;
      const std::optional<Rational> weight =
          check_.weight ? std::optional<Rational>(*check_.weight * part.share) : std::nullopt;
      AddNested(i, part.formula, weight, place, compiled);
    }
    if (sum != Rational(1)) Fail("parts", "RULE_MALFORMED", "各项所占比例合计应为 100%", FormatPercent(sum));
  }

  void Check(const BetterOfRule& rule, CompiledRule& compiled) {
    if (!HasNested(rule.alternatives.size(), "alternatives")) return;
    if (rule.alternatives.size() < 2) Fail("alternatives", "RULE_MALFORMED", "择优至少有两项");
    for (size_t i = 0; i < rule.alternatives.size(); ++i) {
      const std::string& formula = rule.alternatives[i].formula.empty() ? check_.formula : rule.alternatives[i].formula;
      const std::string place = absl::StrCat("alternatives[", i, "]");
      if (formula.empty()) Fail(place + ".formula", "RULE_MALFORMED", "择优的每一项应有算式");
      AddNested(i, formula, check_.weight, place, compiled);
    }
  }

  bool HasNested(size_t count, absl::string_view part) {
    if (count > 0 && nested_->size() == count) return true;
    Fail(part, "RULE_MALFORMED", "至少有一项，每项有一个规则");
    return false;
  }

  // A rule within this one: of a kind that looks at one value, and complete in itself.
  void AddNested(size_t position, const std::string& formula, const std::optional<Rational>& weight,
                 const std::string& place, CompiledRule& compiled) {
    const Rule& rule = (*nested_)[position];
    const std::string path = absl::StrCat(check_.path, ".", place);
    std::optional<Expression> measure;
    if (!formula.empty()) measure = CheckExpression(formula, check_.place, path + ".formula", issues_);
    if (measure && measure->result() != ExpressionResult::kNumber) {
      Fail(place + ".formula", "RULE_MALFORMED", "算式应得出数值，不能是判断或日期", formula);
    }
    compiled.formulas.push_back(std::move(measure).value_or(Expression()));
    if (!NeedsMeasure(rule.kind())) {
      Fail(place + ".rule", "RULE_NOT_SUPPORTED", "子规则应是按比例、步进扣分、分档、区间或计次扣分",
           std::string(RuleKindName(rule.kind())));
    }
    RuleCheck check;
    check.place = RulePlace::kLeaf;
    check.weight = weight;
    check.path = path + ".rule";
    compiled.nested.push_back(CheckRule(rule, check, issues_));
  }

  void CheckBands(const std::vector<Band>& bands, absl::string_view part, const Interval& domain) {
    std::vector<NumberedInterval> intervals;
    for (size_t i = 0; i < bands.size(); ++i) {
      intervals.push_back({static_cast<int>(i), bands[i].interval});
      RequirePoints(bands[i].points, absl::StrCat(part, "[", i, "].points"));
    }
    const std::string path = absl::StrCat(check_.path, ".", part);
    for (const NumberedInterval& numbered : intervals) {
      if (Meet(numbered.interval, domain)) continue;
      issues_.push_back(IssueAt(absl::StrCat(path, "[", numbered.position, "]"), Severity::kWarning,
                                "POINTS_UNREACHABLE", numbered.interval.Format(/*as_percent=*/false),
                                absl::StrCat("在范围 ", domain.Format(false), " 之外，永远取不到这一档")));
    }
    CheckIntervals(std::move(intervals), domain, path, issues_);
  }

  void RequireReachable(const std::vector<Band>& bands) {
    const bool can_be_full =
        std::any_of(bands.begin(), bands.end(), [this](const Band& band) { return IsFull(band.points); });
    if (!can_be_full) Unreachable("bands");
  }

  bool IsFull(const Points& points) const {
    return !check_.weight || Resolve(points, *check_.weight) == *check_.weight;
  }

  void Unreachable(absl::string_view part) {
    issues_.push_back(IssueAt(absl::StrCat(check_.path, ".", part), Severity::kWarning, "POINTS_UNREACHABLE", "",
                              absl::StrCat("没有一种情形能得满分 ", FormatShort(*check_.weight), " 分")));
  }

  void RequireTarget(bool has_target, Sense sense) {
    if (check_.place == RulePlace::kRow) return;
    if (!has_target) Fail("target", "RULE_MALFORMED", "体系内的指标应写明目标值或标准值");
    if (sense == Sense::kRowDirection) Fail("sense", "RULE_MALFORMED", "体系内的指标应写明正向或反向");
  }

  void RequirePoints(const Points& points, absl::string_view part) {
    const bool is_share = points.unit == PointsUnit::kShareOfWeight;
    const std::optional<Rational> most = is_share ? Rational(1) : check_.weight;
    if (points.amount >= Rational() && (!most || points.amount <= *most)) return;
    Fail(part, "POINTS_OUT_OF_RANGE", most ? absl::StrCat("应在 0 至 ", FormatShort(*most), " 之间") : "不能小于 0",
         FormatShort(points.amount));
  }

  void RequireDeduction(const Points& deduction) {
    if (deduction.amount > Rational()) return;
    Fail("deduction", "RULE_MALFORMED", "扣分应大于 0", FormatShort(deduction.amount));
  }

  // What is true or false, or empty after an issue.
  Expression Condition(const std::string& text, const std::string& place) {
    const std::string path = absl::StrCat(check_.path, ".", place, ".condition");
    std::optional<Expression> condition = CheckExpression(text, check_.place, path, issues_);
    if (!condition) return {};
    if (!condition->is_condition()) {
      issues_.push_back(
          IssueAt(path, Severity::kError, "RULE_MALFORMED", text, "条件应是判断，如 甲 >= 乙，可以用 且、或、非 连接"));
    }
    return *std::move(condition);
  }

  void Fail(absl::string_view part, absl::string_view reason, std::string remedy, std::string found = "") {
    issues_.push_back(
        IssueAt(absl::StrCat(check_.path, ".", part), Severity::kError, reason, std::move(found), std::move(remedy)));
  }

  const RuleCheck& check_;
  std::vector<Issue>& issues_;
  const std::vector<Rule>* nested_ = nullptr;
};

}  // namespace

CompiledRule CheckRule(const Rule& rule, const RuleCheck& check, std::vector<Issue>& issues) {
  return Checker(check, issues).Run(rule);
}

std::optional<Expression> CheckExpression(absl::string_view text, RulePlace place, absl::string_view path,
                                          std::vector<Issue>& issues) {
  const auto tell = [text, path, &issues](Severity severity, const SyntaxError& found) {
    issues.push_back(IssueAt(path, severity, found.reason, FormatSyntaxError(text, found),
                             absl::StrCat("第 ", CharacterPosition(text, found.offset), " 个字符：", found.remedy)));
  };
  ParsedExpression parsed = ParseExpression(text);
  if (parsed.error) {
    tell(Severity::kError, *parsed.error);
    return std::nullopt;
  }
  for (const std::string& name : parsed.expression->names()) {
    if (!IsFactName(name) || IsKnownFact(name) || (place == RulePlace::kRow && IsRowFigure(name))) continue;
    issues.push_back(IssueAt(path, Severity::kError, "FACT_UNKNOWN", name, "事实名词典中没有这个名称"));
  }
  const TypeReport types =
      CheckTypes(*parsed.expression, [](const std::string& name) { return IsFactName(name) ? FactUnit(name) : ""; });
  if (types.error) tell(Severity::kError, *types.error);
  if (types.warning) tell(Severity::kWarning, *types.warning);
  return std::move(parsed.expression);
}

Issue IssueAt(absl::string_view path, Severity severity, absl::string_view reason, std::string found,
              std::string remedy) {
  Issue issue;
  issue.severity = severity;
  issue.place.field = std::string(path);
  issue.reason = std::string(reason);
  issue.found = std::move(found);
  issue.remedy = std::move(remedy);
  return issue;
}

}  // namespace zhengping::indicator
