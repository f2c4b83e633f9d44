// Who takes a step in the life of an evaluation, in which roles, and whether that was proven or only said.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_ACTOR_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_ACTOR_H_

#include <optional>
#include <set>
#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::reporting {

// The roles (角色) of access.proto that a person or a system may act in.
enum class ActorRole {
  kClerk,                // 经办
  kDepartmentHead,       // 部门负责人
  kFinanceReviewer,      // 财政审核
  kThirdPartyEvaluator,  // 第三方机构
  kAuditor,              // 审计
  kPlatform,             // 预算管理一体化
  kSystemAdmin,          // 系统管理员
  kSecurityAdmin,        // 安全管理员
  kAuditAdmin,           // 审计管理员
};

// Who acts. On a loopback installation name and role are what the caller states; nobody has checked them.
struct Actor {
  std::string name;           // empty: nobody says who acts
  std::set<ActorRole> roles;  // a stated actor has one
  bool is_proven = false;     // by a certificate or token

  bool Has(ActorRole role) const { return roles.count(role) > 0; }

  friend bool operator==(const Actor&, const Actor&) = default;
};

// "finance_reviewer".
absl::string_view NameOf(ActorRole role);
std::optional<ActorRole> ParseActorRole(absl::string_view name);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_ACTOR_H_
