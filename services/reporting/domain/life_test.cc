#include "services/reporting/domain/life.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"

namespace zhengping::reporting {
namespace {

constexpr EvaluationState kStates[] = {EvaluationState::kDraft,     EvaluationState::kSubmitted,
                                       EvaluationState::kReturned,  EvaluationState::kReviewed,
                                       EvaluationState::kPublished, EvaluationState::kCorrected};
constexpr LifeAction kActions[] = {LifeAction::kSubmit,   LifeAction::kReturn,  LifeAction::kAdjust,
                                   LifeAction::kReview,   LifeAction::kPublish, LifeAction::kCorrect,
                                   LifeAction::kSupersede};
constexpr ActorRole kRoles[] = {
    ActorRole::kClerk,     ActorRole::kDepartmentHead, ActorRole::kFinanceReviewer, ActorRole::kThirdPartyEvaluator,
    ActorRole::kAuditor,   ActorRole::kPlatform,       ActorRole::kSystemAdmin,     ActorRole::kSecurityAdmin,
    ActorRole::kAuditAdmin};

// The moves that the field knows, written down apart from the code: action, role, from, to, whether the filer may too.
// Everything else is refused.
struct Move {
  const char* action;
  const char* role;
  const char* from;
  const char* to;
  bool is_open_to_filer;
};
constexpr Move kMoves[] = {
    {"submit", "department_head", "草稿", "已报送", true},
    {"submit", "department_head", "已退回", "已报送", true},
    {"return", "finance_reviewer", "已报送", "已退回", false},
    {"adjust", "finance_reviewer", "已报送", "已报送", false},
    {"review", "finance_reviewer", "已报送", "已审定", false},
    {"publish", "finance_reviewer", "已审定", "已公开", false},
    {"correct", "finance_reviewer", "已公开", "已公开", true},
    {"supersede", "finance_reviewer", "已公开", "已更正", true},
};

std::string ReasonOf(const absl::Status& status) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  return refusal.has_value() ? refusal->reason : "no refusal";
}

// What `kMoves` says of one cell of states × actions × roles × (filer or not): the state after, or the reason.
std::string Expected(EvaluationState from, LifeAction action, ActorRole role, bool is_filer) {
  bool is_role_right = false;
  for (const Move& move : kMoves) {
    if (move.action != NameOf(action)) continue;
    if (move.role != NameOf(role)) continue;
    is_role_right = true;
    if (move.from != DisplayNameOf(from)) continue;
    return is_filer && !move.is_open_to_filer ? "FILER_MAY_NOT_REVIEW" : move.to;
  }
  return is_role_right ? "STATE_FORBIDS" : "ROLE_MISSING";
}

Actor Person(const std::string& name, ActorRole role) { return {.name = name, .roles = {role}}; }

TEST(Life, EveryStateActionRoleAndPersonIsDecidedAsTheTableSays) {
  int cells = 0;
  int moves = 0;
  for (const EvaluationState from : kStates) {
    for (const LifeAction action : kActions) {
      for (const ActorRole role : kRoles) {
        for (const bool is_filer : {false, true}) {
          SCOPED_TRACE(absl::StrCat(DisplayNameOf(from), " ", NameOf(action), " ", NameOf(role), " filer ", is_filer));
          const LifePosition position{.state = from, .filers = {"李四", "张三"}};
          const LifeStep step{.action = action, .actor = Person(is_filer ? "张三" : "王五", role), .reason = "有理由"};
          const absl::StatusOr<EvaluationState> decided = Decide(position, step);
          EXPECT_EQ(decided.ok() ? std::string(DisplayNameOf(*decided)) : ReasonOf(decided.status()),
                    Expected(from, action, role, is_filer));
          ++cells;
          if (decided.ok()) ++moves;
        }
      }
    }
  }
  EXPECT_EQ(cells, 6 * 7 * 9 * 2);
  EXPECT_EQ(moves, 8 + 4) << "eight moves for others, the four of them for a filer too";
}

TEST(Life, WhoHoldsSeveralRolesActsInTheOneThatFits) {
  const LifeStep step{.action = LifeAction::kReview,
                      .actor = {.name = "王五", .roles = {ActorRole::kAuditor, ActorRole::kFinanceReviewer}}};
  EXPECT_EQ(*Decide({.state = EvaluationState::kSubmitted, .filers = {"张三"}}, step), EvaluationState::kReviewed);
  EXPECT_EQ(RoleFor(LifeAction::kReview), ActorRole::kFinanceReviewer);
  EXPECT_EQ(RoleFor(LifeAction::kSubmit), ActorRole::kDepartmentHead);
}

TEST(Life, ReasonsAreGivenWhereTheyAreRequired) {
  const std::map<LifeAction, bool> is_required = {{LifeAction::kSubmit, false},  {LifeAction::kReturn, true},
                                                  {LifeAction::kAdjust, true},   {LifeAction::kReview, false},
                                                  {LifeAction::kPublish, false}, {LifeAction::kCorrect, true}};
  for (const EvaluationState from : kStates) {
    for (const auto& [action, required] : is_required) {
      SCOPED_TRACE(absl::StrCat(DisplayNameOf(from), " ", NameOf(action)));
      const LifeStep silent{.action = action, .actor = Person("王五", RoleFor(action))};
      const std::string reason = ReasonOf(Decide({.state = from}, silent).status());
      EXPECT_EQ(reason == "REASON_MISSING", required) << "in whatever state";
    }
  }
  LifeStep wordy{.action = LifeAction::kReturn, .actor = Person("王五", ActorRole::kFinanceReviewer)};
  wordy.reason = std::string(4000, 'x');
  EXPECT_THAT(Decide({.state = EvaluationState::kSubmitted}, wordy), IsOk());
  wordy.reason += "x";
  EXPECT_THAT(Decide({.state = EvaluationState::kSubmitted}, wordy), IsRefusal("TEXT_TOO_LONG", "reason"));
}

TEST(Life, NobodyActsUnnamed) {
  const LifePosition submitted{.state = EvaluationState::kSubmitted};
  EXPECT_THAT(Decide(submitted, {.action = LifeAction::kReview, .actor = {}}), IsRefusal("ACTOR_NOT_STATED", ""));
  EXPECT_THAT(Decide(submitted, {.action = LifeAction::kReview, .actor = {.name = "王五"}}),
              IsRefusal("ACTOR_NOT_STATED", ""));
  EXPECT_THAT(Decide(submitted, {.action = LifeAction::kReview, .actor = Person("", ActorRole::kFinanceReviewer)}),
              IsRefusal("ACTOR_NOT_STATED", ""));
}

TEST(Life, HeadsHaveMovedWhenOneThatWasReadIsAnother) {
  const std::string department = "divisions/430503000/departments/403";
  const Watermark watermark{.marks = {{"budget", department, 2022, 5, "aa"},
                                      {"budget", department, 2023, 17, "bb"},
                                      {"indicator", department, 2023, 3, "cc"}}};
  EXPECT_FALSE(HaveMoved(watermark, watermark.marks));
  EXPECT_FALSE(HaveMoved(watermark, {}));
  EXPECT_FALSE(HaveMoved(watermark, {{"indicator", department, 2023, 3, ""}})) << "a digest that is not told";
  EXPECT_FALSE(HaveMoved(watermark, {{"budget", department, 2024, 1, "dd"}})) << "a year that was not read";
  EXPECT_FALSE(HaveMoved(watermark, {{"budget", "divisions/430503000/departments/404", 2023, 18, "dd"}}));
  EXPECT_TRUE(HaveMoved(watermark, {{"budget", department, 2023, 18, "dd"}}));
  EXPECT_TRUE(HaveMoved(watermark, {{"budget", department, 2022, 4, "a0"}})) << "taken back to an earlier backup";
  EXPECT_TRUE(HaveMoved(watermark, {{"budget", department, 2022, 5, "ab"}})) << "another history";
}

TEST(Life, NamesReadBack) {
  for (const LifeAction action : kActions) EXPECT_EQ(ParseLifeAction(NameOf(action)), action);
  EXPECT_EQ(ParseLifeAction("withdraw"), std::nullopt);
  for (const ActorRole role : kRoles) EXPECT_EQ(ParseActorRole(NameOf(role)), role);
  EXPECT_EQ(ParseActorRole("anonymous"), std::nullopt);
  EXPECT_EQ(ParseActorRole("ROLE_CLERK"), std::nullopt);
}

}  // namespace
}  // namespace zhengping::reporting
