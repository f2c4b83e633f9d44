// Proposed observations on the wire.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_PROPOSAL_MESSAGES_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_PROPOSAL_MESSAGES_H_

#include <vector>

#include "services/reporting/domain/prose/observation_proposals.h"

namespace zhengping::reporting::v1 {
class ProposeObservationsResponse;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

void ToMessage(const std::vector<ObservationProposal>& proposals, int fiscal_year,
               v1::ProposeObservationsResponse& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_PROPOSAL_MESSAGES_H_
