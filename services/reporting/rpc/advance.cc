#include <utility>

#include "services/reporting/rpc/evaluation_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

void ReportingService::Advance(absl::StatusOr<LifeOrder> order, v1::Evaluation* response, const server::Done& done) {
  if (!order.ok()) return done(order.status());
  lives_.Advance(*std::move(order), [done, response](const absl::StatusOr<Evaluation>& advanced) {
    if (advanced.ok()) ToMessage(*advanced, *response);
    done(advanced.status());
  });
}

}  // namespace zhengping::reporting
