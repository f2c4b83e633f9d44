// The score of a stored evaluation, in indicator's words.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_SCORECARD_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_SCORECARD_MESSAGES_H_

#include "services/reporting/domain/scorecard.h"

namespace zhengping::indicator::v1 {
class Scorecard;
class ScoredNode;
class Total;
}  // namespace zhengping::indicator::v1

namespace zhengping::reporting {

void ToMessage(const ScoredNode& node, indicator::v1::ScoredNode& message);
void ToMessage(const Total& total, indicator::v1::Total& message);
// Without hash and marks: they stand in the evaluation's watermark.
void ToMessage(const Scorecard& scorecard, indicator::v1::Scorecard& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_SCORECARD_MESSAGES_H_
