#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/reporting/rpc/rectification_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::UpdateRectificationItem(grpc::CallbackServerContext* context,
                                                                    const v1::UpdateRectificationItemRequest* request,
                                                                    v1::RectificationItem* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, const server::Done& done) {
    const absl::StatusOr<NamedItem> named = ParseItemName(request->rectification_item().name());
    if (!named.ok()) return done(named.status());
    absl::StatusOr<ItemChange> change = ChangeFrom(*request);
    if (!change.ok()) return done(change.status());
    rectifications_.Change(
        named->department, named->id, request->rectification_item().etag(), *std::move(change), StampOf(call),
        [done, response, department = named->department](const absl::StatusOr<RectificationItem>& item) {
          if (item.ok()) ToMessage(department, *item, *response);
          done(WithFieldPrefix(item.status(), "rectification_item."));
        });
  });
}

}  // namespace zhengping::reporting
