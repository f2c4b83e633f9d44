// 部门整体支出绩效评价基础数据表, after the Hunan form for FY2023 (columns: 上年决算数 | 本年预算数 | 本年决算数):
// headcount, expenses under control, buildings, quota execution.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_BASIC_TABLE_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_BASIC_TABLE_H_

#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

Annex BasicTable(const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_BASIC_TABLE_H_
