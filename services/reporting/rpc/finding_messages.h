// Findings and special funds of a stored evaluation, in budget's words.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_FINDING_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_FINDING_MESSAGES_H_

#include "services/reporting/domain/finding.h"

namespace zhengping::budget::v1 {
class Finding;
class SpecialFund;
}  // namespace zhengping::budget::v1

namespace zhengping::reporting {

void ToMessage(const Finding& finding, budget::v1::Finding& message);
// Without what an evaluation does not keep: needs, revision, etag.
void ToMessage(const SpecialFund& fund, int fiscal_year, budget::v1::SpecialFund& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_FINDING_MESSAGES_H_
