#include "services/indicator/rpc/stored_framework_messages.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_messages.h"

namespace zhengping::indicator {
namespace {

void SetOutput(const StoredFramework& stored, v1::Framework& message) {
  message.set_name(FrameworkResourceName(stored.head.name));
  message.set_state(MessageOf(stored.head.state));
  message.set_content_hash(stored.head.content_hash);
  message.set_etag(stored.etag);
  if (stored.published_ms == 0) return;
  message.mutable_publish_time()->set_seconds(stored.published_ms / 1000);
  message.mutable_publish_time()->set_nanos(static_cast<int32_t>(stored.published_ms % 1000) * 1000000);
}

}  // namespace

v1::Framework WithoutOutput(v1::Framework message) {
  message.clear_state();
  message.clear_content_hash();
  message.clear_publish_time();
  message.clear_etag();
  return message;
}

absl::StatusOr<StoredFramework> DraftFrom(const v1::Framework& message) {
  StoredFramework draft;
  FrameworkHead& head = draft.head;
  absl::string_view name = message.name();
  if (!absl::ConsumePrefix(&name, "frameworks/") || !IsFrameworkName(name)) {
    return Invalid({"FRAMEWORK_NAME", "name"},
                   "a framework is named frameworks/ and at most 63 small letters, digits and hyphens");
  }
  head.name = std::string(name);
  head.display_name = message.display_name();
  head.version = message.version() == 0 ? 1 : message.version();
  head.division = message.division();
  head.first_year = message.first_fiscal_year();
  head.last_year = message.last_fiscal_year();
  head.source = message.source();
  head.is_library = message.is_library();
  draft.content = WithoutOutput(message).SerializeAsString();
  if (draft.content.size() <= kMostFrameworkTextBytes) return draft;
  return Invalid({"FRAMEWORK_TOO_LARGE", ""},
                 absl::StrCat("a framework has at most ", kMostFrameworkTextBytes, " bytes"));
}

absl::StatusOr<v1::Framework> MessageOf(const StoredFramework& stored) {
  v1::Framework message;
  if (!message.ParseFromString(stored.content)) {
    return absl::InternalError(absl::StrCat("the content of framework ", stored.head.name, " cannot be read"));
  }
  SetOutput(stored, message);
  return message;
}

v1::Framework HeadMessageOf(const StoredFramework& stored) {
  v1::Framework message;
  message.set_display_name(stored.head.display_name);
  message.set_version(stored.head.version);
  message.set_division(stored.head.division);
  message.set_first_fiscal_year(stored.head.first_year);
  message.set_last_fiscal_year(stored.head.last_year);
  message.set_source(stored.head.source);
  message.set_is_library(stored.head.is_library);
  SetOutput(stored, message);
  return message;
}

v1::Framework::State MessageOf(FrameworkState state) {
  switch (state) {
    case FrameworkState::kDraft:
      return v1::Framework::STATE_DRAFT;
    case FrameworkState::kPublished:
      return v1::Framework::STATE_PUBLISHED;
    case FrameworkState::kRetired:
      return v1::Framework::STATE_RETIRED;
  }
  std::abort();  // Our own bug: an enumeration holds one of its values.
}

}  // namespace zhengping::indicator
