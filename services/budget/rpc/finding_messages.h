// Findings (存在的问题) as messages.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_FINDING_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_FINDING_MESSAGES_H_

#include "common/resource_name/resource_name.h"
#include "services/budget/domain/findings/finding.h"
#include "services/budget/rpc/message_issues.h"

namespace zhengping::budget::v1 {
class AnalysisKeywords;
class AnalysisParameter;
class Finding;
class FindingThresholds;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

void ToMessage(const DepartmentName& department, const Finding& finding, v1::Finding& message);
void ToMessage(FindingKind kind, const SeverityThresholds& thresholds, v1::FindingThresholds& message);
void ToMessage(const Parameter& parameter, v1::AnalysisParameter& message);
void ToMessage(const Keywords& keywords, v1::AnalysisKeywords& message);
// CheckSettings judges the order. NUMBER_MALFORMED, NUMBER_TOO_LONG, DENOMINATOR_NOT_POSITIVE, TEXT_TOO_LONG.
SeverityThresholds FromMessage(const v1::FindingThresholds& message, const MessageIssues& issues);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_FINDING_MESSAGES_H_
