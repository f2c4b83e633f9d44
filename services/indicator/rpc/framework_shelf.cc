#include "services/indicator/rpc/framework_shelf.h"

#include <google/protobuf/message.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/resource_name/resource_name.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/stored_framework_messages.h"

namespace zhengping::indicator {
namespace {

absl::StatusOr<std::shared_ptr<const CompiledFramework>> CompileStored(const StoredFramework& stored) {
  ZP_ASSIGN_OR_RETURN(const v1::Framework message, MessageOf(stored));
  CompileResult result = CompileMessage(message);
  if (result.compiled != nullptr && result.compiled->content_hash() == stored.head.content_hash) {
    return std::move(result.compiled);
  }
  return absl::InternalError(absl::StrCat("the published framework ", stored.head.name,
                                          " is not what was published: its content hash was ",
                                          stored.head.content_hash));
}

}  // namespace

absl::Status FrameworkShelf::LoadPublished() {
  ZP_ASSIGN_OR_RETURN(const std::vector<StoredFramework> published, store_.ReadPublished());
  for (const StoredFramework& stored : published) {
    ZP_ASSIGN_OR_RETURN(std::shared_ptr<const CompiledFramework> compiled, CompileStored(stored));
    catalogue_.Add(std::move(compiled));
    if (stored.head.state == FrameworkState::kRetired) catalogue_.Retire(stored.head.name);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Framework> FrameworkShelf::Read(absl::string_view name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(const std::string id, FrameworkIdOf(name, field));
  ZP_ASSIGN_OR_RETURN(const std::optional<StoredFramework> stored, store_.Read(id));
  if (stored.has_value()) return MessageOf(*stored);
  const auto shipped = catalogue_.shipped().find(id);
  if (shipped == catalogue_.shipped().end()) return FrameworkNotFound(id, field);
  v1::Framework message;
  ToMessage(*shipped->second, message);
  return message;
}

absl::StatusOr<std::vector<v1::Framework>> FrameworkShelf::List() {
  ZP_ASSIGN_OR_RETURN(const std::vector<StoredFramework> stored, store_.List());
  std::vector<v1::Framework> all;
  for (const StoredFramework& one : stored) all.push_back(HeadMessageOf(one));
  for (const auto& [id, shipped] : catalogue_.shipped()) {
    const std::string name = FrameworkResourceName(id);
    if (std::any_of(all.begin(), all.end(), [&name](const v1::Framework& one) { return one.name() == name; })) continue;
    v1::Framework message;
    ToMessage(*shipped, message);
    message.clear_indicators();
    message.clear_named_rules();
    all.push_back(std::move(message));
  }
  std::sort(all.begin(), all.end(), [](const v1::Framework& a, const v1::Framework& b) { return a.name() < b.name(); });
  return all;
}

absl::StatusOr<bool> FrameworkShelf::IsTaken(const std::string& id) {
  if (catalogue_.Find(id) != nullptr) return true;
  ZP_ASSIGN_OR_RETURN(const std::optional<StoredFramework> stored, store_.Read(id));
  return stored.has_value();
}

absl::StatusOr<v1::Framework> FrameworkShelf::Change(const std::string& id, const std::string& expected_etag,
                                                     const FrameworkDecision& decide, const RequestStamp& stamp,
                                                     const std::string& content_digest) {
  ZP_ASSIGN_OR_RETURN(const StoredFramework stored, store_.Change(id, expected_etag, decide, stamp, content_digest));
  const bool is_new = stored.head.state == FrameworkState::kPublished && catalogue_.Find(id) == nullptr;
  if (is_new) {
    ZP_ASSIGN_OR_RETURN(std::shared_ptr<const CompiledFramework> compiled, CompileStored(stored));
    catalogue_.Add(std::move(compiled));
  }
  if (stored.head.state == FrameworkState::kRetired) catalogue_.Retire(stored.head.name);
  return MessageOf(stored);
}

std::string RequestDigest(absl::string_view method, const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  const google::protobuf::FieldDescriptor* id = copy->GetDescriptor()->FindFieldByName("request_id");
  if (id != nullptr) copy->GetReflection()->ClearField(copy.get(), id);
  return Sm3Hex(absl::StrCat(method, "\n", copy->SerializeAsString()));
}

absl::StatusOr<std::string> FrameworkIdOf(absl::string_view name, absl::string_view field) {
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> parts, MatchName("frameworks/*", name, field));
  return parts[0];
}

absl::Status FrameworkNotFound(absl::string_view id, absl::string_view field) {
  return Absent({"FRAMEWORK_NOT_FOUND", std::string(field)},
                absl::StrCat("there is no framework ", id, "; ListFrameworks names those that there are"));
}

}  // namespace zhengping::indicator
