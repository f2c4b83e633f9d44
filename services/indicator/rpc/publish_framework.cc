#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/stored_framework_messages.h"

namespace zhengping::indicator {
namespace {

constexpr size_t kMostErrorsInMessage = 5;

// The hash of the content, or FRAMEWORK_INVALID with the first errors.
absl::StatusOr<std::string> HashOfGood(const v1::Framework& message) {
  const CompileResult result = CompileMessage(message);
  if (result.compiled != nullptr) return result.compiled->content_hash();
  std::vector<std::string> texts;
  size_t count = 0;
  for (const Issue& issue : result.issues) {
    if (issue.severity == Severity::kError && ++count <= kMostErrorsInMessage) texts.push_back(FormatIssue(issue));
  }
  return NotNow({"FRAMEWORK_INVALID", "name"},
                absl::StrCat("the draft has ", count,
                             " errors; ValidateFramework names all; the first: ", absl::StrJoin(texts, "; ")));
}

}  // namespace

// The check may take a second for a large one, so it runs outside the writer; the etag holds off who changes the draft
// between.
grpc::ServerUnaryReactor* IndicatorService::PublishFramework(grpc::CallbackServerContext* context,
                                                             const v1::PublishFrameworkRequest* request,
                                                             v1::Framework* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const std::string request_id, ParseRequestId(request->request_id()));
    ZP_ASSIGN_OR_RETURN(const std::string id, FrameworkIdOf(request->name(), "name"));
    ZP_ASSIGN_OR_RETURN(const v1::Framework read, shelf_.Read(request->name(), "name"));
    const absl::StatusOr<std::string> hash = HashOfGood(read);
    const auto decide = [=](const std::optional<StoredFramework>& before) -> absl::StatusOr<StoredFramework> {
      ZP_RETURN_IF_ERROR(CheckCanChange(
          before.has_value() ? before->head : FrameworkHead{.name = id, .state = FrameworkState::kPublished}));
      if (before->etag != read.etag()) {
        return Stale({"ETAG_STALE", "etag"}, absl::StrCat(id, " was changed while it was checked; try again"));
      }
      if (!hash.ok()) return hash.status();
      StoredFramework published = *before;
      published.head.state = FrameworkState::kPublished;
      published.head.content_hash = *hash;
      return published;
    };
    ZP_ASSIGN_OR_RETURN(*response, shelf_.Change(id, request->etag(), decide, StampOf(call, request_id),
                                                 RequestDigest("PublishFramework", *request)));
    return absl::OkStatus();
  });
}

}  // namespace zhengping::indicator
