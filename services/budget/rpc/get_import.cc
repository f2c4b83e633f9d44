#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/import_messages.h"
#include "services/budget/rpc/write_stamp.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::GetImport(grpc::CallbackServerContext* context,
                                                   const v1::GetImportRequest* request, v1::Import* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext& call, server::Done done) {
    const absl::StatusOr<ImportName> name = ParseImportName(request->name(), "name");
    if (!name.ok()) return done(name.status());
    imports_.Get(*name, StampOf(call, clock_).now_ms, [=, name = *name](absl::StatusOr<ImportRow> row) {
      if (row.ok()) ToMessage(name, *row, *response);
      done(row.status());
    });
  });
}

}  // namespace zhengping::budget
