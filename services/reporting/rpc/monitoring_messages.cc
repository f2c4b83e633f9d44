#include "services/reporting/rpc/monitoring_messages.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/rpc/name_messages.h"
#include "zhengping/reporting/v1/monitoring.pb.h"

namespace zhengping::reporting {
namespace {

using Request = v1::MonitorDepartmentRequest;

absl::Status Replace(const Request::Threshold& message, Threshold& threshold) {
  absl::StatusOr<Rational> points = ParseNumber(message.limit_points());
  if (!points.ok()) return WithFieldPrefix(points.status(), "limit_points");
  threshold = {*Quotient(*points, Rational(100)), message.source()};
  return CheckThreshold(threshold);
}

v1::Monitoring::Light MessageOf(Light light) {
  switch (light) {
    case Light::kNormal:
      return v1::Monitoring::LIGHT_NORMAL;
    case Light::kBehind:
      return v1::Monitoring::LIGHT_BEHIND;
    case Light::kFarBehind:
      return v1::Monitoring::LIGHT_FAR_BEHIND;
    case Light::kUnknown:
      return v1::Monitoring::LIGHT_UNKNOWN;
  }
  std::abort();
}

v1::Monitoring::Group MessageOf(WatchedGroup group) {
  switch (group) {
    case WatchedGroup::kTotal:
      return v1::Monitoring::GROUP_TOTAL;
    case WatchedGroup::kOutlay:
      return v1::Monitoring::GROUP_OUTLAY;
    case WatchedGroup::kEconomic:
      return v1::Monitoring::GROUP_ECONOMIC;
    case WatchedGroup::kProject:
      return v1::Monitoring::GROUP_PROJECT;
    case WatchedGroup::kSpecialFund:
      return v1::Monitoring::GROUP_SPECIAL_FUND;
    case WatchedGroup::kTarget:
      return v1::Monitoring::GROUP_TARGET;
  }
  std::abort();
}

}  // namespace

absl::StatusOr<Subject> SubjectFrom(const Request& request) {
  Subject subject;
  ZP_ASSIGN_OR_RETURN(subject.department, ParseDepartmentName(request.name(), "name"));
  ZP_ASSIGN_OR_RETURN(subject.fiscal_year, ParseFiscalYear(request.fiscal_year()));
  if (!request.has_as_of()) return Invalid({"DATE_MISSING", "as_of"}, "a watch names its day: the suite assumes none");
  ZP_ASSIGN_OR_RETURN(subject.as_of, DateFrom(request.as_of(), "as_of"));
  if (subject.as_of->year() != subject.fiscal_year) {
    return Invalid({"DATE_OUTSIDE_YEAR", "as_of"}, absl::StrCat("the day of the watch lies in ", subject.fiscal_year));
  }
  return subject;
}

absl::StatusOr<MonitoringThresholds> ThresholdsFrom(const Request& request) {
  MonitoringThresholds thresholds = DefaultThresholds();
  if (request.has_execution_threshold()) {
    ZP_RETURN_IF_ERROR(
        WithFieldPrefix(Replace(request.execution_threshold(), thresholds.execution), "execution_threshold."));
  }
  if (request.has_ceiling_threshold()) {
    ZP_RETURN_IF_ERROR(WithFieldPrefix(Replace(request.ceiling_threshold(), thresholds.ceiling), "ceiling_threshold."));
  }
  if (request.has_target_threshold()) {
    ZP_RETURN_IF_ERROR(WithFieldPrefix(Replace(request.target_threshold(), thresholds.target), "target_threshold."));
  }
  return thresholds;
}

void ToMessage(const WatchedLine& line, v1::Monitoring::Line& message) {
  const char* unit = line.is_share ? "percent" : "";
  message.set_subject(line.subject);
  if (line.expected.has_value()) ToMessage(*line.expected, unit, *message.mutable_expected());
  if (line.actual.has_value()) ToMessage(*line.actual, unit, *message.mutable_actual());
  message.set_light(MessageOf(line.light));
  message.set_threshold_source(line.threshold_source);
  message.set_group(MessageOf(line.group));
  if (line.ahead.has_value()) ToMessage(*line.ahead, unit, *message.mutable_ahead());
  if (line.budget.has_value()) message.set_budget_fen(line.budget->fen());
  if (line.done.has_value()) message.set_done_fen(line.done->fen());
  if (line.ahead_amount.has_value()) message.set_ahead_fen(line.ahead_amount->fen());
  message.set_is_lower_bound(line.is_lower_bound);
  message.set_target_text(line.target_text);
  message.set_actual_text(line.actual_text);
  message.set_note(line.note);
  message.set_measure(line.measure);
}

void ToMessage(const Forecast& forecast, v1::Monitoring::Forecast& message) {
  message.set_method(forecast.method == ForecastMethod::kPriorYear ? v1::Monitoring::Forecast::METHOD_PRIOR_YEAR
                                                                   : v1::Monitoring::Forecast::METHOD_PACE);
  message.set_text(forecast.text);
  message.set_payments_fen(forecast.payments.fen());
  if (forecast.execution_rate.has_value()) {
    ToMessage(*forecast.execution_rate, "percent", *message.mutable_execution_rate());
  }
  message.set_is_capped(forecast.is_capped);
}

}  // namespace zhengping::reporting
