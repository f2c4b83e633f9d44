#include "services/reporting/rpc/scorecard_messages.h"

#include <cstdlib>

#include "services/reporting/clients/value_messages.h"
#include "zhengping/indicator/v1/scorecard.pb.h"

namespace zhengping::reporting {
namespace {

namespace v1 = indicator::v1;
using reporting::ToMessage;  // overloaded below

v1::Operand::Origin MessageOf(OperandOrigin origin) {
  switch (origin) {
    case OperandOrigin::kFact:
      return v1::Operand::ORIGIN_FACT;
    case OperandOrigin::kFinding:
      return v1::Operand::ORIGIN_FINDING;
    case OperandOrigin::kObservation:
      return v1::Operand::ORIGIN_OBSERVATION;
    case OperandOrigin::kTarget:
      return v1::Operand::ORIGIN_TARGET;
    case OperandOrigin::kBaseline:
      return v1::Operand::ORIGIN_BASELINE;
  }
  std::abort();
}

v1::ScoredNode::State MessageOf(LeafState state) {
  switch (state) {
    case LeafState::kNone:
      return v1::ScoredNode::STATE_UNSPECIFIED;
    case LeafState::kScored:
      return v1::ScoredNode::STATE_SCORED;
    case LeafState::kNeedsJudgement:
      return v1::ScoredNode::STATE_NEEDS_JUDGEMENT;
    case LeafState::kNotAssessable:
      return v1::ScoredNode::STATE_NOT_ASSESSABLE;
    case LeafState::kMissing:
      return v1::ScoredNode::STATE_MISSING;
    case LeafState::kNotApplicable:
      return v1::ScoredNode::STATE_NOT_APPLICABLE;
  }
  std::abort();
}

v1::CheckResult::State MessageOf(CheckState state) {
  switch (state) {
    case CheckState::kHolds:
      return v1::CheckResult::STATE_HOLDS;
    case CheckState::kDiffers:
      return v1::CheckResult::STATE_DIFFERS;
    case CheckState::kCannotBeComputed:
      return v1::CheckResult::STATE_CANNOT_BE_COMPUTED;
  }
  std::abort();
}

v1::Observation::State MessageOf(ObservationState state) {
  switch (state) {
    case ObservationState::kReported:
      return v1::Observation::STATE_REPORTED;
    case ObservationState::kMissing:
      return v1::Observation::STATE_MISSING;
    case ObservationState::kNotApplicable:
      return v1::Observation::STATE_NOT_APPLICABLE;
  }
  std::abort();
}

void ToMessage(const RowKey& key, v1::RowKey& message) {
  message.set_goal(key.goal);
  message.set_level1(key.level1);
  message.set_level2(key.level2);
  message.set_level3(key.level3);
  message.set_project(key.project);
}

void ToMessage(const Operand& operand, v1::Operand& message) {
  message.set_name(operand.name);
  message.set_display_name(operand.display_name);
  message.set_origin(MessageOf(operand.origin));
  if (operand.value.has_value()) ToMessage(*operand.value, operand.unit, *message.mutable_value());
  message.set_is_lower_bound(operand.is_lower_bound);
  message.set_unit(operand.unit);
  message.set_source(operand.source);
  if (operand.observed_date.has_value()) ToMessage(*operand.observed_date, *message.mutable_observed_date());
  message.set_is_illustrative(operand.is_illustrative);
}

void ToMessage(const Explanation& explanation, v1::Explanation& message) {
  message.set_rule_kind(explanation.rule_kind);
  message.set_rule_text(explanation.rule_text);
  message.set_formula(explanation.formula);
  for (const Operand& operand : explanation.operands) ToMessage(operand, *message.add_operands());
  if (explanation.measured.has_value()) ToMessage(*explanation.measured, "", *message.mutable_measured());
  if (explanation.target.has_value()) ToMessage(*explanation.target, "", *message.mutable_target());
  message.set_step(explanation.step);
  if (explanation.count.has_value()) ToMessage(*explanation.count, "", *message.mutable_count());
  if (explanation.deduction.has_value()) ToMessage(*explanation.deduction, "", *message.mutable_deduction());
  if (explanation.exact.has_value()) ToMessage(*explanation.exact, "", *message.mutable_exact());
  message.set_text(explanation.text);
}

void LeafToMessage(const ScoredNode& node, v1::ScoredNode& message) {
  message.set_state(MessageOf(node.state));
  message.set_reason_code(node.reason_code);
  for (const std::string& name : node.missing) message.add_missing(name);
  message.set_is_illustrative(node.is_illustrative);
  message.set_is_core(node.is_core);
  message.set_is_deviation_flagged(node.is_deviation_flagged);
  message.set_target_text(node.target_text);
  message.set_actual_text(node.actual_text);
  message.set_deviation_reason(node.deviation_reason);
  message.set_measure(node.measure);
  if (node.explanation.has_value()) ToMessage(*node.explanation, *message.mutable_explanation());
  message.set_is_plan_row(node.is_plan_row);
  if (node.is_plan_row) ToMessage(node.key, *message.mutable_key());
}

void ToMessage(const CheckResult& check, v1::CheckResult& message) {
  message.set_display_name(check.display_name);
  message.set_expression(check.expression);
  message.set_state(MessageOf(check.state));
  if (check.left.has_value()) ToMessage(*check.left, "", *message.mutable_left());
  if (check.right.has_value()) ToMessage(*check.right, "", *message.mutable_right());
  ToMessage(check.tolerance, "", *message.mutable_tolerance());
  for (const std::string& name : check.missing) message.add_missing(name);
  message.set_text(check.text);
}

void ToMessage(const Observation& observation, v1::Observation& message) {
  ToMessage(observation.key, *message.mutable_key());
  if (observation.observed_date.has_value()) ToMessage(*observation.observed_date, *message.mutable_observed_date());
  message.set_state(MessageOf(observation.state));
  if (observation.value.has_value()) ToMessage(*observation.value, observation.unit, *message.mutable_value());
  message.set_is_lower_bound(observation.is_lower_bound);
  message.set_tier(observation.tier);
  if (observation.percent.has_value()) ToMessage(*observation.percent, "%", *message.mutable_percent());
  message.set_reason(observation.reason);
  message.set_text(observation.text);
  message.set_unit(observation.unit);
  message.set_source(observation.source);
  message.set_evidence(observation.evidence);
  message.set_is_illustrative(observation.is_illustrative);
}

}  // namespace

void ToMessage(const ScoredNode& node, v1::ScoredNode& message) {
  message.set_kind(node.is_leaf ? v1::ScoredNode::KIND_LEAF : v1::ScoredNode::KIND_GROUP);
  message.set_path(node.path);
  message.set_display_name(node.display_name);
  message.set_depth(node.depth);
  message.set_weight(FormatDecimal(node.weight));
  if (node.score.has_value()) message.set_score(FormatDecimal(*node.score));
  message.set_low(FormatDecimal(node.low));
  message.set_high(FormatDecimal(node.high));
  message.set_scored_weight(FormatDecimal(node.scored_weight));
  message.set_is_verified(node.is_verified);
  if (node.is_leaf) LeafToMessage(node, message);
}

void ToMessage(const Total& total, v1::Total& message) {
  message.set_score(FormatDecimal(total.score));
  message.set_full_mark(FormatDecimal(total.full_mark));
  message.set_scored_weight(FormatDecimal(total.scored_weight));
  message.set_needs_judgement_weight(FormatDecimal(total.needs_judgement_weight));
  message.set_unassessable_weight(FormatDecimal(total.unassessable_weight));
  message.set_not_applicable_weight(FormatDecimal(total.not_applicable_weight));
  message.set_low(FormatDecimal(total.low));
  message.set_high(FormatDecimal(total.high));
  message.set_grade(total.grade);
  message.set_is_rescaled(total.is_rescaled);
  for (const std::string& cap : total.caps) message.add_caps(cap);
}

void ToMessage(const Scorecard& scorecard, v1::Scorecard& message) {
  message.set_framework(scorecard.framework);
  message.set_framework_display_name(scorecard.framework_display_name);
  if (scorecard.as_of.has_value()) ToMessage(*scorecard.as_of, *message.mutable_as_of());
  for (const ScoredNode& node : scorecard.nodes) ToMessage(node, *message.add_nodes());
  ToMessage(scorecard.total, *message.mutable_total());
  for (const CheckResult& check : scorecard.checks) ToMessage(check, *message.add_checks());
  for (const Observation& observation : scorecard.observations) ToMessage(observation, *message.add_observations());
  for (const Issue& issue : scorecard.notes) ToMessage(issue, *message.add_notes());
}

}  // namespace zhengping::reporting
