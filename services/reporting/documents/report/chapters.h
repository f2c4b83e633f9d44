// The chapters of a report: the narrative's blocks with their bound numbers filled in, each finding's measure under its
// problem and its recommendation under its suggestion.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_CHAPTERS_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_CHAPTERS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"
#include "services/reporting/domain/narrative.h"

namespace zhengping::reporting {

// Refused: NARRATIVE_UNBOUND, as BuildReport.
absl::StatusOr<std::vector<Block>> ChaptersOf(const Narrative& narrative, const EvaluationContent& content);

// The four chapters for an evaluation that has no narrative.
Narrative BareNarrative(const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_CHAPTERS_H_
