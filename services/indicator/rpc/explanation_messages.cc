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

}  // namespace

void ToMessage(const Explanation& explanation, v1::Explanation& message) {
  message.set_rule_kind(NameOf(explanation.rule));
  message.set_rule_text(explanation.rule_text);
  message.set_formula(explanation.formula);
  for (const Operand& operand : explanation.operands) OperandToMessage(operand, *message.add_operands());
  if (explanation.measured.has_value()) {
    ToMessage(*explanation.measured, FormatValue(*explanation.measured, explanation.display, ""),
              *message.mutable_measured());
  }
  if (explanation.target.has_value()) {
    ToMessage(*explanation.target, FormatValue(*explanation.target, explanation.display, ""),
              *message.mutable_target());
  }
  message.set_step(NameOf(explanation.step));
  if (explanation.count.has_value()) {
    ToMessage(*explanation.count, FormatShort(*explanation.count), *message.mutable_count());
  }
  if (explanation.deduction.has_value()) {
    ToMessage(*explanation.deduction, FormatShort(*explanation.deduction), *message.mutable_deduction());
  }
  if (explanation.step != Step::kNone) {
    ToMessage(explanation.exact, FormatShort(explanation.exact), *message.mutable_exact());
  }
  message.set_text(RenderExplanation(explanation));
}

}  // namespace zhengping::indicator
