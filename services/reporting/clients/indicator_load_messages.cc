#include "services/reporting/clients/indicator_load_messages.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/status_macros.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/domain/case_places.h"
#include "zhengping/indicator/v1/indicator_service.pb.h"

namespace zhengping::reporting {
namespace {

constexpr char kSource[] = "case";

void KeyToMessage(const RowKey& key, indicator::v1::RowKey& message) {
  message.set_goal(key.goal);
  message.set_level1(key.level1);
  message.set_level2(key.level2);
  message.set_level3(key.level3);
  message.set_project(key.project);
}

indicator::v1::PlanRow::Direction DirectionMessage(TargetDirection direction) {
  switch (direction) {
    case TargetDirection::kAtLeast:
      return indicator::v1::PlanRow::DIRECTION_AT_LEAST;
    case TargetDirection::kAtMost:
      return indicator::v1::PlanRow::DIRECTION_AT_MOST;
    case TargetDirection::kEqual:
      return indicator::v1::PlanRow::DIRECTION_EQUAL;
    case TargetDirection::kRange:
      return indicator::v1::PlanRow::DIRECTION_RANGE;
    case TargetDirection::kQualitative:
      return indicator::v1::PlanRow::DIRECTION_QUALITATIVE;
  }
  return indicator::v1::PlanRow::DIRECTION_UNSPECIFIED;
}

void TargetToMessage(const CaseTarget& target, const std::string& unit, indicator::v1::TargetValue& message) {
  if (target.value.has_value()) ToMessage(*target.value, unit, *message.mutable_value());
  if (target.upper.has_value()) ToMessage(*target.upper, unit, *message.mutable_upper());
  message.set_text(target.text);
}

indicator::v1::Observation::State StateMessage(ObservationState state) {
  switch (state) {
    case ObservationState::kReported:
      return indicator::v1::Observation::STATE_REPORTED;
    case ObservationState::kMissing:
      return indicator::v1::Observation::STATE_MISSING;
    case ObservationState::kNotApplicable:
      return indicator::v1::Observation::STATE_NOT_APPLICABLE;
  }
  return indicator::v1::Observation::STATE_UNSPECIFIED;
}

void CheckToMessage(const CaseCheckRow& row, indicator::v1::CheckRow& message) {
  message.set_display_name(row.display_name);
  message.set_expression(row.expression);
  ToMessage(row.tolerance, "", *message.mutable_tolerance());
  message.set_source(SourceText(row.place));
}

void AddChange(const Case& contents, const char* name, size_t rows,
               const indicator::v1::LoadDepartmentYearResponse::Changes& message, LoadAnswer& answer) {
  if (rows == 0 && message.vanished() == 0) return;
  const std::string file = contents.FileNamed(name);
  answer.changes.push_back({.file = file,
                            .added = message.added(),
                            .unchanged = message.unchanged(),
                            .changed = message.changed(),
                            .vanished = message.vanished()});
  if (message.vanished() == 0) return;
  answer.issues.push_back({Severity::kWarning,
                           {.file = file},
                           "ROWS_VANISHED",
                           absl::StrCat(message.vanished()),
                           absl::StrCat("以前导入的 ", message.vanished(), " 行本次没有再报，导入后不再有效")});
}

}  // namespace

void ToMessage(const CasePlanRow& row, indicator::v1::PlanRow& message) {
  KeyToMessage(row.key, *message.mutable_key());
  message.set_direction(DirectionMessage(row.direction));
  TargetToMessage(row.target, row.unit, *message.mutable_target());
  if (row.adjusted.has_value()) TargetToMessage(*row.adjusted, row.unit, *message.mutable_adjusted());
  message.set_adjust_reason(row.adjust_reason);
  message.set_unit(row.unit);
  if (row.baseline.has_value()) ToMessage(*row.baseline, row.unit, *message.mutable_baseline());
  if (row.weight.has_value()) message.set_weight(FormatDecimal(*row.weight));
  message.set_rule_name(row.rule_name);
  message.set_is_core(row.is_core);
  message.set_is_illustrative(row.is_illustrative);
  message.set_source(SourceText(row.place));
}

void ToMessage(const CaseObservation& row, indicator::v1::Observation& message) {
  const Observation& observation = row.observation;
  KeyToMessage(observation.key, *message.mutable_key());
  if (observation.observed_date.has_value()) ToMessage(*observation.observed_date, *message.mutable_observed_date());
  message.set_state(StateMessage(observation.state));
  if (observation.value.has_value()) ToMessage(*observation.value, observation.unit, *message.mutable_value());
  message.set_is_lower_bound(observation.is_lower_bound);
  message.set_tier(observation.tier);
  if (observation.percent.has_value()) ToMessage(*observation.percent, "percent", *message.mutable_percent());
  for (const CaseObservedPart& part : row.parts) {
    indicator::v1::ObservedPart& added = *message.add_parts();
    added.set_display_name(part.display_name);
    if (part.is_met.has_value()) added.set_is_met(*part.is_met);
    if (part.value.has_value()) ToMessage(*part.value, "", *added.mutable_value());
  }
  message.set_text(observation.text);
  message.set_unit(observation.unit);
  message.set_source(SourceText(row.place));
  message.set_evidence(observation.evidence);
  message.set_deviation_reason(row.deviation_reason);
  message.set_measure(row.measure);
  message.set_is_illustrative(observation.is_illustrative);
}

void ToMessage(const Case& contents, const ImportOrder& order, indicator::v1::LoadDepartmentYearRequest& message) {
  message.set_department(FormatName(contents.department.name));
  message.set_fiscal_year(contents.fiscal_year);
  message.set_source(kSource);
  message.set_framework(contents.head.framework);
  for (const CasePlanRow& row : contents.plan) ToMessage(row, *message.add_plan_rows());
  for (const CaseObservation& row : contents.observations) ToMessage(row, *message.add_observations());
  for (const CaseCheckRow& row : contents.checks) CheckToMessage(row, *message.add_checks());
  message.set_validate_only(order.mode == ImportMode::kValidateOnly);
  if (order.mode == ImportMode::kWrite) {
    message.set_request_id(StepRequestId(order.request_id, absl::StrCat("indicator/", contents.fiscal_year)));
  }
}

absl::StatusOr<LoadAnswer> FromMessage(const indicator::v1::LoadDepartmentYearResponse& message, const Case& contents) {
  Contract contract("indicator");
  LoadAnswer answer;
  std::vector<Issue> issues;
  for (int i = 0; i < message.issues_size(); ++i) {
    issues.push_back(FromMessage(message.issues(i), absl::StrCat("issues[", i, "]"), contract));
  }
  answer.issues = PlaceIndicatorIssues(contents, std::move(issues));
  AddChange(contents, "plan.csv", contents.plan.size(), message.plan_rows(), answer);
  AddChange(contents, "observations.csv", contents.observations.size(), message.observations(), answer);
  AddChange(contents, "checks.csv", contents.checks.size(), message.checks(), answer);
  answer.mark = {.service = "indicator",
                 .department = FormatName(contents.department.name),
                 .fiscal_year = contents.fiscal_year,
                 .revision = message.mark().revision(),
                 .digest = message.mark().digest()};
  contract.Require(message.mark().department() == answer.mark.department, "mark", "is of another department");
  contract.Require(message.mark().fiscal_year() == contents.fiscal_year, "mark", "is of another year");
  ZP_RETURN_IF_ERROR(contract.status());
  return answer;
}

void ToMessage(const Case& contents, const ImportOrder& order, indicator::v1::ImportFrameworkRequest& message) {
  const CaseFramework& own = *contents.own_framework;
  message.set_text(own.text);
  message.set_workbook(own.workbook);
  message.set_framework_id(std::string(absl::StripPrefix(contents.head.framework, "frameworks/")));
  message.set_publish(true);
  message.set_validate_only(order.mode == ImportMode::kValidateOnly);
  if (order.mode == ImportMode::kWrite) message.set_request_id(StepRequestId(order.request_id, "indicator/framework"));
}

TakenFramework FromMessage(const indicator::v1::ImportFrameworkResponse& message, const Case& contents) {
  using Response = indicator::v1::ImportFrameworkResponse;
  const std::string& file = contents.own_framework->file;
  Contract contract("indicator");
  TakenFramework taken;
  for (int i = 0; i < message.issues_size(); ++i) {
    Issue issue = FromMessage(message.issues(i), absl::StrCat("issues[", i, "]"), contract);
    issue.place.file = issue.place.file.empty() ? file : absl::StrCat(file, "[", issue.place.file, "]");
    if (issue.severity == Severity::kNote) continue;  // rows seen in no source: documents print them so
    taken.answer.issues.push_back(std::move(issue));
  }
  if (message.outcome() == Response::OUTCOME_UNSPECIFIED) return taken;
  taken.name = message.framework().name();
  taken.message = message.framework().SerializeAsString();
  const WholeTable what = message.outcome() == Response::OUTCOME_CREATED   ? WholeTable::kAdded
                          : message.outcome() == Response::OUTCOME_CHANGED ? WholeTable::kChanged
                                                                           : WholeTable::kUnchanged;
  taken.answer.changes.push_back(WholeTableChange(file, 1, what));
  return taken;
}

void UseFramework(const TakenFramework& own, indicator::v1::LoadDepartmentYearRequest& message) {
  message.set_framework(own.name);
  if (!own.name.empty() && message.validate_only()) message.mutable_own_framework()->ParseFromString(own.message);
}

}  // namespace zhengping::reporting
