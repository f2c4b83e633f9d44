#include "common/client/stated_actor.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/spreadsheet/encoding.h"
#include "common/status/refusal.h"

namespace zhengping::client {
namespace {

absl::Status Malformed(absl::string_view what_would_be_right) {
  return Invalid({"ACTOR_MALFORMED", ""}, what_would_be_right);
}

}  // namespace

absl::StatusOr<StatedActor> ActorFrom(absl::string_view name, absl::string_view role) {
  StatedActor actor{.name = std::string(absl::StripAsciiWhitespace(name))};
  const bool has_control = std::any_of(actor.name.begin(), actor.name.end(),
                                       [](char c) { return absl::ascii_iscntrl(static_cast<unsigned char>(c)); });
  if (actor.name.empty() || actor.name.size() > kMostActorBytes || has_control ||
      FirstInvalidUtf8(actor.name) != absl::string_view::npos) {
    return Malformed(absl::StrCat("state a person's name of at most ", kMostActorBytes, " bytes, in UTF-8"));
  }
  for (int number = Role_MIN; number <= Role_MAX; ++number) {
    if (!Role_IsValid(number) || number == ROLE_UNSPECIFIED || number == ROLE_ANONYMOUS) continue;
    if (RoleName(static_cast<Role>(number)) == role) actor.role = static_cast<Role>(number);
  }
  if (actor.role == ROLE_UNSPECIFIED) {
    return Malformed("state a role, for example clerk, department_head or finance_reviewer");
  }
  return actor;
}

absl::StatusOr<StatedActor> ParseStatedActor(absl::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos) return Malformed("say who acts as NAME:ROLE, 王五:finance_reviewer");
  return ActorFrom(text.substr(0, colon), text.substr(colon + 1));
}

std::string RoleName(Role role) { return absl::AsciiStrToLower(absl::StripPrefix(Role_Name(role), "ROLE_")); }

void State(const StatedActor& actor, grpc::ClientContext& context) {
  context.AddMetadata(kActorNameKey, actor.name);
  context.AddMetadata(kActorRoleKey, RoleName(actor.role));
}

}  // namespace zhengping::client
