#include "services/indicator/domain/score.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/consistency.h"
#include "services/indicator/domain/year_content.h"
#include "services/indicator/rpc/check_messages.h"
#include "services/indicator/rpc/fact_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/observation_messages.h"
#include "services/indicator/rpc/scorecard_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "services/indicator/rpc/year_messages.h"

namespace zhengping::indicator {
namespace {

struct Question {
  YearKey key;
  std::shared_ptr<const CompiledFramework> framework;
  std::string project;
  Date as_of;
  FactSet facts;
};

absl::StatusOr<Question> QuestionFrom(const v1::ScoreRequest& request, const FrameworkCatalogue& catalogue) {
  Question question;
  ZP_ASSIGN_OR_RETURN(question.key, ParseYearKey(request.department(), request.fiscal_year(), "department"));
  ZP_ASSIGN_OR_RETURN(question.framework, catalogue.FindByName(request.framework(), "framework"));
  question.project = request.project();
  std::vector<Issue> issues;
  std::optional<Date> as_of = Date::FromYmd(request.fiscal_year(), 12, 31);
  if (request.has_as_of()) as_of = FromMessage(request.as_of(), "as_of", issues);
  if (!as_of.has_value()) return Invalid({"DATE_NOT_IN_CALENDAR", "as_of"}, "as_of is a day of the calendar");
  question.as_of = *as_of;
  ZP_ASSIGN_OR_RETURN(question.facts, FactSetFrom(request.facts()));
  return question;
}

// A plan made for another framework is scaled into this one's slots, and the sheet says so.
Issue ScaledNote(const Question& question, const std::string& plans_framework) {
  Issue note;
  note.severity = Severity::kNote;
  note.reason = "PLAN_OF_OTHER_FRAMEWORK";
  note.found = plans_framework;
  note.remedy = absl::StrCat("绩效目标不是按体系「", question.framework->framework().name,
                             "」填报的：各行分值按所在位置的分值折算，没有位置的行不计分");
  return note;
}

absl::Status Tell(const Question& question, const StoredYear& year, v1::Scorecard& response) {
  const std::vector<PlanRow> plan = PlanOf(year.content, question.project);
  const bool is_own = year.content.framework == question.framework->framework().name;
  absl::StatusOr<Scorecard> scorecard =
      Score({*question.framework, plan, year.content.observations, question.facts, question.as_of},
            {.slot_weights = is_own ? SlotWeights::kRefuse : SlotWeights::kScale});
  if (!scorecard.ok()) {
    const std::optional<Refusal> refusal = RefusalOf(scorecard.status());
    if (!refusal.has_value() || refusal->reason != "PLAN_HAS_ERRORS") return scorecard.status();
    return NotNow(*refusal, scorecard.status().message());  // the plan is stored, not asked
  }
  if (!is_own && !plan.empty()) scorecard->issues.push_back(ScaledNote(question, year.content.framework));
  ToMessage(*scorecard, *question.framework, response);
  for (const CheckResult& result :
       RunChecks(year.content.checks, year.content.observations, question.facts, question.as_of)) {
    ToMessage(result, *response.add_checks());
  }
  for (const Observation& observation : CountingOn(question.as_of, year.content.observations)) {
    ToMessage(observation, *response.add_observations());
  }
  ToMessage(question.key, year.mark, *response.add_marks());
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::Score(grpc::CallbackServerContext* context, const v1::ScoreRequest* request,
                                                  v1::Scorecard* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    const absl::StatusOr<Question> question = QuestionFrom(*request, catalogue_);
    if (!question.ok()) return done(question.status());
    store_.ReadYear(question->key, request->revision(),
                    [=, question = *question](const absl::StatusOr<StoredYear>& year) {
                      done(year.ok() ? Tell(question, *year, *response) : year.status());
                    });
  });
}

}  // namespace zhengping::indicator
