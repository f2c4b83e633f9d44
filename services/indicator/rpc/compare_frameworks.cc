#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/framework_difference.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"

namespace zhengping::indicator {
namespace {

absl::StatusOr<Framework> ReadWhole(FrameworkShelf& shelf, const std::string& name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(const v1::Framework message, shelf.Read(name, field));
  std::vector<Issue> issues;
  Framework framework = FromMessage(message, issues);
  if (!HasErrors(issues)) return framework;
  return NotNow({"FRAMEWORK_INVALID", std::string(field)},
                absl::StrCat(name, " holds what cannot be read: ", FormatIssue(issues.front())));
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::CompareFrameworks(grpc::CallbackServerContext* context,
                                                              const v1::CompareFrameworksRequest* request,
                                                              v1::CompareFrameworksResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const Framework before, ReadWhole(shelf_, request->name(), "name"));
    ZP_ASSIGN_OR_RETURN(const Framework after, ReadWhole(shelf_, request->other(), "other"));
    for (FrameworkDifference& difference : FindDifferences(before, after)) {
      v1::CompareFrameworksResponse::Difference& told = *response->add_differences();
      for (std::string& level : difference.path) told.add_path(std::move(level));
      told.set_aspect(std::move(difference.aspect));
      told.set_before(std::move(difference.before));
      told.set_after(std::move(difference.after));
    }
    return absl::OkStatus();
  });
}

}  // namespace zhengping::indicator
