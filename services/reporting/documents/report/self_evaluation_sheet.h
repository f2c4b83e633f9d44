// 部门整体支出绩效自评表: the money with its splits, then the indicators with target, actual, weight, score and
// reasons.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SELF_EVALUATION_SHEET_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SELF_EVALUATION_SHEET_H_

#include <string>

#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

Annex SelfEvaluationSheet(const EvaluationContent& content);

// "得分 89.95 分，等级良" or "可评 90 分中得 80.75 分（区间 80.75–90.75），不定级", with bound numbers.
Runs TotalRuns(const Total& total);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SELF_EVALUATION_SHEET_H_
