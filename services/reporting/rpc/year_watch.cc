#include "services/reporting/rpc/year_watch.h"

#include <utility>

#include "common/status/status_macros.h"
#include "services/reporting/domain/monitoring/target_progress.h"
#include "zhengping/indicator/v1/plan.pb.h"

namespace zhengping::reporting {
namespace {

constexpr char kNoMonthlyPlan[] = "案卷没有分月用款计划，预算执行只与序时进度比较";
constexpr char kNoPlan[] = "本年没有绩效目标，只监控预算执行";
constexpr char kNoFramework[] = "没有写明评价体系，未读取完成情况，也不预计得分";

int64_t BudgetRevision(const YearAnalysis& analysis, int fiscal_year) {
  for (const DepartmentYearMark& mark : analysis.marks) {
    if (mark.service == "budget" && mark.fiscal_year == fiscal_year) return mark.revision;
  }
  return 0;
}

struct Question {
  const Subject& subject;
  const std::string& framework;
  const YearAnalysis& analysis;
  const indicator::v1::Plan& plan;
  const std::vector<std::string>& open;
};

// The score that the year would end with.
absl::Status Score(const Sources& sources, WatchClient& client, const Question& question,
                   const client::Outgoing& outgoing, ScoredForecast& scored) {
  YearAnalysis year_end = question.analysis;
  year_end.facts = ForecastFacts(std::move(year_end.facts), scored.forecast, *question.subject.as_of);
  const std::vector<Fact> facts = FactsForScoring(year_end);
  ZP_ASSIGN_OR_RETURN(const Scoring stands,
                      sources.indicator.Score(question.subject, question.framework, facts, outgoing));
  ZP_ASSIGN_OR_RETURN(const Total met, client.ScoreOpen(question.subject, question.framework, facts, question.plan,
                                                        question.open, outgoing));
  scored.is_scored = true;
  scored.low = stands.scorecard.total.low;
  scored.high = met.high < scored.low ? scored.low : met.high;
  if (scored.low == scored.high) scored.grade = stands.scorecard.total.grade;
  return absl::OkStatus();
}

std::vector<std::string> OpenTargets(const WatchedYear& year) {
  std::vector<std::string> open;
  for (const WatchedTarget& target : year.targets) {
    if (IsOpen(target, year.observations, year.day)) open.push_back(target.path);
  }
  return open;
}

}  // namespace

absl::StatusOr<YearWatch> WatchYear(const Sources& sources, WatchClient& client, const Subject& subject,
                                    std::string framework, const MonitoringThresholds& thresholds,
                                    const client::Outgoing& outgoing) {
  ZP_ASSIGN_OR_RETURN(const KeptYear kept,
                      sources.narratives.Read({.department = subject.department, .fiscal_year = subject.fiscal_year}));
  if (framework.empty()) framework = kept.case_head.framework;
  ZP_ASSIGN_OR_RETURN(YearAnalysis analysis, sources.budget.AnalyzeYear(subject, outgoing));
  WatchedYear year{.day = *subject.as_of, .special_funds = analysis.special_funds, .thresholds = thresholds};
  ZP_ASSIGN_OR_RETURN(year.execution,
                      client.Execution(subject, BudgetRevision(analysis, subject.fiscal_year), outgoing));
  ZP_ASSIGN_OR_RETURN(year.project_names, client.ProjectNames(subject.department, outgoing));
  ZP_ASSIGN_OR_RETURN(const auto prior, client.PriorYear(subject, outgoing));
  indicator::v1::Plan plan;
  ZP_RETURN_IF_ERROR(client.ReadPlan(subject, 0, outgoing, plan));
  ZP_ASSIGN_OR_RETURN(year.targets, WatchedTargetsFrom(plan, subject.project));
  YearWatch watch{.department_display_name = kept.department_display_name.empty() ? analysis.department_display_name
                                                                                  : kept.department_display_name,
                  .notes = {kNoMonthlyPlan},
                  .marks = analysis.marks};
  if (year.targets.empty()) watch.notes.push_back(kNoPlan);
  if (framework.empty()) watch.notes.push_back(kNoFramework);
  if (!framework.empty()) {
    ZP_ASSIGN_OR_RETURN(Scoring so_far,
                        sources.indicator.Score(subject, framework, FactsForScoring(analysis), outgoing));
    year.observations = std::move(so_far.scorecard.observations);
    watch.marks.insert(watch.marks.end(), so_far.marks.begin(), so_far.marks.end());
    watch.open_targets = OpenTargets(year);
  }
  const Question question{subject, framework, analysis, plan, watch.open_targets};
  for (Forecast& forecast : Forecasts(year.execution, year.day, prior)) {
    ScoredForecast scored{.forecast = std::move(forecast)};
    if (!framework.empty()) ZP_RETURN_IF_ERROR(Score(sources, client, question, outgoing, scored));
    watch.forecasts.push_back(std::move(scored));
  }
  watch.lines = Watch(year);
  return watch;
}

}  // namespace zhengping::reporting
