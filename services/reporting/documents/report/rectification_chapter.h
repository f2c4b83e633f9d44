// 上年度问题整改情况: how last year's rectification items stand, each with the figure then and now. The last chapter of
// the report, where there are items.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_RECTIFICATION_CHAPTER_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_RECTIFICATION_CHAPTER_H_

#include <vector>

#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// Empty where last year has no items.
std::vector<Block> RectificationChapter(const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_RECTIFICATION_CHAPTER_H_
