#include "services/indicator/store/plan_update.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/load.h"
#include "services/indicator/store/canonical.h"
#include "services/indicator/store/filing_rows.h"
#include "services/indicator/store/year_by_source.h"

namespace zhengping::indicator {
namespace {

// Each source's plan and goals as they will be.
using Filed = std::map<std::string, YearContent>;

struct Decision {
  Filed before;
  Filed after;
  YearMark head;
};

Filed Distribute(const YearBySource& year, const PlanUpdate& update) {
  Filed after = year.filed;
  std::map<RowKey, std::string> row_owner;
  std::map<std::string, std::string> goal_owner;  // by project
  for (auto& [source, content] : after) {
    for (const PlanRow& row : content.plan) row_owner[row.key] = source;
    for (const YearGoal& goal : content.goals) goal_owner[goal.project] = source;
    if (update.rows) content.plan.clear();
    if (update.goals) content.goals.clear();
  }
  if (update.rows) {
    for (const PlanRow& row : *update.rows) after[row_owner[row.key]].plan.push_back(row);
  }
  if (update.goals) {
    for (const YearGoal& goal : *update.goals) after[goal_owner[goal.project]].goals.push_back(goal);
  }
  for (auto& [source, content] : after) {
    if (!content.plan.empty()) content.framework = update.framework;
  }
  return after;
}

YearContent PlanOfAll(const Filed& filed) {
  YearContent all;
  for (const auto& [source, content] : filed) {
    all.plan.insert(all.plan.end(), content.plan.begin(), content.plan.end());
    all.goals.insert(all.goals.end(), content.goals.begin(), content.goals.end());
  }
  return all;
}

absl::Status CheckUpdate(const PlanUpdate& update, const Filed& after) {
  // Rows and goals in the order of the request, so that places are its own.
  const YearContent all = PlanOfAll(after);
  YearContent asked;
  asked.plan = update.rows.value_or(all.plan);
  asked.goals = update.goals.value_or(all.goals);
  for (const Issue& issue : CheckLoad(asked, YearContent(), update.compiled.get(), {})) {
    if (issue.severity != Severity::kError) continue;
    absl::string_view field = issue.place.field;
    absl::ConsumePrefix(&field, "plan_");
    return Invalid({"PLAN_INVALID", absl::StrCat("plan.", field)}, absl::StrCat(issue.reason, ": ", issue.remedy));
  }
  return absl::OkStatus();
}

absl::StatusOr<Decision> Decide(storage::Connection& connection, const PlanUpdate& update) {
  Decision decision;
  ZP_ASSIGN_OR_RETURN(decision.head, SelectHead(connection, update.key));
  ZP_ASSIGN_OR_RETURN(YearBySource year, SelectYear(connection, update.key, decision.head.revision));
  const bool is_expected = !update.expected_plan_revision || *update.expected_plan_revision == year.plan_revision;
  if (!is_expected || year.framework != update.framework_before) {
    return Stale({"ETAG_STALE", "plan.etag"}, "the plan was changed since it was read: read it again");
  }
  decision.after = Distribute(year, update);
  decision.before = std::move(year.filed);
  ZP_RETURN_IF_ERROR(CheckUpdate(update, decision.after));
  return decision;
}

bool HasOtherPlan(const YearContent& before, const YearContent& after) {
  return before.plan != after.plan || (before.framework != after.framework && !after.plan.empty());
}

// Stores what differs, source by source, and moves the mark.
absl::StatusOr<YearMark> Save(storage::Connection& connection, const PlanUpdate& update, const RequestStamp& stamp,
                              Decision decision) {
  YearMark mark = decision.head;
  ++mark.revision;
  bool differs = false;
  for (const auto& [source, after] : decision.after) {
    const YearContent& before = decision.before[source];
    const Filing filing{.source = source, .revision = mark.revision, .framework = after.framework};
    if (HasOtherPlan(before, after)) {
      mark.digest = ChainDigest(mark.digest, CanonicalPlan(source, after.framework, after.plan));
      ZP_RETURN_IF_ERROR(InsertPlan(connection, update.key, filing, after.plan));
      differs = true;
    }
    if (before.goals != after.goals) {
      mark.digest = ChainDigest(mark.digest, CanonicalGoals(source, after.goals));
      ZP_RETURN_IF_ERROR(InsertGoals(connection, update.key, {source, mark.revision, ""}, after.goals));
      differs = true;
    }
  }
  if (!differs) return decision.head;
  ZP_RETURN_IF_ERROR(SaveChange(connection, update.key, {mark, "", stamp.caller, stamp.now_ms}));
  return mark;
}

std::string ContentDigest(const PlanUpdate& update) {
  const std::string rows = update.rows ? CanonicalPlan("", update.framework, *update.rows) : update.framework;
  return Sm3Hex(absl::StrCat("UpdatePlan\n", update.key.fiscal_year, "\n", rows, "\n",
                             update.goals ? CanonicalGoals("", *update.goals) : ""));
}

}  // namespace

absl::StatusOr<YearMark> UpdatePlanOnce(storage::Connection& connection, const PlanUpdate& update,
                                        const RequestStamp& stamp) {
  const std::string content_digest = ContentDigest(update);
  ZP_ASSIGN_OR_RETURN(const std::optional<AnsweredRequest> answered,
                      SelectRequest(connection, update.key, stamp, content_digest));
  if (answered.has_value()) return SelectMark(connection, update.key, answered->revision);
  ZP_ASSIGN_OR_RETURN(Decision decision, Decide(connection, update));
  ZP_ASSIGN_OR_RETURN(const YearMark mark, Save(connection, update, stamp, std::move(decision)));
  AnsweredRequest answer;
  answer.revision = mark.revision;
  ZP_RETURN_IF_ERROR(InsertRequest(connection, update.key, stamp, content_digest, answer));
  return mark;
}

absl::StatusOr<YearContent> PreviewPlanUpdate(storage::Connection& connection, const PlanUpdate& update) {
  ZP_ASSIGN_OR_RETURN(const Decision decision, Decide(connection, update));
  YearContent content = PlanOfAll(decision.after);
  content.framework = update.framework;
  return content;
}

}  // namespace zhengping::indicator
