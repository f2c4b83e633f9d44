#include <string>
#include <vector>

#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"

namespace zhengping::indicator {
namespace {

absl::Status List(const FrameworkCatalogue& catalogue, const v1::ListFrameworksRequest& request,
                  v1::ListFrameworksResponse& response) {
  const std::vector<std::string> request_fields = {"ListFrameworks"};
  ZP_ASSIGN_OR_RETURN(const int32_t page_size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> after, ParsePageToken(request.page_token(), request_fields, 1));
  const FrameworkCatalogue::Frameworks& all = catalogue.frameworks();
  auto next = after.empty() ? all.begin() : all.upper_bound(after[0]);
  for (; next != all.end() && response.frameworks_size() < page_size; ++next) {
    v1::Framework& framework = *response.add_frameworks();
    ToMessage(*next->second, framework);
    framework.clear_indicators();
    framework.clear_named_rules();
    if (std::next(next) != all.end() && response.frameworks_size() == page_size) {
      response.set_next_page_token(FormatPageToken({next->first}, request_fields));
    }
  }
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::ListFrameworks(grpc::CallbackServerContext* context,
                                                           const v1::ListFrameworksRequest* request,
                                                           v1::ListFrameworksResponse* response) {
  return server::Answer(context, *request, [=, this](const server::CallContext&, const server::Done& done) {
    done(List(catalogue_, *request, *response));
  });
}

}  // namespace zhengping::indicator
