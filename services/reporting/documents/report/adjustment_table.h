// 得分调整: what reviewers changed beside the computed score, in documents and in the envelope of the JSON.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_ADJUSTMENT_TABLE_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_ADJUSTMENT_TABLE_H_

#include <nlohmann/json.hpp>

#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// A row an adjustment: indicator, computed and adjusted points, why, evidence, by whom; the totals below. For an
// evaluation that has adjustments.
Table AdjustmentTable(const Evaluation& evaluation);

// Under the title, so that nobody takes the computed score for the reviewed one: both totals.
Paragraph AdjustmentLine(const Evaluation& evaluation);

// Exact points as ExactText. Empty array: there are none.
nlohmann::json AdjustmentsToJson(const Evaluation& evaluation);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_ADJUSTMENT_TABLE_H_
