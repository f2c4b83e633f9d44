// 专项资金下达情况表: what was promised, when it was due, when and how much came.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SPECIAL_FUND_TABLE_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SPECIAL_FUND_TABLE_H_

#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

Annex SpecialFundTable(const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SPECIAL_FUND_TABLE_H_
