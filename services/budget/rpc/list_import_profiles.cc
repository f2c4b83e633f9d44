#include "common/server/answer.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/id_page.h"
#include "services/budget/rpc/profile_messages.h"

namespace zhengping::budget {

grpc::ServerUnaryReactor* BudgetService::ListImportProfiles(grpc::CallbackServerContext* context,
                                                            const v1::ListImportProfilesRequest* request,
                                                            v1::ListImportProfilesResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<std::string> division = ParseDivisionName(request->parent(), "parent");
    if (!division.ok()) return done(division.status());
    const absl::StatusOr<IdPage> page = IdPageFromMessage(*request, {"ListImportProfiles", request->parent()});
    if (!page.ok()) return done(page.status());
    profiles_.List(*division, page->after, page->size + 1,
                   [=, page = *page](absl::StatusOr<std::vector<StoredProfile>> rows) {
                     if (!rows.ok()) return done(rows.status());
                     response->set_next_page_token(
                         page.CutToPage(*rows, [](const StoredProfile& stored) { return stored.name.profile; }));
                     for (const StoredProfile& stored : *rows) ToMessage(stored, *response->add_import_profiles());
                     done(absl::OkStatus());
                   });
  });
}

}  // namespace zhengping::budget
