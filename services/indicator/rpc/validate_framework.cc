#include <utility>

#include "absl/status/statusor.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_reading.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/value_messages.h"

namespace zhengping::indicator {
namespace {

absl::StatusOr<FrameworkReading> Read(const v1::ValidateFrameworkRequest& request, FrameworkShelf& shelf) {
  const int given = (request.has_framework() ? 1 : 0) + (request.text().empty() ? 0 : 1) +
                    (request.workbook().empty() ? 0 : 1) + (request.name().empty() ? 0 : 1);
  if (given != 1) {
    return Invalid({"FRAMEWORK_CHOICE", "framework"}, "a framework comes as message, text, workbook or by its name");
  }
  ZP_RETURN_IF_ERROR(CheckFrameworkSize(request.text(), "text"));
  ZP_RETURN_IF_ERROR(CheckFrameworkSize(request.workbook(), "workbook"));
  if (request.has_framework()) return ReadFrameworkMessage(request.framework());
  if (!request.workbook().empty()) return ReadFrameworkBytes(request.workbook(), "");
  if (!request.text().empty()) return ReadFrameworkText(request.text(), "");
  ZP_ASSIGN_OR_RETURN(const v1::Framework stored, shelf.Read(request.name(), "name"));
  return ReadFrameworkMessage(stored);
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::ValidateFramework(grpc::CallbackServerContext* context,
                                                              const v1::ValidateFrameworkRequest* request,
                                                              v1::ValidateFrameworkResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(FrameworkReading reading, Read(*request, shelf_));
    for (const Issue& issue : reading.issues) {
      if (response->issues_size() < static_cast<int>(kMostIssues)) ToMessage(issue, *response->add_issues());
    }
    if (reading.compiled != nullptr) response->set_content_hash(reading.compiled->content_hash());
    if (reading.is_read) *response->mutable_framework() = std::move(reading.message);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::indicator
