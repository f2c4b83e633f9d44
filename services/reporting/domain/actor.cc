#include "services/reporting/domain/actor.h"

#include <cstdlib>

namespace zhengping::reporting {

absl::string_view NameOf(ActorRole role) {
  switch (role) {
    case ActorRole::kClerk:
      return "clerk";
    case ActorRole::kDepartmentHead:
      return "department_head";
    case ActorRole::kFinanceReviewer:
      return "finance_reviewer";
    case ActorRole::kThirdPartyEvaluator:
      return "third_party_evaluator";
    case ActorRole::kAuditor:
      return "auditor";
    case ActorRole::kPlatform:
      return "platform";
    case ActorRole::kSystemAdmin:
      return "system_admin";
    case ActorRole::kSecurityAdmin:
      return "security_admin";
    case ActorRole::kAuditAdmin:
      return "audit_admin";
  }
  std::abort();
}

std::optional<ActorRole> ParseActorRole(absl::string_view name) {
  for (const ActorRole role : {ActorRole::kClerk, ActorRole::kDepartmentHead, ActorRole::kFinanceReviewer,
                               ActorRole::kThirdPartyEvaluator, ActorRole::kAuditor, ActorRole::kPlatform,
                               ActorRole::kSystemAdmin, ActorRole::kSecurityAdmin, ActorRole::kAuditAdmin}) {
    if (NameOf(role) == name) return role;
  }
  return std::nullopt;
}

}  // namespace zhengping::reporting
