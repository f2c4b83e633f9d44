// Observations between the wire and the domain.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_OBSERVATION_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_OBSERVATION_MESSAGES_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/rpc/field_path.h"
#include "services/indicator/store/observation_rows.h"

namespace zhengping::indicator::v1 {
class Observation;
}  // namespace zhengping::indicator::v1

namespace zhengping::indicator {

// `field` is its place in the request, "observations[3]". An observation without a day holds at the end of
// `fiscal_year`. Appends OBSERVATION_STATE, OBSERVATION_PARTS, TEXT_TOO_LONG and the reasons of numbers and days.
Observation FromMessage(const v1::Observation& message, int fiscal_year, const FieldPath& field,
                        std::vector<Issue>& issues);
// The same into an observation that was another before, whose memory is used again.
void ReadMessage(const v1::Observation& message, int fiscal_year, const FieldPath& field, std::vector<Issue>& issues,
                 Observation& observation);
void ToMessage(const Observation& observation, v1::Observation& message);
// With what became of it.
void ToMessage(const RecordedObservation& recorded, int64_t recorded_ms, v1::Observation& message);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_OBSERVATION_MESSAGES_H_
