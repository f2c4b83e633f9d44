#include "services/indicator/rpc/score_question.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/stated_measures.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/fact_messages.h"
#include "services/indicator/rpc/framework_reading.h"
#include "services/indicator/rpc/observation_messages.h"
#include "services/indicator/rpc/plan_messages.h"
#include "services/indicator/rpc/roll_up_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "services/indicator/rpc/year_messages.h"
#include "zhengping/indicator/v1/score_requests.pb.h"

namespace zhengping::indicator {
namespace {

using SharedFramework = std::shared_ptr<const CompiledFramework>;

const Issue* FirstError(const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) {
    if (issue.severity == Severity::kError) return &issue;
  }
  return nullptr;
}

absl::StatusOr<SharedFramework> FrameworkOf(const v1::ScoreRequest& request, const FrameworkCatalogue& catalogue) {
  if (!request.has_own_framework()) return catalogue.FindByName(request.framework(), "framework");
  if (!request.framework().empty()) {
    return Invalid({"FRAMEWORK_CHOICE", "own_framework"}, "a framework comes either by its name or as a message");
  }
  return CompileOwn(request.own_framework(), "own_framework");
}

absl::Status CheckSize(int size, int most, absl::string_view field) {
  if (size <= most) return absl::OkStatus();
  return Invalid({"SHEET_TOO_LARGE", std::string(field)}, absl::StrCat("a sheet carries at most ", most, " of them"));
}

absl::Status ReadSheet(const v1::SheetContent& sheet, int fiscal_year, YearContent& content) {
  ZP_RETURN_IF_ERROR(CheckSize(sheet.plan_rows_size(), kMostPlanRows, "sheet.plan_rows"));
  ZP_RETURN_IF_ERROR(CheckSize(sheet.observations_size(), kMostObservations, "sheet.observations"));
  std::vector<Issue> issues;
  content.plan.resize(static_cast<size_t>(sheet.plan_rows_size()));
  content.observations.resize(static_cast<size_t>(sheet.observations_size()));
  for (int i = 0; i < sheet.plan_rows_size(); ++i) {
    ReadMessage(sheet.plan_rows(i), FieldPath::At("sheet.plan_rows", i), issues, content.plan[static_cast<size_t>(i)]);
  }
  for (int i = 0; i < sheet.observations_size(); ++i) {
    ReadMessage(sheet.observations(i), fiscal_year, FieldPath::At("sheet.observations", i), issues,
                content.observations[static_cast<size_t>(i)]);
  }
  const Issue* error = FirstError(issues);
  if (error == nullptr) return absl::OkStatus();
  return Invalid({"SHEET_HAS_ERRORS", error->place.field}, absl::StrCat(error->reason, ": ", error->remedy));
}

}  // namespace

absl::StatusOr<ScoreQuestion> ScoreQuestionFrom(const v1::ScoreRequest& request, const FrameworkCatalogue& catalogue) {
  ScoreQuestion question;
  ZP_RETURN_IF_ERROR(ReadScoreQuestion(request, catalogue, question));
  return question;
}

absl::Status ReadScoreQuestion(const v1::ScoreRequest& request, const FrameworkCatalogue& catalogue,
                               ScoreQuestion& question) {
  ZP_ASSIGN_OR_RETURN(question.key, ParseYearKey(request.department(), request.fiscal_year(), "department"));
  ZP_ASSIGN_OR_RETURN(question.framework, FrameworkOf(request, catalogue));
  // A filed sheet is a past one, and so is what is scored again at its own revision.
  const bool is_past = request.revision() > 0 || request.has_sheet() || request.has_own_framework();
  if (!is_past) ZP_RETURN_IF_ERROR(catalogue.CheckInUse(question.framework->framework(), "framework"));
  question.project = request.project();
  std::vector<Issue> issues;
  std::optional<Date> as_of = Date::FromYmd(request.fiscal_year(), 12, 31);
  if (request.has_as_of()) as_of = FromMessage(request.as_of(), "as_of", issues);
  if (!as_of.has_value()) return Invalid({"DATE_NOT_IN_CALENDAR", "as_of"}, "as_of is a day of the calendar");
  question.as_of = *as_of;
  ZP_ASSIGN_OR_RETURN(question.facts, FactSetFrom(request.facts()));
  const bool is_total = request.detail() == v1::ScoreRequest::DETAIL_TOTAL;
  question.detail = is_total ? ScoreDetail::kPointsOnly : ScoreDetail::kExplained;
  ZP_ASSIGN_OR_RETURN(question.roll_up, RollUpFrom(request));
  question.slot_weights = request.sheet().keeps_weights() ? SlotWeights::kKeep : SlotWeights::kScale;
  if (!request.has_sheet()) {
    question.sheet.reset();
    return absl::OkStatus();
  }
  if (!question.sheet.has_value()) question.sheet.emplace();
  ZP_RETURN_IF_ERROR(ReadSheet(request.sheet(), request.fiscal_year(), *question.sheet));
  if (request.sheet().states_measures()) {
    question.framework = WithStatedMeasures(*question.framework, question.sheet->observations);
    if (question.framework == nullptr) return absl::InternalError("a framework without some formulas did not compile");
  }
  return absl::OkStatus();
}

}  // namespace zhengping::indicator
