// From a stored evaluation to the document model: 部门整体支出绩效评价报告, with its annexes
//
//   body    the chapters of the narrative, their bound numbers filled in; after each problem its measure, after each
//           suggestion what it is about
//   附件1   基础数据表 (Hunan form, FY2023 columns)
//   附件2   部门整体支出绩效自评表; below it what reviewers adjusted, by whom and why, where they did
//   附件3   评分说明: how each row came to its points, and the cross-checks
//   附件4   专项资金下达情况表, where there are special funds
//   附件5   数据说明: what is illustrative, missing, unverified, without a unit, and which thresholds no document gives
//
// Nothing is read but the evaluation: the same one gives the same document.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_REPORT_OUTLINE_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_REPORT_OUTLINE_H_

#include "absl/status/statusor.h"
#include "services/reporting/documents/document.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// Refused, FAILED_PRECONDITION: NARRATIVE_UNBOUND when a binding of the narrative does not resolve; the message names
// the line and what would be right. An evaluation without a narrative gets the four chapters of a report without prose.
absl::StatusOr<Document> BuildReport(const Evaluation& evaluation);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_REPORT_REPORT_OUTLINE_H_
