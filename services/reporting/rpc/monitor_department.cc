#include <string>

#include "absl/strings/str_cat.h"
#include "common/resource_name/resource_name.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/domain/monitoring/light.h"
#include "services/reporting/rpc/monitoring_messages.h"
#include "services/reporting/rpc/reporting_service.h"
#include "services/reporting/rpc/year_watch.h"

namespace zhengping::reporting {
namespace {

void ScoreToMessage(const ScoredForecast& scored, v1::Monitoring::Forecast& message) {
  ToMessage(scored.forecast, message);
  if (!scored.is_scored) return;
  message.set_score_low(FormatDecimal(scored.low));
  message.set_score_high(FormatDecimal(scored.high));
  message.set_grade(scored.grade);
}

std::string TotalText(const v1::Monitoring::Forecast& forecast) {
  if (forecast.score_low() == forecast.score_high()) return forecast.score_low();
  return absl::StrCat(forecast.score_low(), "–", forecast.score_high());
}

void ToMessage(const YearWatch& watch, const Subject& subject, v1::Monitoring& message) {
  message.set_department(FormatName(subject.department));
  message.set_department_display_name(watch.department_display_name);
  message.set_fiscal_year(subject.fiscal_year);
  reporting::ToMessage(*subject.as_of, *message.mutable_as_of());
  reporting::ToMessage(ElapsedShare(*subject.as_of), "percent", *message.mutable_elapsed());
  for (const WatchedLine& line : watch.lines) reporting::ToMessage(line, *message.add_lines());
  for (const ScoredForecast& scored : watch.forecasts) ScoreToMessage(scored, *message.add_forecasts());
  if (message.forecasts_size() > 0) {
    const v1::Monitoring::Forecast& first = message.forecasts(0);
    if (first.has_execution_rate()) *message.mutable_forecast_execution_rate() = first.execution_rate();
    message.set_forecast_total(TotalText(first));
  }
  for (const std::string& path : watch.open_targets) message.add_open_targets(path);
  for (const std::string& note : watch.notes) message.add_notes(note);
  for (const DepartmentYearMark& mark : watch.marks) reporting::ToMessage(mark, *message.add_marks());
}

}  // namespace

grpc::ServerUnaryReactor* ReportingService::MonitorDepartment(grpc::CallbackServerContext* context,
                                                              const v1::MonitorDepartmentRequest* request,
                                                              v1::Monitoring* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const Subject subject, SubjectFrom(*request));
    ZP_ASSIGN_OR_RETURN(const MonitoringThresholds thresholds, ThresholdsFrom(*request));
    if (!request->framework().empty()) {
      ZP_RETURN_IF_ERROR(MatchName("frameworks/*", request->framework(), "framework").status());
    }
    ZP_ASSIGN_OR_RETURN(const YearWatch watch,
                        WatchYear(sources(), watch_, subject, request->framework(), thresholds, call.outgoing()));
    ToMessage(watch, subject, *response);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
