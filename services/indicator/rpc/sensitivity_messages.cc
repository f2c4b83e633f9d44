#include "services/indicator/rpc/sensitivity_messages.h"

#include <string>

#include "common/rational/rational.h"
#include "services/indicator/domain/explanation_text.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/score_requests.pb.h"

namespace zhengping::indicator {
namespace {

constexpr int kPointsDecimals = 6;  // a yuan of a large budget is worth a few millionths of a point

std::string Display(const SheetInput& input, const Rational& value) {
  const bool is_money = input.unit == "fen";
  return FormatValue(value, is_money ? ValueDisplay::kYuan : ValueDisplay::kNumber, is_money ? "" : input.unit);
}

void StopToMessage(const SheetInput& input, const Stop& stop, v1::AnalyzeSensitivityResponse::Stop& message) {
  ToMessage(stop.value, Display(input, stop.value), *message.mutable_value());
  message.set_gain(FormatDecimal(stop.gain));
}

void InputToMessage(const SensitiveInput& sensitive, v1::AnalyzeSensitivityResponse::Input& message) {
  const SheetInput& input = sensitive.input;
  const InputResponse& response = sensitive.response;
  message.set_name(input.name);
  message.set_display_name(input.display_name);
  ToMessage(input.value, Display(input, input.value), *message.mutable_value());
  message.set_unit(input.unit);
  ToMessage(response.unit, Display(input, response.unit), *message.mutable_step());
  ToMessage(response.points_per_unit, FormatShort(response.points_per_unit, kPointsDecimals),
            *message.mutable_points_per_unit());
  ToMessage(response.points_per_unit_less, FormatShort(response.points_per_unit_less, kPointsDecimals),
            *message.mutable_points_per_unit_less());
  if (!response.stops.empty()) StopToMessage(input, response.stops.front(), *message.mutable_nearest());
  if (!response.stops.empty()) StopToMessage(input, response.stops.back(), *message.mutable_most());
  message.set_is_open_to_change(IsOpenToChange(input));
  for (const std::string& path : sensitive.leaves) message.add_leaves(path);
}

}  // namespace

void ToMessage(const Sensitivity& sensitivity, v1::AnalyzeSensitivityResponse& message) {
  message.set_total(FormatDecimal(sensitivity.total));
  message.set_grade(sensitivity.grade);
  for (const SensitiveInput& input : sensitivity.inputs) InputToMessage(input, *message.add_inputs());
  message.set_next_grade(sensitivity.next_grade);
  if (!sensitivity.next_grade.empty()) message.set_next_from(FormatDecimal(sensitivity.next_from));
  for (const ProposedChange& change : sensitivity.to_next_grade) {
    v1::AnalyzeSensitivityResponse::Change& proposed = *message.add_to_next_grade();
    proposed.set_name(change.input.name);
    proposed.set_display_name(change.input.display_name);
    ToMessage(change.input.value, Display(change.input, change.input.value), *proposed.mutable_from());
    ToMessage(change.to, Display(change.input, change.to), *proposed.mutable_to());
    proposed.set_unit(change.input.unit);
    proposed.set_gain(FormatDecimal(change.gain));
  }
  if (sensitivity.to_next_grade.empty()) return;
  message.set_total_then(FormatDecimal(sensitivity.total_then));
  message.set_grade_then(sensitivity.grade_then);
}

}  // namespace zhengping::indicator
