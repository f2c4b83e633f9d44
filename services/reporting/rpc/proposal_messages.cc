#include "services/reporting/rpc/proposal_messages.h"

#include <cstdlib>

#include "services/reporting/clients/value_messages.h"
#include "zhengping/reporting/v1/narrative.pb.h"
#include "zhengping/reporting/v1/narrative_requests.pb.h"

namespace zhengping::reporting {
namespace {

v1::WrittenBound MessageOf(NumberBound bound) {
  switch (bound) {
    case NumberBound::kExact:
      return v1::WRITTEN_BOUND_EXACT;
    case NumberBound::kAtLeast:
      return v1::WRITTEN_BOUND_AT_LEAST;
    case NumberBound::kAtMost:
      return v1::WRITTEN_BOUND_AT_MOST;
    case NumberBound::kAbout:
      return v1::WRITTEN_BOUND_ABOUT;
  }
  std::abort();
}

}  // namespace

void ToMessage(const std::vector<ObservationProposal>& proposals, int fiscal_year,
               v1::ProposeObservationsResponse& message) {
  for (const ObservationProposal& proposal : proposals) {
    v1::ProposedObservation& row = *message.add_observations();
    row.set_subject(proposal.subject);
    ToMessage(Quantity(proposal.value), proposal.unit, *row.mutable_value());
    if (proposal.upper) ToMessage(Quantity(*proposal.upper), proposal.unit, *row.mutable_upper());
    if (proposal.whole) ToMessage(Quantity(*proposal.whole), proposal.unit, *row.mutable_whole());
    row.set_is_lower_bound(proposal.bound == NumberBound::kAtLeast);
    row.set_bound(MessageOf(proposal.bound));
    row.set_unit(proposal.unit);
    row.set_line(proposal.line);
    row.set_text(proposal.text);
    row.set_context(proposal.context);
    if (proposal.as_of) ToMessage(*proposal.as_of, *row.mutable_as_of());
  }
  message.set_rows(ObservationRows(proposals, fiscal_year));
}

}  // namespace zhengping::reporting
