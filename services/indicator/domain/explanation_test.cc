#include "services/indicator/domain/explanation.h"

#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

TEST(Explanation, EveryReasonHasAText) {
  const char* const codes[] = {
      "LEAF_FIGURE_MISSING",        "LEAF_TARGET_MISSING", "LEAF_OBSERVATION_MISSING", "LEAF_OBSERVATION_AMBIGUOUS",
      "LEAF_LOWER_BOUND_UNDECIDED", "LEAF_UNIT_MISMATCH",  "LEAF_ZERO_BY_ZERO",        "LEAF_DIVIDED_BY_ZERO",
      "LEAF_OUTSIDE_RULE",          "LEAF_RULE_UNREAD",    "LEAF_SLOT_EMPTY",          "LEAF_TIER_UNKNOWN",
      "LEAF_PERCENT_OUTSIDE_TIER",  "LEAF_REASON_MISSING", "LEAF_JUDGEMENT_OPEN",      "LEAF_PARTS_OPEN",
      "LEAF_NOT_APPLICABLE"};
  for (const char* code : codes) {
    EXPECT_NE(LeafReasonText(code), code);
    EXPECT_NE(LeafReasonText(code, Language::kEnglish), LeafReasonText(code)) << code;
  }
  EXPECT_EQ(LeafStateName(LeafState::kNeedsJudgement), "待评判");
  EXPECT_EQ(LeafStateName(LeafState::kNeedsJudgement, Language::kEnglish), "awaits judgement");
}

TEST(Explanation, ReplayNeedsOnlyTheStepsOwnFigures) {
  Explanation why;
  why.weight = Rational(5);
  why.step = Step::kDeducted;
  why.count.emplace(1);
  why.deduction.emplace(2);
  EXPECT_EQ(ReplayPoints(why), Rational(3));
  why.count.emplace(9);
  EXPECT_EQ(ReplayPoints(why), Rational(0));
  why.step = Step::kBand;
  why.given.emplace(8);
  EXPECT_EQ(ReplayPoints(why), Rational(5));
  why.step = Step::kNone;
  EXPECT_EQ(ReplayPoints(why), Rational(0));
}

}  // namespace
}  // namespace zhengping::indicator
