#include "services/reporting/store/life_store.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/store/evaluation_draft.h"
#include "services/reporting/store/evaluation_rows.h"
#include "services/reporting/store/life_rows.h"
#include "services/reporting/store/publication_rows.h"

namespace zhengping::reporting {
namespace {

constexpr char kSelectCreator[] =
    "SELECT created_ms, caller FROM evaluations "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3 AND number = $4";

constexpr char kSelectPosition[] = "SELECT position FROM feed_positions WHERE division = $1";

constexpr char kNotePosition[] =
    "INSERT INTO feed_positions (division, position) VALUES ($1, $2) "
    "ON CONFLICT (division) DO UPDATE SET position = excluded.position";

constexpr char kSelectDivisions[] = "SELECT DISTINCT division FROM evaluations ORDER BY division";

// A step that was decided, ready to be written.
struct Decided {
  EvaluationSummary after;
  LifeEvent event;
  std::optional<EvaluationSummary> superseded;  // what a published correction takes the place of
};

absl::Status TakeAdjustment(storage::Connection& connection, const LifeOrder& order,
                            const std::vector<LifeEvent>& events, Decided& decided) {
  ZP_ASSIGN_OR_RETURN(const Evaluation evaluation, SelectEvaluation(connection, order.key));
  const Scorecard& scorecard = evaluation.content.scorecard;
  Adjustment adjustment = order.adjustment.value_or(Adjustment());
  ZP_RETURN_IF_ERROR(CheckAdjustment(scorecard, adjustment));
  adjustment.reason = order.step.reason;
  adjustment.actor = order.step.actor;
  adjustment.time_ms = order.now_ms;
  const std::vector<Adjustment> adjustments = With(AdjustmentsOf(events), adjustment);
  decided.after.adjusted_score = AdjustedTotal(scorecard, adjustments);
  decided.after.adjusted_grade =
      AdjustedGrade(scorecard, adjustments, decided.after.adjusted_score.value_or(Rational()), order.grades);
  decided.event.adjustment = std::move(adjustment);
  return absl::OkStatus();
}

absl::Status TakePublication(storage::Connection& connection, const LifeOrder& order, Decided& decided) {
  if (decided.after.is_stale || HaveMoved(decided.after.watermark, order.heads)) {
    return NotNow({"EVALUATION_STALE", ""}, "its data has changed since it was computed: evaluate anew and file that");
  }
  if (decided.after.corrects == 0) return absl::OkStatus();
  ZP_ASSIGN_OR_RETURN(EvaluationSummary old,
                      SelectSummary(connection, {.year = order.key.year, .number = decided.after.corrects}));
  const absl::StatusOr<EvaluationState> state =
      Decide({.state = old.head.state}, {.action = LifeAction::kSupersede, .actor = order.step.actor, .reason = ""});
  if (!state.ok()) {
    return NotNow({"STATE_FORBIDS", ""},
                  absl::StrCat(old.head.id, ", which it corrects, is ", DisplayNameOf(old.head.state),
                               ": another version took its place"));
  }
  old.head.state = *state;
  ++old.head.step;
  decided.superseded = std::move(old);
  return absl::OkStatus();
}

absl::StatusOr<Decided> DecideOrder(storage::Connection& connection, const LifeOrder& order) {
  Decided decided;
  ZP_ASSIGN_OR_RETURN(decided.after, SelectSummary(connection, order.key));
  const EvaluationState from = decided.after.head.state;
  if (!order.etag.empty() && order.etag != FormatEtag(decided.after.head.step)) {
    return Stale({"ETAG_STALE", "etag"},
                 absl::StrCat("somebody has moved the evaluation on; it is ", DisplayNameOf(from), ": read it again"));
  }
  ZP_ASSIGN_OR_RETURN(const std::vector<LifeEvent> events, SelectEvents(connection, order.key));
  ZP_ASSIGN_OR_RETURN(decided.after.head.state, Decide({.state = from, .filers = FilersOf(events)}, order.step));
  decided.event = {.time_ms = order.now_ms,
                   .action = order.step.action,
                   .actor = order.step.actor,
                   .from = from,
                   .to = decided.after.head.state,
                   .reason = order.step.reason};
  ++decided.after.head.step;
  if (order.step.action == LifeAction::kAdjust) {
    ZP_RETURN_IF_ERROR(TakeAdjustment(connection, order, events, decided));
  }
  if (order.step.action == LifeAction::kPublish) ZP_RETURN_IF_ERROR(TakePublication(connection, order, decided));
  return decided;
}

absl::Status WriteDecided(storage::Connection& connection, const LifeOrder& order, const Decided& decided) {
  ZP_RETURN_IF_ERROR(UpdateLife(connection, decided.after));
  ZP_RETURN_IF_ERROR(InsertEvent(connection, order.key, decided.after.head.step, decided.event));
  if (!order.published_file.empty()) {
    ZP_RETURN_IF_ERROR(InsertPublication(connection, order.key, order.published_file, order.now_ms));
  }
  if (!decided.superseded.has_value()) return absl::OkStatus();
  const EvaluationSummary& old = *decided.superseded;
  ZP_RETURN_IF_ERROR(UpdateLife(connection, old));
  LifeEvent event{.time_ms = order.now_ms,
                  .action = LifeAction::kSupersede,
                  .actor = order.step.actor,
                  .from = EvaluationState::kPublished,
                  .to = old.head.state,
                  .reason = absl::StrCat("由 ", FormatEvaluationId(order.key), " 更正")};
  return InsertEvent(connection, old.key, old.head.step, event);
}

absl::StatusOr<Evaluation> AdvanceBody(storage::Connection& connection, const LifeOrder& order) {
  ZP_ASSIGN_OR_RETURN(const Decided decided, DecideOrder(connection, order));
  ZP_RETURN_IF_ERROR(WriteDecided(connection, order, decided));
  return SelectEvaluation(connection, order.key);
}

absl::StatusOr<Evaluation> CorrectBody(storage::Connection& connection, const LifeOrder& order,
                                       const EvaluationDraft& draft) {
  ZP_ASSIGN_OR_RETURN(const Decided decided, DecideOrder(connection, order));
  ZP_RETURN_IF_ERROR(WriteDecided(connection, order, decided));
  return StoreDraft(connection, draft);
}

}  // namespace

std::string FormatEtag(int64_t step) { return absl::StrCat(step); }

void LifeStore::Advance(LifeOrder order, Done<Evaluation> done) {
  database_.Write(
      [order = std::move(order)](storage::Connection& connection) { return AdvanceBody(connection, order); },
      std::move(done));
}

void LifeStore::Correct(LifeOrder order, Computed computed, std::string release, WriteStamp stamp,
                        Done<Evaluation> done) {
  const std::shared_ptr<EvaluationDraft> draft = NewDraft(std::move(computed), std::move(release), std::move(stamp));
  draft->corrects = order.key.number;
  database_.Write([order = std::move(order), draft = std::shared_ptr<const EvaluationDraft>(draft)](
                      storage::Connection& connection) { return CorrectBody(connection, order, *draft); },
                  std::move(done));
}

absl::Status LifeStore::Check(const LifeOrder& order) {
  return database_.Read([&](storage::Connection& connection) { return DecideOrder(connection, order).status(); });
}

absl::StatusOr<Timeline> LifeStore::ReadTimeline(const EvaluationKey& key) {
  return database_.Read([&key](storage::Connection& connection) -> absl::StatusOr<Timeline> {
    ZP_RETURN_IF_ERROR(SelectSummary(connection, key).status());
    ZP_ASSIGN_OR_RETURN(std::optional<Timeline> timeline,
                        FirstRow(
                            connection, kSelectCreator,
                            [](const storage::Statement& row) {
                              return Timeline{.create_time_ms = row.Int64(0), .creator = std::string(row.Text(1))};
                            },
                            key.year.division(), key.year.code(), key.year.fiscal_year, key.number));
    Timeline read = std::move(timeline).value_or(Timeline());
    ZP_ASSIGN_OR_RETURN(read.events, SelectEvents(connection, key));
    return read;
  });
}

void LifeStore::NoteHeads(std::vector<DepartmentYearMark> heads, absl::AnyInvocable<void(absl::Status)> done) {
  database_.Write([heads = std::move(heads)](storage::Connection& connection) { return NoteMarks(connection, heads); },
                  std::move(done));
}

void LifeStore::NoteFeed(std::string division, std::string position, std::vector<DepartmentYearMark> heads,
                         absl::AnyInvocable<void(absl::Status)> done) {
  database_.Write(
      [division = std::move(division), position = std::move(position),
       heads = std::move(heads)](storage::Connection& connection) -> absl::Status {
        ZP_RETURN_IF_ERROR(NoteMarks(connection, heads));
        return connection.Execute(kNotePosition, division, position);
      },
      std::move(done));
}

absl::StatusOr<std::string> LifeStore::ReadFeedPosition(const std::string& division) {
  return database_.Read([&](storage::Connection& connection) -> absl::StatusOr<std::string> {
    ZP_ASSIGN_OR_RETURN(std::optional<std::string> position,
                        FirstRow(
                            connection, kSelectPosition,
                            [](const storage::Statement& row) { return std::string(row.Text(0)); }, division));
    return std::move(position).value_or("");
  });
}

absl::StatusOr<std::vector<std::string>> LifeStore::Divisions() {
  return database_.Read([](storage::Connection& connection) {
    return Rows(connection, kSelectDivisions, [](const storage::Statement& row) { return std::string(row.Text(0)); });
  });
}

}  // namespace zhengping::reporting
