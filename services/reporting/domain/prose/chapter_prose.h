// The chapters of problems and of recommendations (存在的问题, 改进措施和建议) in plain official Chinese, each figure
// bound, so that a person may edit the sentences and the figures still follow the data:
//
//   年中先后以{{finding:mid_year_additions.supplement_documents}}份文件追加预算{{finding:mid_year_additions.supplements|万元}}万元
//
// A part of a sentence whose figures are missing or all zero is left out. Nothing is claimed that other figures could
// make untrue: 由…变为…, never 降至.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_CHAPTER_PROSE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_CHAPTER_PROSE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// Paragraphs in the narrative's form. Of a finding of another kind: its summary as it was measured, unbound.
std::vector<std::string> ProblemProse(const Finding& finding, const EvaluationContent& content);

// What to do, then what it would change.
std::vector<std::string> RecommendationProse(const Finding& finding, const EvaluationContent& content);

// The four chapters for an evaluation that has no narrative, as text.
std::string BareNarrativeText(const EvaluationContent& content);

// `stored` (empty: the bare one) with {{finding:…}} and {{recommendation:…}} written out in place, each followed by its
// table; a narrative without a chapter of problems gets both chapters at its end.
std::string DraftNarrative(absl::string_view stored, const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_CHAPTER_PROSE_H_
