#include "services/reporting/domain/life.h"

#include <algorithm>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/reporting/domain/actor.h"

namespace zhengping::reporting {
namespace {

constexpr ActorRole kHead = ActorRole::kDepartmentHead;
constexpr ActorRole kReviewer = ActorRole::kFinanceReviewer;

enum class Filer { kMay, kMayNot };
enum class Reason { kRemark, kRequired };

struct Rule {
  LifeAction action;
  EvaluationState from;
  EvaluationState to;
  ActorRole role;
  Filer filer;
  Reason reason;
};

// Everything that may happen; what is not here is refused. An action has one role, and one rule about filer and reason.
constexpr Rule kRules[] = {
    {LifeAction::kSubmit, EvaluationState::kDraft, EvaluationState::kSubmitted, kHead, Filer::kMay, Reason::kRemark},
    {LifeAction::kSubmit, EvaluationState::kReturned, EvaluationState::kSubmitted, kHead, Filer::kMay, Reason::kRemark},
    {LifeAction::kReturn, EvaluationState::kSubmitted, EvaluationState::kReturned, kReviewer, Filer::kMayNot,
     Reason::kRequired},
    {LifeAction::kAdjust, EvaluationState::kSubmitted, EvaluationState::kSubmitted, kReviewer, Filer::kMayNot,
     Reason::kRequired},
    {LifeAction::kReview, EvaluationState::kSubmitted, EvaluationState::kReviewed, kReviewer, Filer::kMayNot,
     Reason::kRemark},
    {LifeAction::kPublish, EvaluationState::kReviewed, EvaluationState::kPublished, kReviewer, Filer::kMayNot,
     Reason::kRemark},
    {LifeAction::kCorrect, EvaluationState::kPublished, EvaluationState::kPublished, kReviewer, Filer::kMay,
     Reason::kRequired},
    {LifeAction::kSupersede, EvaluationState::kPublished, EvaluationState::kCorrected, kReviewer, Filer::kMay,
     Reason::kRemark},
};

const Rule& AnyRuleOf(LifeAction action) {
  for (const Rule& rule : kRules) {
    if (rule.action == action) return rule;
  }
  std::abort();  // An action without a rule.
}

absl::Status CheckWords(const Rule& rule, const LifeStep& step) {
  if (step.actor.name.empty() || step.actor.roles.empty()) {
    return Invalid({"ACTOR_NOT_STATED", ""},
                   "a step of an evaluation's life is some person's, in a role: say who acts");
  }
  if (rule.reason == Reason::kRequired && step.reason.empty()) {
    return Invalid({"REASON_MISSING", "reason"}, "say why, in words");
  }
  if (step.reason.size() > kMostReasonBytes) {
    return Invalid({"TEXT_TOO_LONG", "reason"}, absl::StrCat("a reason has at most ", kMostReasonBytes, " bytes"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::string_view NameOf(LifeAction action) {
  switch (action) {
    case LifeAction::kSubmit:
      return "submit";
    case LifeAction::kReturn:
      return "return";
    case LifeAction::kAdjust:
      return "adjust";
    case LifeAction::kReview:
      return "review";
    case LifeAction::kPublish:
      return "publish";
    case LifeAction::kCorrect:
      return "correct";
    case LifeAction::kSupersede:
      return "supersede";
  }
  std::abort();
}

std::optional<LifeAction> ParseLifeAction(absl::string_view name) {
  for (const Rule& rule : kRules) {
    if (NameOf(rule.action) == name) return rule.action;
  }
  return std::nullopt;
}

ActorRole RoleFor(LifeAction action) { return AnyRuleOf(action).role; }

absl::StatusOr<EvaluationState> Decide(const LifePosition& position, const LifeStep& step) {
  const Rule& usual = AnyRuleOf(step.action);
  if (absl::Status words = CheckWords(usual, step); !words.ok()) return words;
  if (!step.actor.Has(usual.role)) {
    return Forbidden({"ROLE_MISSING", ""},
                     absl::StrCat("to ", NameOf(step.action), " an evaluation is for a ", NameOf(usual.role)));
  }
  const auto rule = std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& candidate) {
    return candidate.action == step.action && candidate.from == position.state;
  });
  if (rule == std::end(kRules)) {
    return NotNow({"STATE_FORBIDS", ""}, absl::StrCat("the evaluation is ", DisplayNameOf(position.state),
                                                      ": it cannot be moved on by ", NameOf(step.action)));
  }
  const bool is_filer =
      std::find(position.filers.begin(), position.filers.end(), step.actor.name) != position.filers.end();
  if (is_filer && rule->filer == Filer::kMayNot) {
    return NotNow({"FILER_MAY_NOT_REVIEW", ""},
                  absl::StrCat(step.actor.name, " has filed it: another person judges it"));
  }
  return rule->to;
}

bool HaveMoved(const Watermark& watermark, const std::vector<DepartmentYearMark>& heads) {
  for (const DepartmentYearMark& mark : watermark.marks) {
    for (const DepartmentYearMark& head : heads) {
      const bool is_same =
          head.service == mark.service && head.department == mark.department && head.fiscal_year == mark.fiscal_year;
      if (is_same && head.revision != mark.revision) return true;
      if (is_same && !head.digest.empty() && head.digest != mark.digest) return true;
    }
  }
  return false;
}

absl::string_view DisplayNameOf(EvaluationState state) {
  switch (state) {
    case EvaluationState::kDraft:
      return "草稿";
    case EvaluationState::kSubmitted:
      return "已报送";
    case EvaluationState::kReturned:
      return "已退回";
    case EvaluationState::kReviewed:
      return "已审定";
    case EvaluationState::kPublished:
      return "已公开";
    case EvaluationState::kCorrected:
      return "已更正";
  }
  std::abort();
}

}  // namespace zhengping::reporting
