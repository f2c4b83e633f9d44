#include "services/indicator/rpc/check_messages.h"

#include "services/indicator/domain/framework.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/check_row.pb.h"

namespace zhengping::indicator {
namespace {

v1::CheckResult::State MessageOf(CheckState state) {
  switch (state) {
    case CheckState::kHolds:
      return v1::CheckResult::STATE_HOLDS;
    case CheckState::kDiffers:
      return v1::CheckResult::STATE_DIFFERS;
    case CheckState::kCannotBeComputed:
      return v1::CheckResult::STATE_CANNOT_BE_COMPUTED;
  }
  return v1::CheckResult::STATE_UNSPECIFIED;
}

}  // namespace

CheckRow FromMessage(const v1::CheckRow& message, const std::string& field, std::vector<Issue>& issues) {
  CheckRow row;
  row.name = message.display_name();
  row.expression = message.expression();
  if (message.has_tolerance()) {
    row.tolerance = FromMessage(message.tolerance(), field + ".tolerance", issues).value_or(Rational());
  }
  row.source = message.source();
  CheckLength(row.name, kMostNameBytes, field + ".display_name", issues);
  CheckLength(row.source, kMostTextBytes, field + ".source", issues);
  return row;
}

void ToMessage(const CheckResult& result, v1::CheckResult& message) {
  message.set_display_name(result.name);
  message.set_expression(result.expression);
  message.set_state(MessageOf(result.state));
  if (result.state != CheckState::kCannotBeComputed) {
    ToMessage(result.left, FormatShort(result.left), *message.mutable_left());
    ToMessage(result.right, FormatShort(result.right), *message.mutable_right());
  }
  ToMessage(result.tolerance, FormatShort(result.tolerance), *message.mutable_tolerance());
  for (const std::string& name : result.missing) message.add_missing(name);
  message.set_text(result.text);
}

}  // namespace zhengping::indicator
