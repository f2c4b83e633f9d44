// Steps of an evaluation's life, from the wire to the store: who acts, on what, why.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_LIFE_ORDERS_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_LIFE_ORDERS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "common/server/caller.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/store/life_store.h"

namespace zhengping::reporting::v1 {
class Adjustment;
class EvaluationEvent;
}  // namespace zhengping::reporting::v1

namespace zhengping::reporting {

// Nobody (an empty name) while the caller is the local operator who states nobody. A stated actor is not proven: no
// authenticator of this release proves a name (common/client/stated_actor.h).
Actor ActorOf(const server::Caller& caller);

// For the requests of the life, which all have name, etag and reason. Refused: RESOURCE_NAME_MALFORMED, field "name".
absl::StatusOr<LifeOrder> OrderFrom(const std::string& name, const std::string& etag, const std::string& reason,
                                    LifeAction action, const server::Caller& caller, int64_t now_ms);

template <typename Request>
absl::StatusOr<LifeOrder> OrderFrom(const Request& request, LifeAction action, const server::Caller& caller,
                                    int64_t now_ms) {
  return OrderFrom(request.name(), request.etag(), request.reason(), action, caller, now_ms);
}

// Path, points and evidence. Refused, the field in the adjustment: NUMBER_MALFORMED, NUMBER_TOO_LONG, field "score".
absl::StatusOr<Adjustment> FromMessage(const v1::Adjustment& message);
void ToMessage(const Adjustment& adjustment, v1::Adjustment& message);
void ToMessage(const LifeEvent& event, v1::EvaluationEvent& message);
// The first event of a timeline: the making of the draft.
void CreationToMessage(const Timeline& timeline, v1::EvaluationEvent& message);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_LIFE_ORDERS_H_
