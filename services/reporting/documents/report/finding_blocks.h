// The tables of a finding in a report: its figures with their definition and the thresholds with their source, below
// the largest of what they were measured on; and what the recommendation would have changed, before and after, with
// what was changed in the note. The sentences are domain/prose/chapter_prose.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_FINDING_BLOCKS_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_FINDING_BLOCKS_H_

#include <string>
#include <vector>

#include "services/reporting/documents/document.h"
#include "services/reporting/documents/report/printed.h"
#include "services/reporting/domain/finding.h"

namespace zhengping::reporting {

// Nothing for a finding that does not apply.
std::vector<Block> FigureBlocks(const Finding& finding, bool is_illustrative);

// Nothing without a simulation.
std::vector<Block> SimulationBlocks(const Finding& finding, bool is_illustrative);

// 未触发, 一般, 较重, 严重; 未评价.
std::string SeverityText(FindingSeverity severity);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_FINDING_BLOCKS_H_
