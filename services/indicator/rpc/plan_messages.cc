#include "services/indicator/rpc/plan_messages.h"

#include <optional>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "services/indicator/rpc/year_messages.h"
#include "zhengping/indicator/v1/plan.pb.h"
#include "zhengping/indicator/v1/plan_requests.pb.h"

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

void ReadTarget(const v1::TargetValue& message, const FieldPath& field, std::vector<Issue>& issues, Target& target) {
  target.value.reset();
  target.upper.reset();
  if (message.has_value()) target.value = FromMessage(message.value(), field + ".value", issues);
  if (message.has_upper()) target.upper = FromMessage(message.upper(), field + ".upper", issues);
  target.text = message.text();
  CheckLength(target.text, kMostTextBytes, field + ".text", issues);
}

void TargetToMessage(const Target& target, const std::string& unit, v1::TargetValue& message) {
  if (target.value.has_value()) ToMessage(*target.value, Display(*target.value, unit), *message.mutable_value());
  if (target.upper.has_value()) ToMessage(*target.upper, Display(*target.upper, unit), *message.mutable_upper());
  message.set_text(target.text);
}

void ReadRecord(const v1::PlatformRecord& message, const FieldPath& field, std::vector<Issue>& issues,
                PlatformRecord& record) {
  record.table = message.table();
  record.id = message.record_id();
  record.update_time = message.update_time();
  CheckLength(record.table, kMostRecordBytes, field + ".table", issues);
  CheckLength(record.id, kMostRecordBytes, field + ".record_id", issues);
  CheckLength(record.update_time, kMostRecordBytes, field + ".update_time", issues);
}

void RecordToMessage(const PlatformRecord& record, v1::PlatformRecord& message) {
  message.set_table(record.table);
  message.set_record_id(record.id);
  message.set_update_time(record.update_time);
}

absl::StatusOr<std::set<std::string>> FieldsToChange(const v1::UpdatePlanRequest& message) {
  const std::set<std::string> all = {"framework", "goals", "rows"};
  std::set<std::string> fields;
  if (message.update_mask().paths().empty()) {
    if (message.plan().rows_size() > 0) fields.insert("rows");
    if (message.plan().goals_size() > 0) fields.insert("goals");
    if (!message.plan().framework().empty()) fields.insert("framework");
  }
  for (const std::string& path : message.update_mask().paths()) {
    if (path != "*" && all.count(path) == 0) {
      return Invalid({"UPDATE_MASK_UNKNOWN_FIELD", "update_mask"},
                     absl::StrCat("the fields that can be changed are framework, goals and rows, not ", path));
    }
    if (path == "*") fields = all;
    fields.insert(path);
  }
  return fields;
}

absl::StatusOr<std::optional<int64_t>> RevisionOfEtag(const std::string& etag) {
  int64_t revision = 0;
  if (etag.empty()) return std::optional<int64_t>();
  if (etag[0] == 'v' && absl::SimpleAtoi(etag.substr(1), &revision)) return std::optional<int64_t>(revision);
  return Stale({"ETAG_STALE", "plan.etag"}, "an etag is taken from the last answer, unchanged");
}

}  // namespace

PlanRow FromMessage(const v1::PlanRow& message, const FieldPath& field, std::vector<Issue>& issues) {
  PlanRow row;
  ReadMessage(message, field, issues, row);
  return row;
}

void ReadMessage(const v1::PlanRow& message, const FieldPath& field, std::vector<Issue>& issues, PlanRow& row) {
  ReadMessage(message.key(), field + ".key", issues, row.key);
  row.direction = DirectionFrom(message.direction(), field + ".direction", issues);
  ReadTarget(message.target(), field + ".target", issues, row.target);
  row.adjusted.reset();
  if (message.has_adjusted()) ReadTarget(message.adjusted(), field + ".adjusted", issues, row.adjusted.emplace());
  row.adjust_reason = message.adjust_reason();
  row.unit = message.unit();
  row.baseline.reset();
  if (message.has_baseline()) row.baseline = FromMessage(message.baseline(), field + ".baseline", issues);
  row.weight = ParseDecimalField(message.weight(), field + ".weight", issues);
  row.rule = message.rule_name();
  row.is_core = message.is_core();
  row.is_illustrative = message.is_illustrative();
  row.source = message.source();
  CheckLength(row.adjust_reason, kMostTextBytes, field + ".adjust_reason", issues);
  CheckLength(row.unit, kMostNameBytes, field + ".unit", issues);
  CheckLength(row.rule, kMostNameBytes, field + ".rule_name", issues);
  row.content = message.content();
  row.scoring_standard = message.scoring_standard();
  row.note = message.note();
  ReadRecord(message.record(), field + ".record", issues, row.record);
  CheckLength(row.source, kMostTextBytes, field + ".source", issues);
  CheckLength(row.content, kMostTextBytes, field + ".content", issues);
  CheckLength(row.scoring_standard, kMostTextBytes, field + ".scoring_standard", issues);
  CheckLength(row.note, kMostTextBytes, field + ".note", issues);
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
  message.set_content(row.content);
  message.set_scoring_standard(row.scoring_standard);
  message.set_note(row.note);
  if (row.record != PlatformRecord()) RecordToMessage(row.record, *message.mutable_record());
}

void ToMessage(const PlanRowHistory& history, v1::PlanRowHistory& message) {
  message.set_revision(history.revision);
  ToMessage(history.filed_ms, *message.mutable_file_time());
  message.set_filed_by(history.filed_by);
  for (const EarlierPlanRow& earlier : history.earlier) {
    v1::EarlierPlanRow& out = *message.add_earlier();
    out.set_revision(earlier.revision);
    ToMessage(earlier.filed_ms, *out.mutable_file_time());
    out.set_filed_by(earlier.filed_by);
    ToMessage(earlier.row, *out.mutable_row());
    out.set_is_target_changed(earlier.is_target_changed);
  }
  message.set_target_changes(history.target_changes());
}

YearGoal FromMessage(const v1::YearGoal& message, const FieldPath& field, std::vector<Issue>& issues) {
  YearGoal goal{message.project(),
                message.target(),
                message.whole_term_target(),
                message.achieved(),
                message.deviation_reason(),
                message.measure(),
                message.source(),
                {}};
  ReadRecord(message.record(), field + ".record", issues, goal.record);
  CheckLength(goal.project, kMostNameBytes, field + ".project", issues);
  CheckLength(goal.target, kMostTextBytes, field + ".target", issues);
  CheckLength(goal.whole_term_target, kMostTextBytes, field + ".whole_term_target", issues);
  CheckLength(goal.achieved, kMostTextBytes, field + ".achieved", issues);
  CheckLength(goal.deviation_reason, kMostTextBytes, field + ".deviation_reason", issues);
  CheckLength(goal.measure, kMostTextBytes, field + ".measure", issues);
  CheckLength(goal.source, kMostTextBytes, field + ".source", issues);
  return goal;
}

void ToMessage(const YearGoal& goal, v1::YearGoal& message) {
  message.set_project(goal.project);
  message.set_target(goal.target);
  message.set_whole_term_target(goal.whole_term_target);
  message.set_achieved(goal.achieved);
  message.set_deviation_reason(goal.deviation_reason);
  message.set_measure(goal.measure);
  message.set_source(goal.source);
  if (goal.record != PlatformRecord()) RecordToMessage(goal.record, *message.mutable_record());
}

void ToMessage(const YearKey& key, const YearMark& mark, int64_t plan_revision, const YearContent& content,
               v1::Plan& message) {
  message.set_name(PlanName(key));
  for (const PlanRow& row : content.plan) ToMessage(row, *message.add_rows());
  for (const YearGoal& goal : content.goals) ToMessage(goal, *message.add_goals());
  if (!content.framework.empty()) message.set_framework(FrameworkResourceName(content.framework));
  message.set_revision(mark.revision);
  message.set_plan_revision(plan_revision);
  message.set_etag(absl::StrCat("v", plan_revision));
}

void ToMessage(int64_t milliseconds, google::protobuf::Timestamp& message) {
  message.set_seconds(milliseconds / 1000);
  message.set_nanos(static_cast<int32_t>(milliseconds % 1000) * 1'000'000);
}

absl::StatusOr<PlanChange> FromMessage(const v1::UpdatePlanRequest& message) {
  PlanChange change;
  PlanUpdate& update = change.update;
  ZP_ASSIGN_OR_RETURN(update.key, ParsePlanName(message.plan().name(), "plan.name"));
  ZP_ASSIGN_OR_RETURN(const std::set<std::string> fields, FieldsToChange(message));
  ZP_ASSIGN_OR_RETURN(update.expected_plan_revision, RevisionOfEtag(message.plan().etag()));
  change.changes_framework = fields.count("framework") > 0;
  if (message.plan().rows_size() > kMostPlanRows || message.plan().goals_size() > kMostGoals) {
    return Invalid({"PLAN_INVALID", "plan.rows"},
                   absl::StrCat("a plan has at most ", kMostPlanRows, " rows and ", kMostGoals, " goals"));
  }
  std::vector<Issue> issues;
  if (fields.count("rows") > 0) {
    update.rows.emplace();
    for (int i = 0; i < message.plan().rows_size(); ++i) {
      update.rows->push_back(FromMessage(message.plan().rows(i), absl::StrCat("plan.rows[", i, "]"), issues));
    }
  }
  if (fields.count("goals") > 0) {
    update.goals.emplace();
    for (int i = 0; i < message.plan().goals_size(); ++i) {
      update.goals->push_back(FromMessage(message.plan().goals(i), absl::StrCat("plan.goals[", i, "]"), issues));
    }
  }
  if (issues.empty()) return change;
  return Invalid({"PLAN_INVALID", issues.front().place.field},
                 absl::StrCat(issues.front().reason, ": ", issues.front().remedy));
}

}  // namespace zhengping::indicator
