#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/domain/facts_audit.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/value_messages.h"
#include "zhengping/type/fact.pb.h"
#include "zhengping/type/watermark.pb.h"

namespace zhengping::budget {
namespace {

void Respond(const YearKey& key, const YearSnapshot& year, v1::AuditFactsResponse& response) {
  const FactsAudit audit = AuditFacts(year.head.fold, year.ledger);
  for (const FactDifference& difference : audit.differences) {
    v1::FactDifference& added = *response.add_differences();
    added.set_name(difference.name);
    if (difference.kept) ToMessage(*difference.kept, *added.mutable_kept());
    if (difference.recomputed) ToMessage(*difference.recomputed, *added.mutable_recomputed());
  }
  response.set_fact_count(static_cast<int32_t>(audit.compared));
  ToMark(key, year.ledger.revision, year.digest, *response.mutable_mark());
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::AuditFacts(grpc::CallbackServerContext* context,
                                                    const v1::AuditFactsRequest* request,
                                                    v1::AuditFactsResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<YearKey> key = YearFromName(request->name(), /*last_part=*/"", "name");
    if (!key.ok()) return done(key.status());
    ledger_.ReadYear(*key, /*revision=*/0, [=, key = *key](absl::StatusOr<YearSnapshot> year) {
      if (year.ok()) Respond(key, *year, *response);
      done(WithDepartmentField(year.status(), "name"));
    });
  });
}

}  // namespace zhengping::budget
