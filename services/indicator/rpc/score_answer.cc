#include "services/indicator/rpc/score_answer.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/indicator/domain/consistency.h"
#include "services/indicator/domain/roll_up.h"
#include "services/indicator/domain/score.h"
#include "services/indicator/rpc/check_messages.h"
#include "services/indicator/rpc/observation_messages.h"
#include "services/indicator/rpc/score_question.h"
#include "services/indicator/rpc/scorecard_messages.h"
#include "services/indicator/rpc/year_messages.h"
#include "zhengping/indicator/v1/score_requests.pb.h"

namespace zhengping::indicator {
namespace {

// A plan made for another framework is scaled into this one's slots, and the sheet says so.
Issue ScaledNote(const CompiledFramework& framework, const std::string& plans_framework) {
  Issue note;
  note.severity = Severity::kNote;
  note.reason = "PLAN_OF_OTHER_FRAMEWORK";
  note.found = plans_framework;
  note.remedy = absl::StrCat("绩效目标不是按体系「", framework.framework().name,
                             "」填报的：各行分值按所在位置的分值折算，没有位置的行不计分");
  return note;
}

// What is scored of a content, which it borrows: rows and observations of one project, or of several rolled up.
class Selected {
 public:
  Selected(const ScoreQuestion& question, const YearContent& content)
      : plan_(&content.plan), observations_(&content.observations) {
    if (!question.roll_up.empty()) {
      made_ = RollUp(content.plan, content.observations, question.roll_up, question.as_of);
      observations_ = &made_.observations;
    } else if (question.sheet.has_value() || IsAllOf(content, question.project)) {
      return;
    } else {
      made_.plan = PlanOf(content, question.project);
    }
    plan_ = &made_.plan;
  }
  Selected(const Selected&) = delete;
  Selected& operator=(const Selected&) = delete;

  const std::vector<PlanRow>& plan() const { return *plan_; }
  const std::vector<Observation>& observations() const { return *observations_; }
  const std::vector<Issue>& issues() const { return made_.issues; }
  bool has_averaged_weights() const { return made_.has_averaged_weights; }

 private:
  static bool IsAllOf(const YearContent& content, const std::string& project) {
    return std::all_of(content.plan.begin(), content.plan.end(),
                       [&project](const PlanRow& row) { return row.key.project == project; });
  }

  RolledUp made_;
  const std::vector<PlanRow>* plan_;
  const std::vector<Observation>* observations_;
};

void Append(const std::vector<Issue>& issues, std::vector<Issue>& all) {
  all.insert(all.end(), issues.begin(), issues.end());
}

// The total alone where no more is asked, else every row and the observations that counted.
void Tell(const ScoreQuestion& question, const Scorecard& scorecard, const Selected& sheet, v1::Scorecard& response) {
  if (question.detail == ScoreDetail::kPointsOnly) return TotalToMessage(scorecard, *question.framework, response);
  ToMessage(scorecard, *question.framework, response);
  for (const Observation& observation : CountingOn(question.as_of, sheet.observations())) {
    ToMessage(observation, *response.add_observations());
  }
}

}  // namespace

absl::Status AnswerFromSheet(const ScoreQuestion& question, v1::Scorecard& response) {
  const Selected sheet(question, *question.sheet);
  absl::StatusOr<Scorecard> scorecard =
      Score({*question.framework, sheet.plan(), sheet.observations(), question.facts, question.as_of},
            {.slot_weights = question.slot_weights, .detail = question.detail});
  if (!scorecard.ok()) {
    const std::optional<Refusal> refusal = RefusalOf(scorecard.status());
    if (!refusal.has_value() || refusal->reason != "PLAN_HAS_ERRORS") return scorecard.status();
    return Invalid({refusal->reason, absl::StrCat("sheet.plan_", refusal->field)}, scorecard.status().message());
  }
  Append(sheet.issues(), scorecard->issues);
  Tell(question, *scorecard, sheet, response);
  return absl::OkStatus();
}

absl::Status AnswerFromStored(const ScoreQuestion& question, const StoredYear& year, v1::Scorecard& response) {
  const Selected sheet(question, year.content);
  const bool is_own = year.content.framework == question.framework->framework().name;
  const bool adds_up = is_own && !sheet.has_averaged_weights();
  absl::StatusOr<Scorecard> scorecard =
      Score({*question.framework, sheet.plan(), sheet.observations(), question.facts, question.as_of},
            {.slot_weights = adds_up ? SlotWeights::kRefuse : SlotWeights::kScale, .detail = question.detail});
  if (!scorecard.ok()) {
    const std::optional<Refusal> refusal = RefusalOf(scorecard.status());
    if (!refusal.has_value() || refusal->reason != "PLAN_HAS_ERRORS") return scorecard.status();
    return NotNow(*refusal, scorecard.status().message());
  }
  if (!is_own && !sheet.plan().empty()) {
    scorecard->issues.push_back(ScaledNote(*question.framework, year.content.framework));
  }
  Append(sheet.issues(), scorecard->issues);
  Append(year.contradictions, scorecard->issues);
  ToMessage(question.key, year.mark, *response.add_marks());
  Tell(question, *scorecard, sheet, response);
  if (question.detail == ScoreDetail::kPointsOnly) return absl::OkStatus();
  for (const CheckResult& result :
       RunChecks(year.content.checks, year.content.observations, question.facts, question.as_of)) {
    ToMessage(result, *response.add_checks());
  }
  return absl::OkStatus();
}

namespace {

void Answer(absl::StatusOr<ScoreQuestion> question, int64_t revision, IndicatorStore& store, v1::Scorecard& response,
            const server::Done& done) {
  if (!question.ok()) return done(question.status());
  if (question->sheet.has_value()) return done(AnswerFromSheet(*question, response));
  const auto asked = std::make_shared<const ScoreQuestion>(*std::move(question));
  store.ReadYear(asked->key, revision, [&response, done, asked](const absl::StatusOr<StoredYear>& year) {
    done(year.ok() ? AnswerFromStored(*asked, *year, response) : year.status());
  });
}

}  // namespace

void AnswerScore(const v1::ScoreRequest& request, const ScoreSources& sources, v1::Scorecard& response,
                 const server::Done& done) {
  const auto answer = [&request, &catalogue = sources.catalogue, &store = sources.store, &response, done] {
    Answer(ScoreQuestionFrom(request, catalogue), request.revision(), store, response, done);
  };
  if (!request.has_own_framework()) return answer();
  if (!sources.workers.Submit(answer)) done(server::WorkersBusy());
}

}  // namespace zhengping::indicator
