// What the indicator service is asked and answers, for the domain.
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_MESSAGES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reporting/clients/contract.h"
#include "services/reporting/domain/evaluate.h"

namespace zhengping::indicator::v1 {
class ScoreRequest;
class Scorecard;
}  // namespace zhengping::indicator::v1

namespace zhengping::reporting {

// `facts` as FactsForScoring gives them.
void ToMessage(const Subject& subject, const std::string& framework, const std::vector<Fact>& facts,
               indicator::v1::ScoreRequest& message);

// The request that scored the evaluation: its own facts and framework, at the revision that its watermark names.
void ToMessage(const Evaluation& evaluation, indicator::v1::ScoreRequest& message);
// The nodes alone, with the breaches that the next function lists for them.
std::vector<ScoredNode> NodesFrom(const indicator::v1::Scorecard& message, Contract& contract);

// DOWNSTREAM_CONTRACT_BROKEN (INTERNAL), with the place in the answer, for a sheet of another framework or day, marks
// of another department or year, a node without a path, weight or place in the order of print, a path that stands
// twice, a weight below zero, a scored row without points, points below zero or above the weight (by more than rounding
// can), a number or day that is none, no total.
absl::StatusOr<Scoring> FromMessage(const indicator::v1::Scorecard& message, const Subject& subject,
                                    const std::string& framework);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_INDICATOR_MESSAGES_H_
