#include "services/reporting/rpc/computation.h"

#include <utility>

#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping::reporting {

absl::StatusOr<Computed> Compute(const Sources& sources, const Subject& subject, std::string framework,
                                 const client::Outgoing& outgoing, RetiredFramework retired) {
  ZP_ASSIGN_OR_RETURN(KeptYear kept,
                      sources.narratives.Read({.department = subject.department, .fiscal_year = subject.fiscal_year}));
  if (framework.empty()) framework = kept.case_head.framework;
  if (framework.empty()) {
    return NotNow({"FRAMEWORK_NOT_STATED", "framework"},
                  "the case names no framework: name one, for example frameworks/self-evaluation-2020");
  }
  if (subject.project.empty()) {
    ZP_ASSIGN_OR_RETURN(kept.last_years_items,
                        sources.rectifications.ReadYear({subject.department, subject.fiscal_year - 1}));
  }
  ZP_ASSIGN_OR_RETURN(YearAnalysis analysis, sources.budget.AnalyzeYear(subject, outgoing));
  ZP_ASSIGN_OR_RETURN(Scoring scoring,
                      sources.indicator.Score(subject, framework, FactsForScoring(analysis), outgoing, retired));
  return Join(subject, std::move(analysis), std::move(scoring), kept);
}

}  // namespace zhengping::reporting
