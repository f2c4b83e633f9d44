#include "services/reporting/store/life_rows.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/status_macros.h"
#include "services/reporting/store/columns.h"

namespace zhengping::reporting {
namespace {

constexpr char kSelectEvents[] =
    "SELECT happened_ms, action, from_state, to_state, actor, actor_role, is_actor_proven, reason, path, score, "
    "evidence "
    "FROM evaluation_events WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND number = $4 ORDER BY step";

constexpr char kInsertEvent[] =
    "INSERT INTO evaluation_events (division, department, fiscal_year, number, step, happened_ms, action, from_state, "
    "to_state, actor, actor_role, is_actor_proven, reason, path, score, evidence) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

constexpr char kNoteHead[] =
    "INSERT INTO known_heads (division, department, fiscal_year, service, revision) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (division, department, fiscal_year, service) DO UPDATE SET revision = excluded.revision "
    "WHERE known_heads.revision < excluded.revision";

constexpr char kSelectHead[] =
    "SELECT revision FROM known_heads "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND service = $4";

std::string FormatEvidence(const std::vector<std::string>& documents) {
  return nlohmann::json(documents).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

absl::StatusOr<std::vector<std::string>> ParseEvidence(absl::string_view text) {
  try {
    return nlohmann::json::parse(text.begin(), text.end()).get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception& error) {
    return absl::InternalError(absl::StrCat("stored evidence: ", error.what()));
  }
}

absl::StatusOr<LifeEvent> EventFromRow(const storage::Statement& row) {
  LifeEvent event;
  event.time_ms = row.Int64(0);
  const std::optional<LifeAction> action = ParseLifeAction(row.Text(1));
  const std::optional<ActorRole> role = ParseActorRole(row.Text(5));
  if (!action.has_value() || !role.has_value()) {
    return absl::InternalError(absl::StrCat("stored event: ", row.Text(1), " by ", row.Text(5)));
  }
  event.action = *action;
  ZP_ASSIGN_OR_RETURN(event.from, StateFromColumn(row.Int64(2)));
  ZP_ASSIGN_OR_RETURN(event.to, StateFromColumn(row.Int64(3)));
  event.actor = {.name = std::string(row.Text(4)), .roles = {*role}, .is_proven = row.Int64(6) != 0};
  event.reason = std::string(row.Text(7));
  if (event.action != LifeAction::kAdjust) return event;
  Adjustment adjustment{.path = std::string(row.Text(8)), .reason = event.reason, .actor = event.actor};
  adjustment.time_ms = event.time_ms;
  ZP_ASSIGN_OR_RETURN(adjustment.score, RationalFromColumn(row.Text(9)));
  ZP_ASSIGN_OR_RETURN(adjustment.evidence, ParseEvidence(row.Text(10)));
  event.adjustment = std::move(adjustment);
  return event;
}

}  // namespace

absl::StatusOr<std::vector<LifeEvent>> SelectEvents(storage::Connection& connection, const EvaluationKey& key) {
  return Rows(connection, kSelectEvents, EventFromRow, key.year.division(), key.year.code(), key.year.fiscal_year,
              key.number);
}

absl::Status InsertEvent(storage::Connection& connection, const EvaluationKey& key, int64_t step,
                         const LifeEvent& event) {
  const Adjustment adjustment = event.adjustment.value_or(Adjustment());
  const bool is_adjustment = event.adjustment.has_value();
  return connection.Execute(
      kInsertEvent, key.year.division(), key.year.code(), key.year.fiscal_year, key.number, step, event.time_ms,
      NameOf(event.action), ColumnOf(event.from), ColumnOf(event.to), event.actor.name, NameOf(RoleFor(event.action)),
      int64_t{event.actor.is_proven}, event.reason, adjustment.path,
      is_adjustment ? FractionColumnOf(adjustment.score) : std::string(), FormatEvidence(adjustment.evidence));
}

std::vector<std::string> FilersOf(const std::vector<LifeEvent>& events) {
  std::vector<std::string> filers;
  for (const LifeEvent& event : events) {
    if (event.action == LifeAction::kSubmit) filers.push_back(event.actor.name);
  }
  return filers;
}

std::vector<Adjustment> AdjustmentsOf(const std::vector<LifeEvent>& events) {
  std::vector<Adjustment> adjustments;
  for (const LifeEvent& event : events) {
    if (event.adjustment.has_value()) adjustments = With(std::move(adjustments), *event.adjustment);
  }
  return adjustments;
}

absl::Status NoteMarks(storage::Connection& connection, const std::vector<DepartmentYearMark>& marks) {
  for (const DepartmentYearMark& mark : marks) {
    ZP_ASSIGN_OR_RETURN(const DepartmentName department, ParseDepartmentName(mark.department, "department"));
    ZP_RETURN_IF_ERROR(connection.Execute(kNoteHead, department.division, department.department, mark.fiscal_year,
                                          mark.service, mark.revision));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> SelectIsStale(storage::Connection& connection, const Watermark& watermark) {
  for (const DepartmentYearMark& mark : watermark.marks) {
    ZP_ASSIGN_OR_RETURN(const DepartmentName department, ParseDepartmentName(mark.department, "department"));
    ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> known,
                        FirstRow(
                            connection, kSelectHead, [](const storage::Statement& row) { return row.Int64(0); },
                            department.division, department.department, mark.fiscal_year, mark.service));
    if (known.has_value() && *known > mark.revision) return true;
  }
  return false;
}

}  // namespace zhengping::reporting
