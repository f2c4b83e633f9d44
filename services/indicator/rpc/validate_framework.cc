#include <vector>

#include "absl/strings/str_cat.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/value_messages.h"

namespace zhengping::indicator {
namespace {

void TellIssues(const std::vector<Issue>& issues, v1::ValidateFrameworkResponse& response) {
  for (const Issue& issue : issues) {
    if (response.issues_size() == static_cast<int>(kMostIssues)) return;
    ToMessage(issue, *response.add_issues());
  }
}

absl::Status Validate(const v1::ValidateFrameworkRequest& request, v1::ValidateFrameworkResponse& response) {
  if (request.has_framework() == !request.text().empty()) {
    return Invalid({"FRAMEWORK_CHOICE", "framework"}, "a framework comes either as a message or as a text");
  }
  if (request.text().size() > kMostFrameworkTextBytes) {
    return Invalid({"FRAMEWORK_TOO_LARGE", "text"},
                   absl::StrCat("a framework's text has at most ", kMostFrameworkTextBytes, " bytes"));
  }
  v1::Framework parsed;
  std::vector<Issue> issues;
  if (!request.has_framework() && !ParseFrameworkText(request.text(), parsed, issues)) {
    TellIssues(issues, response);
    return absl::OkStatus();
  }
  const CompileResult result = CompileMessage(request.has_framework() ? request.framework() : parsed);
  TellIssues(result.issues, response);
  if (result.compiled != nullptr) response.set_content_hash(result.compiled->content_hash());
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::ValidateFramework(grpc::CallbackServerContext* context,
                                                              const v1::ValidateFrameworkRequest* request,
                                                              v1::ValidateFrameworkResponse* response) {
  return server::AnswerOn(workers_, context, *request,
                          [=](const server::CallContext&) -> absl::Status { return Validate(*request, *response); });
}

}  // namespace zhengping::indicator
