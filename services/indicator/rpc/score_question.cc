#include "services/indicator/rpc/score_question.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/fact_messages.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/observation_messages.h"
#include "services/indicator/rpc/plan_messages.h"
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
  CompileResult result = CompileMessage(request.own_framework());
  if (result.compiled != nullptr) return std::move(result.compiled);
  const Issue* error = FirstError(result.issues);
  if (error == nullptr) return absl::InternalError("a framework without an error did not compile");
  return Invalid({"FRAMEWORK_INVALID", "own_framework"},
                 absl::StrCat(error->place.field, ": ", error->reason, ": ", error->remedy));
}

absl::Status CheckSize(int size, int most, absl::string_view field) {
  if (size <= most) return absl::OkStatus();
  return Invalid({"SHEET_TOO_LARGE", std::string(field)}, absl::StrCat("a sheet carries at most ", most, " of them"));
}

absl::StatusOr<YearContent> SheetFrom(const v1::SheetContent& sheet, int fiscal_year) {
  ZP_RETURN_IF_ERROR(CheckSize(sheet.plan_rows_size(), kMostPlanRows, "sheet.plan_rows"));
  ZP_RETURN_IF_ERROR(CheckSize(sheet.observations_size(), kMostObservations, "sheet.observations"));
  YearContent content;
  std::vector<Issue> issues;
  for (int i = 0; i < sheet.plan_rows_size(); ++i) {
    content.plan.push_back(FromMessage(sheet.plan_rows(i), absl::StrCat("sheet.plan_rows[", i, "]"), issues));
  }
  for (int i = 0; i < sheet.observations_size(); ++i) {
    content.observations.push_back(
        FromMessage(sheet.observations(i), fiscal_year, absl::StrCat("sheet.observations[", i, "]"), issues));
  }
  const Issue* error = FirstError(issues);
  if (error == nullptr) return content;
  return Invalid({"SHEET_HAS_ERRORS", error->place.field}, absl::StrCat(error->reason, ": ", error->remedy));
}

bool LooksAtOneValue(RuleKind kind) {
  return kind == RuleKind::kProportional || kind == RuleKind::kStepDeduction || kind == RuleKind::kBands ||
         kind == RuleKind::kRange || kind == RuleKind::kFaults;
}

bool IsStated(const CompiledIndicator& leaf, const std::vector<Observation>& observations) {
  if (leaf.indicator->formula.empty() || leaf.rule.rule == nullptr || !LooksAtOneValue(leaf.rule.rule->kind())) {
    return false;
  }
  std::vector<RowKey> keys(1 + leaf.indicator->aliases.size(), leaf.key);
  for (size_t i = 1; i < keys.size(); ++i) keys[i].level3 = leaf.indicator->aliases[i - 1];
  return std::any_of(observations.begin(), observations.end(), [&keys](const Observation& observation) {
    return observation.value.has_value() && std::any_of(keys.begin(), keys.end(), [&observation](const RowKey& key) {
             return CouldMean(observation.key, key);
           });
  });
}

// Takes the formula from the nodes at `stated`, positions in print order.
void ClearFormulas(const std::vector<bool>& stated, size_t& position, std::vector<Indicator>& indicators) {
  for (Indicator& indicator : indicators) {
    if (stated[position++]) indicator.formula.clear();
    ClearFormulas(stated, position, indicator.children);
  }
}

// The framework with its formulas left out where an observation states the measure.
absl::StatusOr<SharedFramework> WithStatedMeasures(const CompiledFramework& framework,
                                                   const std::vector<Observation>& observations) {
  std::vector<bool> stated;
  for (const CompiledIndicator& indicator : framework.indicators()) {
    stated.push_back(IsStated(indicator, observations));
  }
  Framework changed = framework.framework();
  size_t position = 0;
  ClearFormulas(stated, position, changed.indicators);
  CompileResult result = CompileFramework(std::move(changed));
  if (result.compiled == nullptr) return absl::InternalError("a framework without some formulas did not compile");
  return std::move(result.compiled);
}

}  // namespace

absl::StatusOr<ScoreQuestion> ScoreQuestionFrom(const v1::ScoreRequest& request, const FrameworkCatalogue& catalogue) {
  ScoreQuestion question;
  ZP_ASSIGN_OR_RETURN(question.key, ParseYearKey(request.department(), request.fiscal_year(), "department"));
  ZP_ASSIGN_OR_RETURN(question.framework, FrameworkOf(request, catalogue));
  question.project = request.project();
  std::vector<Issue> issues;
  std::optional<Date> as_of = Date::FromYmd(request.fiscal_year(), 12, 31);
  if (request.has_as_of()) as_of = FromMessage(request.as_of(), "as_of", issues);
  if (!as_of.has_value()) return Invalid({"DATE_NOT_IN_CALENDAR", "as_of"}, "as_of is a day of the calendar");
  question.as_of = *as_of;
  ZP_ASSIGN_OR_RETURN(question.facts, FactSetFrom(request.facts()));
  if (request.detail() == v1::ScoreRequest::DETAIL_TOTAL) question.detail = ScoreDetail::kPointsOnly;
  if (!request.has_sheet()) return question;
  ZP_ASSIGN_OR_RETURN(question.sheet, SheetFrom(request.sheet(), request.fiscal_year()));
  if (request.sheet().keeps_weights()) question.slot_weights = SlotWeights::kKeep;
  if (request.sheet().states_measures()) {
    ZP_ASSIGN_OR_RETURN(question.framework, WithStatedMeasures(*question.framework, question.sheet->observations));
  }
  return question;
}

}  // namespace zhengping::indicator
