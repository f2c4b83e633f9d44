// 评分说明: how each row came to its points, and whether what must agree agrees (勾稽关系).
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SCORE_EXPLANATIONS_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SCORE_EXPLANATIONS_H_

#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

Annex ScoreExplanations(const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SCORE_EXPLANATIONS_H_
