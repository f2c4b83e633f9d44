#include "services/reporting/rpc/life_orders.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "google/protobuf/util/time_util.h"
#include "services/reporting/clients/value_messages.h"
#include "services/reporting/rpc/evaluation_messages.h"
#include "zhengping/reporting/v1/evaluation.pb.h"

namespace zhengping::reporting {
namespace {

v1::EvaluationEvent::Action MessageOf(LifeAction action) {
  switch (action) {
    case LifeAction::kSubmit:
      return v1::EvaluationEvent::ACTION_SUBMIT;
    case LifeAction::kReturn:
      return v1::EvaluationEvent::ACTION_RETURN;
    case LifeAction::kAdjust:
      return v1::EvaluationEvent::ACTION_ADJUST;
    case LifeAction::kReview:
      return v1::EvaluationEvent::ACTION_REVIEW;
    case LifeAction::kPublish:
      return v1::EvaluationEvent::ACTION_PUBLISH;
    case LifeAction::kCorrect:
      return v1::EvaluationEvent::ACTION_CORRECT;
    case LifeAction::kSupersede:
      return v1::EvaluationEvent::ACTION_SUPERSEDE;
  }
  std::abort();
}

}  // namespace

Actor ActorOf(const server::Caller& caller) {
  Actor actor;
  if (caller.who == server::LocalOperator().who || caller.who == server::Anonymous().who) return actor;
  actor.name = caller.who;
  for (const Role role : caller.roles) {
    const std::string name = absl::AsciiStrToLower(absl::StripPrefix(Role_Name(role), "ROLE_"));
    if (const std::optional<ActorRole> own = ParseActorRole(name)) actor.roles.insert(*own);
  }
  return actor;
}

absl::StatusOr<LifeOrder> OrderFrom(const std::string& name, const std::string& etag, const std::string& reason,
                                    LifeAction action, const server::Caller& caller, int64_t now_ms) {
  LifeOrder order{.etag = etag, .now_ms = now_ms};
  ZP_ASSIGN_OR_RETURN(order.key, ParseEvaluationName(name));
  order.step = {.action = action, .actor = ActorOf(caller), .reason = std::string(absl::StripAsciiWhitespace(reason))};
  return order;
}

absl::StatusOr<Adjustment> FromMessage(const v1::Adjustment& message) {
  Adjustment adjustment{.path = message.path(), .evidence = {message.evidence().begin(), message.evidence().end()}};
  absl::StatusOr<Rational> score = ParseNumber(message.score());
  if (!score.ok()) return WithFieldPrefix(score.status(), "score");
  adjustment.score = *std::move(score);
  return adjustment;
}

void ToMessage(const Adjustment& adjustment, v1::Adjustment& message) {
  message.set_path(adjustment.path);
  message.set_score(FormatDecimal(adjustment.score));
  message.set_reason(adjustment.reason);
  for (const std::string& document : adjustment.evidence) message.add_evidence(document);
  message.set_actor(adjustment.actor.name);
  *message.mutable_adjust_time() = google::protobuf::util::TimeUtil::MillisecondsToTimestamp(adjustment.time_ms);
}

void ToMessage(const LifeEvent& event, v1::EvaluationEvent& message) {
  *message.mutable_event_time() = google::protobuf::util::TimeUtil::MillisecondsToTimestamp(event.time_ms);
  message.set_actor(event.actor.name);
  message.set_actor_role(std::string(NameOf(RoleFor(event.action))));
  message.set_is_actor_proven(event.actor.is_proven);
  message.set_from(MessageOf(event.from));
  message.set_to(MessageOf(event.to));
  message.set_reason(event.reason);
  message.set_action(MessageOf(event.action));
  if (event.adjustment.has_value()) ToMessage(*event.adjustment, *message.mutable_adjustment());
}

void CreationToMessage(const Timeline& timeline, v1::EvaluationEvent& message) {
  *message.mutable_event_time() = google::protobuf::util::TimeUtil::MillisecondsToTimestamp(timeline.create_time_ms);
  message.set_actor(timeline.creator);
  message.set_to(v1::Evaluation::STATE_DRAFT);
  message.set_action(v1::EvaluationEvent::ACTION_CREATE);
}

}  // namespace zhengping::reporting
