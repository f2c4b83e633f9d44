#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/profile_messages.h"

namespace zhengping::budget {
namespace {

struct Page {
  std::string division;
  std::string after;
  int32_t size = 0;
};

std::vector<std::string> TokenFieldsOf(const v1::ListImportProfilesRequest& request) {
  return {"ListImportProfiles", request.parent()};
}

absl::StatusOr<Page> PageFromMessage(const v1::ListImportProfilesRequest& request) {
  Page page;
  ZP_ASSIGN_OR_RETURN(page.division, ParseDivisionName(request.parent(), "parent"));
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> key,
                      ParsePageToken(request.page_token(), TokenFieldsOf(request), 1));
  if (!key.empty()) page.after = key[0];
  return page;
}

}  // namespace

grpc::ServerUnaryReactor* BudgetService::ListImportProfiles(grpc::CallbackServerContext* context,
                                                            const v1::ListImportProfilesRequest* request,
                                                            v1::ListImportProfilesResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, server::Done done) {
    const absl::StatusOr<Page> page = PageFromMessage(*request);
    if (!page.ok()) return done(page.status());
    const auto size = static_cast<size_t>(page->size);
    profiles_.List(page->division, page->after, page->size + 1, [=](absl::StatusOr<std::vector<StoredProfile>> rows) {
      if (!rows.ok()) return done(rows.status());
      if (rows->size() > size) {
        rows->resize(size);
        response->set_next_page_token(FormatPageToken({rows->back().name.profile}, TokenFieldsOf(*request)));
      }
      for (const StoredProfile& stored : *rows) ToMessage(stored, *response->add_import_profiles());
      done(absl::OkStatus());
    });
  });
}

}  // namespace zhengping::budget
