#include "services/indicator/domain/rules/apply.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

TEST(ApplyRule, ARuleThatWasNotReadIsNotAssessable) {
  const Outcome outcome = ApplyTo({UnreadRule{}, {}}, {.weight = "22"}).outcome;
  EXPECT_EQ(outcome.state, LeafState::kNotAssessable);
  EXPECT_EQ(PointsOf(outcome), "!LEAF_RULE_UNREAD [0, 22]");
}

TEST(ApplyRule, FiveKindsLookAtOneValue) {
  int count = 0;
  for (int kind = 0; kind <= static_cast<int>(RuleKind::kUnread); ++kind) {
    if (NeedsMeasure(static_cast<RuleKind>(kind))) ++count;
  }
  EXPECT_EQ(count, 5);
  EXPECT_FALSE(NeedsMeasure(RuleKind::kTiers));
}

}  // namespace
}  // namespace zhengping::indicator
