#include "services/indicator/domain/rules/rule.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

TEST(Interval, HoldsItsClosedEndsOnly) {
  Interval interval;
  interval.low = Number("80%");
  interval.high = Number("90%");
  EXPECT_TRUE(interval.Contains(Number("80%")));
  EXPECT_FALSE(interval.Contains(Number("90%")));
  EXPECT_FALSE(interval.Contains(Number("79.999%")));
  interval.low_closed = false;
  interval.high_closed = true;
  EXPECT_FALSE(interval.Contains(Number("80%")));
  EXPECT_TRUE(interval.Contains(Number("90%")));
  EXPECT_TRUE(Interval().Contains(Number("-1000000")));
}

TEST(Interval, PrintsAsTheTextsWriteIt) {
  Interval interval;
  interval.low = Number("80%");
  interval.high = Number("90%");
  EXPECT_EQ(interval.Format(/*as_percent=*/true), "[80%, 90%)");
  EXPECT_EQ(interval.Format(/*as_percent=*/false), "[0.8, 0.9)");
  interval.high.reset();
  EXPECT_EQ(interval.Format(/*as_percent=*/true), "[80%, +∞)");
  interval.high = interval.low;
  interval.high_closed = true;
  EXPECT_EQ(interval.Format(/*as_percent=*/true), "80%");
  EXPECT_EQ(Interval().Format(/*as_percent=*/false), "(−∞, +∞)");
}

TEST(Rule, KindFollowsTheBody) {
  EXPECT_EQ(Rule{}.kind(), RuleKind::kJudgement);
  EXPECT_EQ((Rule{ProportionalRule{}, {}}).kind(), RuleKind::kProportional);
  EXPECT_EQ((Rule{UnreadRule{}, {}}).kind(), RuleKind::kUnread);
  EXPECT_EQ(RuleKindName(RuleKind::kStepDeduction), "步进扣分");
}

TEST(Points, MayBeAShareOfTheWeight) {
  EXPECT_EQ(Resolve({Number("0.5"), PointsUnit::kPoints}, Rational(8)), Number("0.5"));
  EXPECT_EQ(Resolve({Number("10%"), PointsUnit::kShareOfWeight}, Rational(8)), Number("0.8"));
}

}  // namespace
}  // namespace zhengping::indicator
