#include "services/indicator/domain/score_leaf.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <optional>
#include <utility>

#include "services/indicator/domain/expression/type_check.h"
#include "services/indicator/domain/rules/apply.h"
#include "services/indicator/domain/rules/qualitative_tiers.h"

namespace zhengping::indicator {
namespace {

// The rules of rows that name none, one for each direction.
const CompiledRule* RuleByDirection(Direction direction) {
  static const Rule* const kByProportion = new Rule{ProportionalRule{Sense::kRowDirection, std::nullopt}, {}};
  static const Rule* const kWithinRange = new Rule{RangeRule{}, {}};
  static const Rule* const kByTier = new Rule{TiersRule{}, {}};
  static const CompiledRule* const kProportion = new CompiledRule{kByProportion, {}, {}, {}};
  static const CompiledRule* const kRange = new CompiledRule{kWithinRange, {}, {}, {}};
  static const CompiledRule* const kTiers = new CompiledRule{kByTier, {}, {}, {}};
  switch (direction) {
    case Direction::kAtLeast:
    case Direction::kAtMost:
      return kProportion;
    case Direction::kEqual:
    case Direction::kRange:
      return kRange;
    case Direction::kQualitative:
      return kTiers;
  }
  std::abort();  // Our own bug: the rpc layer refuses directions that it does not know.
}

ZeroAnswer AnswerOf(ZeroAnswer of_leaf, ZeroAnswer of_framework) {
  return of_leaf == ZeroAnswer::kFrameworkSetting ? of_framework : of_leaf;
}

NotApplicablePolicy PolicyOf(const Indicator& indicator, const FrameworkSettings& settings) {
  const bool is_framework_setting = indicator.not_applicable == NotApplicablePolicy::kFrameworkSetting;
  return is_framework_setting ? settings.not_applicable : indicator.not_applicable;
}

class LeafScorer {
 public:
  LeafScorer(const LeafInput& input, Explanation* why)
      : input_(input),
        indicator_(*input.indicator.indicator),
        settings_(input.framework.framework().settings),
        rule_(*RuleOf(input.framework, input.indicator, input.row)),
        why_(why) {}

  Outcome Run() {
    if (input_.is_ambiguous) return Open(LeafState::kMissing, "LEAF_OBSERVATION_AMBIGUOUS", input_.weight);
    const Observation* observation = input_.observation;
    if (observation != nullptr && observation->state == ObservationState::kNotApplicable) return NotApplicable();
    if (observation != nullptr && observation->state == ObservationState::kMissing && !IsMeasuredByFormula()) {
      return Open(LeafState::kMissing, "LEAF_OBSERVATION_MISSING", input_.weight);
    }
    if (UnitsClash()) return Open(LeafState::kMissing, "LEAF_UNIT_MISMATCH", input_.weight);
    Outcome outcome = NeedsMeasure(rule_.rule->kind()) ? Measured() : Apply(nullptr, false);
    return outcome.state == LeafState::kNotApplicable ? NotApplicable() : outcome;
  }

 private:
  bool IsMeasuredByFormula() const { return input_.row == nullptr && !input_.indicator.formula.empty(); }

  // Whether an expression adds or compares what observations give in other units. Those of facts alone are known to
  // fit.
  bool UnitsClash() const {
    const auto clashes = [this](const Expression& expression) {
      if (!expression.names_observations() || expression.names().size() < 2) return false;
      const auto unit_of = [this](const std::string& name) { return input_.figures.UnitOf(name); };
      return CheckTypes(expression, unit_of).error.has_value();
    };
    return (IsMeasuredByFormula() && clashes(input_.indicator.formula)) ||
           std::any_of(rule_.conditions.begin(), rule_.conditions.end(), clashes) ||
           std::any_of(rule_.formulas.begin(), rule_.formulas.end(), clashes);
  }

  Outcome Measured() { return IsMeasuredByFormula() ? MeasuredByFormula() : Observed(); }

  Outcome MeasuredByFormula() {
    const Expression& formula = input_.indicator.formula;
    const Evaluation evaluation = Evaluate(formula, read_);
    const bool is_lower_bound = evaluation.state == EvaluationState::kLowerBound;
    if (is_lower_bound || evaluation.state == EvaluationState::kValue) return Apply(&evaluation.value, is_lower_bound);
    return Unvalued(formula, evaluation, MakeInput(nullptr, false), input_.weight, why_);
  }

  Outcome Observed() {
    const Observation* observation = input_.observation;
    if (observation == nullptr) return Open(LeafState::kMissing, "LEAF_OBSERVATION_MISSING", input_.weight);
    if (!observation->value) {
      // "按规定执行" where a number was asked for: somebody may have judged it.
      if (observation->percent) return ScorePercent(MakeInput(nullptr, false), why_);
      return Open(LeafState::kNeedsJudgement, "LEAF_JUDGEMENT_OPEN", input_.weight);
    }
    if (input_.row != nullptr && UnitsDisagree(observation->unit, input_.row->unit)) {
      return Open(LeafState::kMissing, "LEAF_UNIT_MISMATCH", input_.weight);
    }
    return Apply(&*observation->value, observation->is_lower_bound);
  }

  RuleInput MakeInput(const Rational* measured, bool is_lower_bound) const {
    RuleInput rule_input{input_.weight,
                         measured,
                         is_lower_bound,
                         nullptr,
                         nullptr,
                         Sense::kForward,
                         settings_.step_counting,
                         settings_.tiers,
                         input_.observation,
                         read_,
                         AnswerOf(indicator_.zero_by_zero, settings_.zero_by_zero),
                         AnswerOf(indicator_.divided_by_zero, settings_.divided_by_zero)};
    if (input_.row == nullptr) return rule_input;
    const Target& target = input_.row->effective_target();
    if (target.value) rule_input.target = &*target.value;
    rule_input.upper = target.upper ? &*target.upper : nullptr;
    if (input_.row->direction == Direction::kEqual) rule_input.upper = rule_input.target;
    if (input_.row->direction == Direction::kAtMost) rule_input.row_sense = Sense::kReverse;
    return rule_input;
  }

  Outcome Apply(const Rational* measured, bool is_lower_bound) {
    if (why_ != nullptr && measured != nullptr) why_->measured = *measured;
    return ApplyRule(rule_, MakeInput(measured, is_lower_bound), why_);
  }

  Outcome NotApplicable() {
    const bool is_full = PolicyOf(indicator_, settings_) == NotApplicablePolicy::kFull;
    if (why_ != nullptr && is_full) why_->step = Step::kNotApplicable;
    if (why_ != nullptr && is_full) why_->given = input_.weight;
    Outcome outcome = Scored(is_full ? input_.weight : Rational());
    outcome.state = LeafState::kNotApplicable;
    outcome.reason_code = "LEAF_NOT_APPLICABLE";
    return outcome;
  }

  const LeafInput& input_;
  const Indicator& indicator_;
  const FrameworkSettings& settings_;
  const CompiledRule& rule_;
  Explanation* const why_;
  const std::function<Reading(const std::string&)> read_ = [this](const std::string& name) {
    return input_.figures.Read(name);
  };
};

// An actual far above a >= target.
bool IsFarAbove(const LeafInput& input, const DeviationRule& deviation) {
  if (input.row == nullptr || input.row->direction != Direction::kAtLeast || input.observation == nullptr) return false;
  if (UnitsDisagree(input.observation->unit, input.row->unit)) return false;
  const std::optional<Rational>& target = input.row->effective_target().value;
  const std::optional<Rational>& actual = input.observation->value;
  return target && actual && *target > Rational() && *actual >= *target * deviation.from_ratio;
}

void ApplyDeviation(const LeafInput& input, Explanation* why, ScoredNode& node) {
  const std::optional<DeviationRule>& deviation = input.framework.framework().deviation;
  if (!deviation || !IsFarAbove(input, *deviation)) return;
  node.is_deviation_flagged = true;
  if (deviation->action == DeviationAction::kFlag || node.state != LeafState::kScored) return;
  const Rational deduction = std::min(node.points, Resolve(deviation->deduction, input.weight));
  node.points -= deduction;
  if (why != nullptr) why->deviation_deduction = deduction;
}

void DescribeInto(const LeafInput& input, const CompiledRule& rule, Explanation& why) {
  const Indicator& indicator = *input.indicator.indicator;
  why.rule = rule.rule->kind();
  why.rule_text = indicator.rule_text;
  why.weight = input.weight;
  why.decimals = input.framework.framework().settings.decimals;
  if (input.row == nullptr) {
    why.display = indicator.display;
    why.formula = indicator.formula;
    for (const std::string& name : input.indicator.formula.names())
      why.operands.push_back(input.figures.Describe(name));
  }
  for (const std::vector<Expression>* expressions : {&rule.conditions, &rule.formulas}) {
    for (const Expression& expression : *expressions) {
      for (const std::string& name : expression.names()) why.operands.push_back(input.figures.Describe(name));
    }
  }
  const bool is_observed = input.row != nullptr || indicator.formula.empty();
  if (is_observed && input.observation != nullptr) why.operands.push_back(DescribeObservation(*input.observation));
}

WeightUse UseOf(LeafState state, const FrameworkSettings& settings, NotApplicablePolicy policy) {
  switch (state) {
    case LeafState::kScored:
      return WeightUse::kAssessed;
    case LeafState::kNeedsJudgement:
      return WeightUse::kOpen;
    case LeafState::kNotApplicable:
      return policy == NotApplicablePolicy::kFull      ? WeightUse::kAssessed
             : policy == NotApplicablePolicy::kRescale ? WeightUse::kScaledAway
                                                       : WeightUse::kDropped;
    case LeafState::kNotAssessable:
    case LeafState::kMissing:
      return settings.unassessed == UnassessedPolicy::kZero      ? WeightUse::kAssessed
             : settings.unassessed == UnassessedPolicy::kRescale ? WeightUse::kScaledAway
                                                                 : WeightUse::kOpen;
  }
  std::abort();  // Our own bug: every state is named above.
}

// Rounds, and decides what the weight counts as.
void Settle(const Outcome& outcome, const FrameworkSettings& settings, NotApplicablePolicy policy, Explanation* why,
            ScoredNode& node) {
  node.state = outcome.state;
  node.reason_code = outcome.reason_code;
  node.weight_use = UseOf(outcome.state, settings, policy);
  const bool is_unassessed = outcome.state == LeafState::kMissing || outcome.state == LeafState::kNotAssessable;
  if (node.weight_use == WeightUse::kAssessed) {
    node.assessable_weight = node.weight;
    if (!is_unassessed) node.points = Round(outcome.points, settings.decimals);
    if (is_unassessed && why != nullptr) why->step = Step::kCountedAsZero;
    if (is_unassessed && why != nullptr) why->given = Rational();
  } else if (node.weight_use == WeightUse::kOpen) {
    node.low = Round(outcome.low, settings.decimals);
    node.high = Round(outcome.high, settings.decimals);
  }
}

void Close(Outcome outcome, Explanation* why, ScoredNode& node) {
  if (node.weight_use == WeightUse::kAssessed) {
    node.low = node.points;
    node.high = node.points;
  }
  node.missing = std::move(outcome.missing);
  if (why == nullptr) return;
  why->state = node.state;
  why->reason_code = node.reason_code;
  why->missing = node.missing;
  why->low = node.low;
  why->high = node.high;
  if (node.weight_use == WeightUse::kAssessed && why->step != Step::kCountedAsZero) why->exact = outcome.points;
  why->points = node.points;
}

}  // namespace

const CompiledRule* RuleOf(const CompiledFramework& framework, const CompiledIndicator& indicator, const PlanRow* row) {
  if (row == nullptr) return &indicator.rule;
  if (!row->rule.empty()) return framework.FindRule(row->rule);
  return indicator.rule.rule != nullptr ? &indicator.rule : RuleByDirection(row->direction);
}

void ScoreLeaf(const LeafInput& input, bool explain, ScoredNode& node) {
  Explanation* why = explain ? &node.explanation : nullptr;
  if (explain) DescribeInto(input, *RuleOf(input.framework, input.indicator, input.row), *why);
  Outcome outcome = LeafScorer(input, why).Run();
  const FrameworkSettings& settings = input.framework.framework().settings;
  const NotApplicablePolicy policy = PolicyOf(*input.indicator.indicator, settings);
  Settle(outcome, settings, policy, why, node);
  ApplyDeviation(input, why, node);
  Close(std::move(outcome), why, node);
}

void ScoreEmptySlot(const CompiledFramework& framework, bool explain, ScoredNode& node) {
  Explanation* why = explain ? &node.explanation : nullptr;
  if (explain) {
    why->rule = RuleKind::kUnread;
    why->weight = node.weight;
    why->decimals = framework.framework().settings.decimals;
  }
  Outcome outcome = Open(LeafState::kMissing, "LEAF_SLOT_EMPTY", node.weight);
  const FrameworkSettings& settings = framework.framework().settings;
  Settle(outcome, settings, settings.not_applicable, why, node);
  Close(std::move(outcome), why, node);
}

}  // namespace zhengping::indicator
