#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/reporting/limits.h"
#include "services/reporting/rpc/name_messages.h"
#include "services/reporting/rpc/rectification_messages.h"
#include "services/reporting/rpc/reporting_service.h"

namespace zhengping::reporting {

grpc::ServerUnaryReactor* ReportingService::ListRectificationItems(grpc::CallbackServerContext* context,
                                                                   const v1::ListRectificationItemsRequest* request,
                                                                   v1::ListRectificationItemsResponse* response) {
  return server::AnswerOn(readers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    ItemQuery query;
    ZP_ASSIGN_OR_RETURN(query.department, ParseDepartmentName(request->parent(), "parent"));
    if (request->fiscal_year() != 0) {
      ZP_ASSIGN_OR_RETURN(query.fiscal_year, ParseFiscalYear(request->fiscal_year()));
    }
    ZP_ASSIGN_OR_RETURN(const int32_t size, ParsePageSize(request->page_size(), kUsualPageSize, kMostPageSize));
    const std::vector<std::string> fields = {"ListRectificationItems", request->parent(),
                                             absl::StrCat(query.fiscal_year)};
    ZP_ASSIGN_OR_RETURN(const std::vector<std::string> after, ParsePageToken(request->page_token(), fields, 1));
    if (!after.empty()) query.after = after[0];
    query.limit = size + 1;
    ZP_ASSIGN_OR_RETURN(const std::vector<RectificationItem> items, rectifications_.Read(query));
    for (const RectificationItem& item : items) {
      if (response->rectification_items_size() == size) break;
      ToMessage(query.department, item, *response->add_rectification_items());
    }
    if (items.size() > static_cast<size_t>(size)) {
      response->set_next_page_token(FormatPageToken({items[static_cast<size_t>(size) - 1].id}, fields));
    }
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
