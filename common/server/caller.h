// Who is calling (主体), with which roles (角色) and for which part of the resources (范围).
//
// On a loopback installation, and with --insecure, every caller is the local operator: all roles, all resources. With
// certificates or tokens an Authenticator (access.h) fills the same value from them; no RPC changes for that.
#ifndef ZHENGPING_COMMON_SERVER_CALLER_H_
#define ZHENGPING_COMMON_SERVER_CALLER_H_

#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "zhengping/access.pb.h"

namespace zhengping::server {

struct Caller {
  std::string who;  // "local-operator", a user's id, a certificate's subject alternative name; goes into stored rows
  std::set<Role> roles;
  // Resource names below which the caller may work, "divisions/430503000"; the empty name stands for everything.
  std::vector<std::string> scope;

  bool Has(Role role) const { return roles.count(role) > 0; }

  // Whether `resource` is one of the scope's names or lies below one. "divisions/4305" does not hold
  // "divisions/430503000".
  bool MayReach(absl::string_view resource) const;
};

Caller LocalOperator();

// Nobody has signed in: ROLE_ANONYMOUS, no scope.
Caller Anonymous();

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_CALLER_H_
