#include "services/indicator/rpc/explanation_messages.h"

#include <optional>
#include <string>

#include "services/indicator/domain/explanation_text.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/scorecard.pb.h"

namespace zhengping::indicator {
namespace {

const char* NameOf(RuleKind kind) {
  switch (kind) {
    case RuleKind::kProportional:
      return "proportional";
    case RuleKind::kStepDeduction:
      return "step_deduction";
    case RuleKind::kBands:
      return "bands";
    case RuleKind::kRange:
      return "range";
    case RuleKind::kFaults:
      return "faults";
    case RuleKind::kChecklist:
      return "checklist";
    case RuleKind::kCompound:
      return "compound";
    case RuleKind::kComparison:
      return "comparison";
    case RuleKind::kBetterOf:
      return "better_of";
    case RuleKind::kTiers:
      return "tiers";
    case RuleKind::kJudgement:
      return "judgement";
    case RuleKind::kUnread:
      return "unread";
  }
  return "";
}

const char* NameOf(Step step) {
  switch (step) {
    case Step::kNone:
      return "none";
    case Step::kMet:
      return "met";
    case Step::kNotMet:
      return "not_met";
    case Step::kProportion:
      return "proportion";
    case Step::kDeducted:
      return "deducted";
    case Step::kBand:
      return "band";
    case Step::kInside:
      return "inside";
    case Step::kOutside:
      return "outside";
    case Step::kFaults:
      return "faults";
    case Step::kParts:
      return "parts";
    case Step::kCase:
      return "case";
    case Step::kPercent:
      return "percent";
    case Step::kZeroByZero:
      return "zero_by_zero";
    case Step::kDividedByZero:
      return "divided_by_zero";
    case Step::kNotApplicable:
      return "not_applicable";
    case Step::kCountedAsZero:
      return "counted_as_zero";
  }
  return "";
}

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
  return v1::Operand::ORIGIN_UNSPECIFIED;
}

std::string Display(const Rational& value, const std::string& unit) {
  if (unit == "fen") return FormatValue(value, ValueDisplay::kYuan, "");
  if (unit == "%") return FormatPercent(value);
  return FormatValue(value, ValueDisplay::kNumber, unit);
}

void OperandToMessage(const Operand& operand, v1::Operand& message) {
  message.set_name(operand.name);
  message.set_display_name(operand.display_name);
  message.set_origin(MessageOf(operand.origin));
  if (operand.value.has_value()) {
    ToMessage(*operand.value, Display(*operand.value, operand.unit), *message.mutable_value());
  }
  message.set_is_lower_bound(operand.is_lower_bound);
  message.set_unit(operand.unit);
  message.set_source(operand.source);
  if (operand.date.has_value()) ToMessage(*operand.date, *message.mutable_observed_date());
  message.set_is_illustrative(operand.is_illustrative);
}

// Sets a field that stays absent where there is no value.
void Put(const std::optional<Rational>& value, ValueDisplay display, v1::Explanation& message,
         type::Rational* (v1::Explanation::*field)()) {
  if (value.has_value()) ToMessage(*value, FormatValue(*value, display, ""), *(message.*field)());
}

void Put(const Rational& value, type::Rational& message) { ToMessage(value, FormatShort(value), message); }

void BandToMessage(const Interval& band, v1::ExplainedBand& message) {
  if (band.low.has_value()) Put(*band.low, *message.mutable_low());
  if (band.high.has_value()) Put(*band.high, *message.mutable_high());
  message.set_is_low_closed(band.low.has_value() && band.low_closed);
  message.set_is_high_closed(band.high.has_value() && band.high_closed);
}

void PartToMessage(const ExplainedPart& part, v1::ExplainedPart& message) {
  message.set_name(part.name);
  if (part.is_met.has_value()) message.set_is_met(*part.is_met);
  Put(part.points, *message.mutable_points());
  Put(part.most, *message.mutable_most());
  message.set_formula(part.formula);
  if (part.measured.has_value()) Put(*part.measured, *message.mutable_measured());
}

// What the step worked with and what came of it.
void StepToMessage(const Explanation& explanation, v1::Explanation& message) {
  using E = v1::Explanation;
  message.set_step(NameOf(explanation.step));
  Put(explanation.ratio, ValueDisplay::kPercent, message, &E::mutable_ratio);
  Put(explanation.departure, explanation.display, message, &E::mutable_departure);
  Put(explanation.step_size, explanation.display, message, &E::mutable_step_size);
  Put(explanation.count, ValueDisplay::kNumber, message, &E::mutable_count);
  Put(explanation.deduction, ValueDisplay::kNumber, message, &E::mutable_deduction);
  if (explanation.band.has_value()) BandToMessage(*explanation.band, *message.mutable_band());
  if (explanation.chosen.has_value()) message.set_chosen(*explanation.chosen);
  Put(explanation.given, ValueDisplay::kNumber, message, &E::mutable_given);
  message.set_condition(explanation.condition);
  if (explanation.alternative.has_value()) message.set_alternative(*explanation.alternative);
  message.set_tier(explanation.tier);
  message.set_judgement_reason(explanation.judgement_reason);
  for (const ExplainedPart& part : explanation.parts) PartToMessage(part, *message.add_parts());
  Put(explanation.weight, *message.mutable_weight());
  message.set_decimals(explanation.decimals);
  if (!explanation.deviation_deduction.is_zero()) {
    Put(explanation.deviation_deduction, *message.mutable_deviation_deduction());
  }
  if (explanation.step == Step::kNone) return;
  Put(explanation.exact, *message.mutable_exact());
  Put(explanation.points, *message.mutable_points());
}

}  // namespace

void ToMessage(const Explanation& explanation, v1::Explanation& message) {
  using E = v1::Explanation;
  message.set_rule_kind(NameOf(explanation.rule));
  message.set_rule_text(explanation.rule_text);
  message.set_formula(explanation.formula);
  for (const Operand& operand : explanation.operands) OperandToMessage(operand, *message.add_operands());
  Put(explanation.measured, explanation.display, message, &E::mutable_measured);
  Put(explanation.target, explanation.display, message, &E::mutable_target);
  Put(explanation.upper, explanation.display, message, &E::mutable_upper);
  StepToMessage(explanation, message);
  message.set_text(RenderExplanation(explanation));
  message.set_text_en(RenderExplanation(explanation, Language::kEnglish));
}

}  // namespace zhengping::indicator
