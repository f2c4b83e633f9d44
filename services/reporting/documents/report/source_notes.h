// 数据说明: what the figures rest on, and what a reader must not take for granted.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SOURCE_NOTES_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SOURCE_NOTES_H_

#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

Annex SourceNotes(const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_SOURCE_NOTES_H_
