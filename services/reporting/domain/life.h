// The life of an evaluation: its states, what moves it from one to the next, and who may do that.
//
//   草稿 draft ──submit──▶ 已报送 submitted ──review──▶ 已审定 reviewed ──publish──▶ 已公开 published ──▶ 已更正
//   corrected
//                              │  ▲  └─ adjust                                          └─ correct: a new version is
//                              begun
//                       return ▼  │ submit
//                          已退回 returned
//
//   submit                    the department's head (部门负责人)
//   return, adjust, review,   the finance bureau's reviewer (财政审核), who has never filed the evaluation
//   publish
//   correct                   the reviewer; the new version is a draft of its own, and the old one stays published
//   until the
//                             new one is: then it is superseded (已更正) in the same step
//
// (单位自评 → 财政复核 → 反馈整改 → 公开: domain.md Part II; who filed never reviews: access.proto.)
// Who acts is given by the call: proven by certificate or token, or, on a loopback installation, as stated.
//
// Pure values; the store calls Decide inside the transaction that moves an evaluation on.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_LIFE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_LIFE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// What can be done to a stored evaluation. kSupersede is no call: it comes with the publishing of a correction.
enum class LifeAction { kSubmit, kReturn, kAdjust, kReview, kPublish, kCorrect, kSupersede };

// "submit", "return", …
absl::string_view NameOf(LifeAction action);
std::optional<LifeAction> ParseLifeAction(absl::string_view name);

// The role in which `action` is taken.
ActorRole RoleFor(LifeAction action);

struct LifeStep {
  LifeAction action = LifeAction::kSubmit;
  Actor actor;
  std::string reason;  // required for return, adjust and correct; else a remark
};

// What a decision looks at.
struct LifePosition {
  EvaluationState state = EvaluationState::kDraft;
  std::vector<std::string> filers;  // everybody who ever submitted it, by name
};

inline constexpr size_t kMostReasonBytes = 4000;

// The state after `step`, or:
//   ACTOR_NOT_STATED      INVALID_ARGUMENT     nobody says who acts, in which role
//   REASON_MISSING        INVALID_ARGUMENT     field "reason": return, adjust and correct say why
//   TEXT_TOO_LONG         INVALID_ARGUMENT     field "reason"
//   ROLE_MISSING          PERMISSION_DENIED    the action is another role's
//   STATE_FORBIDS         FAILED_PRECONDITION  the action does not start from this state
//   FILER_MAY_NOT_REVIEW  FAILED_PRECONDITION  who has filed it does not judge it
// in this order.
absl::StatusOr<EvaluationState> Decide(const LifePosition& position, const LifeStep& step);

// One step that was taken; a timeline is a row of them and only grows.
struct LifeEvent {
  int64_t time_ms = 0;  // since 1970-01-01 UTC
  LifeAction action = LifeAction::kSubmit;
  Actor actor;
  EvaluationState from = EvaluationState::kDraft;
  EvaluationState to = EvaluationState::kDraft;
  std::string reason;
  std::optional<Adjustment> adjustment;  // of kAdjust
};

// Whether `heads`, what the services say at the moment, are others than those that `watermark` marks.
bool HaveMoved(const Watermark& watermark, const std::vector<DepartmentYearMark>& heads);

// 草稿, 已报送, 已退回, 已审定, 已公开, 已更正.
absl::string_view DisplayNameOf(EvaluationState state);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_LIFE_H_
