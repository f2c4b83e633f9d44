// A finding as blocks of a report: what was measured in words, its figures in a table with their definition, the
// thresholds with their source; and what to do about it, with what it would have changed: a sentence with the main
// figures, and a table of all of them before and after with what was changed in the note.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_FINDING_BLOCKS_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_FINDING_BLOCKS_H_

#include <string>
#include <vector>

#include "services/reporting/documents/document.h"
#include "services/reporting/documents/report/printed.h"
#include "services/reporting/domain/finding.h"

namespace zhengping::reporting {

std::vector<Block> MeasureOf(const Finding& finding, bool is_illustrative);

// Nothing when the finding has no recommendation but the sentence that says why.
std::vector<Block> RecommendationOf(const Finding& finding, bool is_illustrative);

// 未触发, 一般, 较重, 严重; 未评价.
std::string SeverityText(FindingSeverity severity);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_FINDING_BLOCKS_H_
