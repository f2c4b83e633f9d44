#include <google/protobuf/util/field_mask_util.h>

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/request_id/request_id.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/rpc/stored_framework_messages.h"

namespace zhengping::indicator {
namespace {

using google::protobuf::util::FieldMaskUtil;

constexpr char kAll[] = "*";

// The fields to write; empty: all.
absl::StatusOr<google::protobuf::FieldMask> MaskOf(const v1::UpdateFrameworkRequest& request) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : request.update_mask().paths()) {
    if (path == kAll) return google::protobuf::FieldMask();
    if (!FieldMaskUtil::IsValidPath<v1::Framework>(path)) {
      return Invalid({"UPDATE_MASK_UNKNOWN_FIELD", "update_mask"},
                     absl::StrCat("a framework has no field ", path, "; a list is written whole"));
    }
    mask.add_paths(path);
  }
  if (mask.paths_size() > 0) return mask;
  const v1::Framework& sent = request.framework();
  std::vector<const google::protobuf::FieldDescriptor*> populated;
  sent.GetReflection()->ListFields(sent, &populated);
  for (const auto* field : populated) mask.add_paths(field->name());
  return mask;
}

absl::StatusOr<StoredFramework> Changed(const StoredFramework& before, const v1::Framework& sent,
                                        const google::protobuf::FieldMask& mask) {
  v1::Framework message = sent;
  if (mask.paths_size() > 0) {
    ZP_ASSIGN_OR_RETURN(message, MessageOf(before));
    FieldMaskUtil::MergeOptions options;
    options.set_replace_message_fields(true);
    options.set_replace_repeated_fields(true);
    FieldMaskUtil::MergeMessageTo(sent, mask, options, &message);
  }
  message.set_name(sent.name());
  return DraftFrom(message);
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::UpdateFramework(grpc::CallbackServerContext* context,
                                                            const v1::UpdateFrameworkRequest* request,
                                                            v1::Framework* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    ZP_ASSIGN_OR_RETURN(const std::string request_id, ParseRequestId(request->request_id()));
    ZP_ASSIGN_OR_RETURN(const std::string id, FrameworkIdOf(request->framework().name(), "framework.name"));
    ZP_ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, MaskOf(*request));
    const bool is_shipped = catalogue_.IsShipped(id);
    const auto decide = [=](const std::optional<StoredFramework>& before) -> absl::StatusOr<StoredFramework> {
      if (!before.has_value() && !is_shipped) return FrameworkNotFound(id, "name");
      ZP_RETURN_IF_ERROR(CheckCanChange(
          before.has_value() ? before->head : FrameworkHead{.name = id, .state = FrameworkState::kPublished}));
      return Changed(*before, request->framework(), mask);
    };
    absl::StatusOr<v1::Framework> changed = shelf_.Change(
        id, request->framework().etag(), decide, StampOf(call, request_id), RequestDigest("UpdateFramework", *request));
    if (!changed.ok()) {
      const std::optional<Refusal> refusal = RefusalOf(changed.status());
      const bool is_of_request = refusal.has_value() && refusal->field == "request_id";
      return is_of_request ? changed.status() : WithFieldPrefix(changed.status(), "framework.");
    }
    *response = *std::move(changed);
    return absl::OkStatus();
  });
}

}  // namespace zhengping::indicator
