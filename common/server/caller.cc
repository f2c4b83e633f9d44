#include "common/server/caller.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::server {

bool Caller::MayReach(absl::string_view resource) const {
  for (const std::string& name : scope) {
    if (name.empty() || resource == name || absl::StartsWith(resource, absl::StrCat(name, "/"))) return true;
  }
  return false;
}

Caller LocalOperator() {
  Caller caller = {.who = "local-operator", .roles = {}, .scope = {""}};
  for (int role = Role_MIN; role <= Role_MAX; ++role) {
    if (role != ROLE_UNSPECIFIED && Role_IsValid(role)) caller.roles.insert(static_cast<Role>(role));
  }
  return caller;
}

Caller Anonymous() { return {.who = "anonymous", .roles = {ROLE_ANONYMOUS}, .scope = {}}; }

}  // namespace zhengping::server
