// Whether an evaluation still rests on the data of the moment.
//
// A reading asks both services, but never waits long for them, and after one has not answered leaves them alone for a
// while: then it tells what is known. A publication must know, and fails without an answer. What either hears is noted
// in the store, so that lists show it.
//
// Thread rule: any thread; both block, so not gRPC's own.
#ifndef ZHENGPING_SERVICES_REPORTING_RPC_FRESHNESS_H_
#define ZHENGPING_SERVICES_REPORTING_RPC_FRESHNESS_H_

#include <atomic>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "services/reporting/clients/head_client.h"
#include "services/reporting/domain/evaluation.h"
#include "services/reporting/store/life_store.h"

namespace zhengping::reporting {

class Freshness {
 public:
  Freshness(HeadClient& heads, LifeStore& lives, const Clock& clock) : heads_(heads), lives_(lives), clock_(clock) {}

  bool IsStale(const Evaluation& evaluation, const client::Outgoing& outgoing);

  // The heads of what the evaluation read. Refused: as HeadClient::Read.
  absl::StatusOr<std::vector<DepartmentYearMark>> Heads(const Evaluation& evaluation, const client::Outgoing& outgoing);

 private:
  HeadClient& heads_;
  LifeStore& lives_;
  const Clock& clock_;
  std::atomic<int64_t> quiet_until_ms_{0};
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_RPC_FRESHNESS_H_
