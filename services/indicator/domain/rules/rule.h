// How an indicator turns what was measured into points. A rule is data: a framework composes the eleven kinds of
// domain.md Part I §4, and a county's own table is a file, never code.
//
// Each kind has its struct here, and its behaviour in the file of its name beside this one. Between kinds nothing is
// shared but Points and Interval. A rule never gives less than 0 nor more than the weight.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RULE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RULE_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"

namespace zhengping::indicator {

enum class PointsUnit {
  kPoints,         // "扣0.5分"
  kShareOfWeight,  // "扣分值的10%": for named rules that rows of different weights use
};

struct Points {
  Rational amount;  // points, or a share of the weight (1 = all of it)
  PointsUnit unit = PointsUnit::kPoints;

  friend bool operator==(const Points&, const Points&) = default;
};

// A stretch of the number line. An absent end is unbounded and its `closed` is unused. [5, 5] is a single value.
struct Interval {
  std::optional<Rational> low;
  std::optional<Rational> high;
  bool low_closed = true;  // 含: the end itself belongs to it
  bool high_closed = false;

  bool Contains(const Rational& value) const;
  // "[80%, 90%)": percent where `as_percent`, else plain numbers; unbounded ends as −∞ and +∞.
  std::string Format(bool as_percent) const;
  friend bool operator==(const Interval&, const Interval&) = default;
};

// Which side of a target or a bound is the good one.
enum class Sense {
  kRowDirection,  // as the plan's row says (>= or <=); not for leaves of the framework
  kForward,       // 正向: more is better
  kReverse,       // 反向: less is better
  kBothSides,     // a departure on either side counts (step deduction only)
};

// 按比例: weight × min(1, actual/target); reverse: weight × min(1, target/actual). A reverse target that is met gives
// full points without a division, so that a target of 0 is met by 0; one that is not met by a value above 0 and has
// target 0 gives 0 points. (江西 form note; 财预〔2020〕10号)
struct ProportionalRule {
  Sense sense = Sense::kForward;
  std::optional<Rational> target;  // absent: the row's target; a leaf of the framework must state it (1 for a rate)

  friend bool operator==(const ProportionalRule&, const ProportionalRule&) = default;
};

// Whether a step that is not complete counts. 99.27% is full under "100%计满分, 每低于5%扣2分", 92.8% is 3 of 5: whole
// steps (domain.md Part II §2.5).
enum class StepCounting {
  kFrameworkSetting,
  kWhole,    // floor(departure / step)
  kPartial,  // departure / step
};

enum class StepMeasure {
  kAbsolute,  // the step is in the value's own unit: 1/100 is a percentage point of a rate
  kOfBound,   // the step is a share of the bound: "每低于目标值的5%"
};

// 扣分制: full at the bound or on its good side; `deduction` for each step beyond it; floor 0 (扣完为止).
struct StepDeductionRule {
  Sense sense = Sense::kReverse;  // kReverse: 每超…扣; kForward: 每低于…扣; kBothSides: 每高于或低于…扣
  std::optional<Rational> bound;  // absent: the row's target
  Rational step;                  // above zero
  StepMeasure measure = StepMeasure::kAbsolute;
  Points deduction;  // above zero
  StepCounting counting = StepCounting::kFrameworkSetting;

  friend bool operator==(const StepDeductionRule&, const StepDeductionRule&) = default;
};

struct Band {
  Interval interval;
  Points points;

  friend bool operator==(const Band&, const Band&) = default;
};

// 分档: the band that holds the value gives the points. The bands cover `domain` without a hole or an overlap. A value
// outside `domain` is one that the text does not provide for (a negative 预算控制率): not assessable, and said so.
struct BandsRule {
  std::vector<Band> bands;
  Interval domain;  // both ends absent: every number

  friend bool operator==(const BandsRule&, const BandsRule&) = default;
};

// 区间: full inside `full`; outside, the distance to the nearest end decides by `by_distance` (open at 0, without a
// hole).
// ("±10%: 5; ±10–15%: 3; ±15–20%: 1; else 0", 江西政协 2017 form)
struct RangeRule {
  std::optional<Interval> full;   // absent: the row's range
  std::vector<Band> by_distance;  // empty: 0 points outside

  friend bool operator==(const RangeRule&, const RangeRule&) = default;
};

// 计次扣分: the value counts faults; each takes `deduction` off; floor 0.
struct FaultsRule {
  Points deduction;

  friend bool operator==(const FaultsRule&, const FaultsRule&) = default;
};

// One part of a checklist. Its condition, where there is one, is a comparison over facts and observations; where there
// is none, an observation of the indicator says which parts are met.
struct ChecklistPart {
  std::string name;  // "制度健全", unique in the list
  Points points;
  std::string condition;  // expression text; empty: observed

  friend bool operator==(const ChecklistPart&, const ChecklistPart&) = default;
};

// 清单: points for each part met. The parts' points add up to the weight.
struct ChecklistRule {
  std::vector<ChecklistPart> parts;

  friend bool operator==(const ChecklistRule&, const ChecklistRule&) = default;
};

// One case of a comparison; the first whose condition holds decides.
struct ComparisonCase {
  std::string condition;  // expression text, a comparison: "balance <= balance.prior"
  Points points;

  friend bool operator==(const ComparisonCase&, const ComparisonCase&) = default;
};

// 与上年比 and other ordered cases: "无结余 3; 不超过上年 2; 超过 0" (岳阳 form).
struct ComparisonRule {
  std::vector<ComparisonCase> cases;
  Points otherwise;

  friend bool operator==(const ComparisonRule&, const ComparisonRule&) = default;
};

// 定性分档: the name of a tier and the share of the weight that it may give. An edge belongs to the upper tier.
struct Tier {
  std::string name;   // "达成预期指标"
  Rational at_least;  // 4/5: the share from which the tier starts
  Rational at_most;   // 1

  friend bool operator==(const Tier&, const Tier&) = default;
};

// Tier, percent and reason give weight × percent; a tier alone is a range that waits for judgement.
struct TiersRule {
  std::vector<Tier> tiers;  // best first, without a hole from 1 down to 0; empty: the framework's

  friend bool operator==(const TiersRule&, const TiersRule&) = default;
};

// 评判: a percent with evidence and a reason; without, the whole weight waits for judgement.
struct JudgementRule {
  friend bool operator==(const JudgementRule&, const JudgementRule&) = default;
};

// 未读到: the row stands in the published table, but its source was cut before the rule. Not assessable.
struct UnreadRule {
  friend bool operator==(const UnreadRule&, const UnreadRule&) = default;
};

// The rules of a compound's parts and of alternatives stand in Rule::nested, in the same order. They are of the kinds
// that look at one value, and state their own targets.
struct CompoundPart {
  std::string name;     // as observed: "签约率"
  Rational share;       // of the weight
  std::string formula;  // expression text; empty: the observation's part of this name

  friend bool operator==(const CompoundPart&, const CompoundPart&) = default;
};

// 复合: sub-targets with shares of the weight that add up to 1, each with a rule of its own.
struct CompoundRule {
  std::vector<CompoundPart> parts;

  friend bool operator==(const CompoundRule&, const CompoundRule&) = default;
};

struct Alternative {
  std::string formula;  // expression text; empty: the leaf's own

  friend bool operator==(const Alternative&, const Alternative&) = default;
};

// 二者择其一: the alternative that gives more points.
struct BetterOfRule {
  std::vector<Alternative> alternatives;

  friend bool operator==(const BetterOfRule&, const BetterOfRule&) = default;
};

// In the order of domain.md Part I §4; kUnread stands apart.
enum class RuleKind {
  kProportional,
  kStepDeduction,
  kBands,
  kRange,
  kFaults,
  kChecklist,
  kCompound,
  kComparison,
  kBetterOf,
  kTiers,
  kJudgement,
  kUnread,
};

// The alternatives stand in the order of RuleKind.
using RuleBody = std::variant<ProportionalRule, StepDeductionRule, BandsRule, RangeRule, FaultsRule, ChecklistRule,
                              CompoundRule, ComparisonRule, BetterOfRule, TiersRule, JudgementRule, UnreadRule>;

struct Rule {
  RuleBody body = JudgementRule{};
  std::vector<Rule> nested;  // kCompound: of its parts; kBetterOf: of its alternatives; else empty

  RuleKind kind() const { return static_cast<RuleKind>(body.index()); }
  friend bool operator==(const Rule&, const Rule&) = default;
};

// "步进扣分", "分档": for explanations and errors.
absl::string_view RuleKindName(RuleKind kind);

// The points that `points` means for an indicator of this weight.
Rational Resolve(const Points& points, const Rational& weight);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_RULES_RULE_H_
