#include "services/indicator/rpc/plan_messages.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/indicator_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/plan.pb.h"

namespace zhengping::indicator {
namespace {

Direction DirectionFrom(v1::PlanRow::Direction direction, const FieldPath& field, std::vector<Issue>& issues) {
  if (direction == v1::PlanRow::DIRECTION_AT_LEAST) return Direction::kAtLeast;
  if (direction == v1::PlanRow::DIRECTION_AT_MOST) return Direction::kAtMost;
  if (direction == v1::PlanRow::DIRECTION_EQUAL) return Direction::kEqual;
  if (direction == v1::PlanRow::DIRECTION_RANGE) return Direction::kRange;
  if (direction == v1::PlanRow::DIRECTION_QUALITATIVE) return Direction::kQualitative;
  issues.push_back(FieldIssue(field, "DIRECTION_UNKNOWN", absl::StrCat(static_cast<int>(direction)),
                              "指标性质是 >=、<=、=、区间、定性 之一"));
  return Direction::kAtLeast;
}

v1::PlanRow::Direction MessageOf(Direction direction) {
  switch (direction) {
    case Direction::kAtLeast:
      return v1::PlanRow::DIRECTION_AT_LEAST;
    case Direction::kAtMost:
      return v1::PlanRow::DIRECTION_AT_MOST;
    case Direction::kEqual:
      return v1::PlanRow::DIRECTION_EQUAL;
    case Direction::kRange:
      return v1::PlanRow::DIRECTION_RANGE;
    case Direction::kQualitative:
      return v1::PlanRow::DIRECTION_QUALITATIVE;
  }
  return v1::PlanRow::DIRECTION_UNSPECIFIED;
}

// "95%" for a value in percent, else the plain number.
std::string Display(const Rational& value, const std::string& unit) {
  return unit == "%" ? FormatPercent(value) : FormatShort(value);
}

Target TargetFrom(const v1::TargetValue& message, const FieldPath& field, std::vector<Issue>& issues) {
  Target target;
  if (message.has_value()) target.value = FromMessage(message.value(), field + ".value", issues);
  if (message.has_upper()) target.upper = FromMessage(message.upper(), field + ".upper", issues);
  target.text = message.text();
  CheckLength(target.text, kMostTextBytes, field + ".text", issues);
  return target;
}

void TargetToMessage(const Target& target, const std::string& unit, v1::TargetValue& message) {
  if (target.value.has_value()) ToMessage(*target.value, Display(*target.value, unit), *message.mutable_value());
  if (target.upper.has_value()) ToMessage(*target.upper, Display(*target.upper, unit), *message.mutable_upper());
  message.set_text(target.text);
}

}  // namespace

PlanRow FromMessage(const v1::PlanRow& message, const FieldPath& field, std::vector<Issue>& issues) {
  PlanRow row;
  row.key = FromMessage(message.key(), field + ".key", issues);
  row.direction = DirectionFrom(message.direction(), field + ".direction", issues);
  row.target = TargetFrom(message.target(), field + ".target", issues);
  if (message.has_adjusted()) row.adjusted = TargetFrom(message.adjusted(), field + ".adjusted", issues);
  row.adjust_reason = message.adjust_reason();
  row.unit = message.unit();
  if (message.has_baseline()) row.baseline = FromMessage(message.baseline(), field + ".baseline", issues);
  row.weight = ParseDecimalField(message.weight(), field + ".weight", issues);
  row.rule = message.rule_name();
  row.is_core = message.is_core();
  row.is_illustrative = message.is_illustrative();
  row.source = message.source();
  CheckLength(row.adjust_reason, kMostTextBytes, field + ".adjust_reason", issues);
  CheckLength(row.unit, kMostNameBytes, field + ".unit", issues);
  CheckLength(row.rule, kMostNameBytes, field + ".rule_name", issues);
  CheckLength(row.source, kMostTextBytes, field + ".source", issues);
  return row;
}

void ToMessage(const PlanRow& row, v1::PlanRow& message) {
  ToMessage(row.key, *message.mutable_key());
  message.set_direction(MessageOf(row.direction));
  TargetToMessage(row.target, row.unit, *message.mutable_target());
  if (row.adjusted.has_value()) TargetToMessage(*row.adjusted, row.unit, *message.mutable_adjusted());
  message.set_adjust_reason(row.adjust_reason);
  message.set_unit(row.unit);
  if (row.baseline.has_value()) ToMessage(*row.baseline, Display(*row.baseline, row.unit), *message.mutable_baseline());
  if (row.weight.has_value()) message.set_weight(FormatDecimal(*row.weight));
  message.set_rule_name(row.rule);
  message.set_is_core(row.is_core);
  message.set_is_illustrative(row.is_illustrative);
  message.set_source(row.source);
}

}  // namespace zhengping::indicator
