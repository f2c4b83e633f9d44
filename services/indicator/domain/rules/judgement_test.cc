#include "services/indicator/domain/rules/judgement.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

TEST(Judgement, NeedsAPercentAndAReason) {
  const Rule rule{JudgementRule{}, {}};
  Situation situation{.weight = "8"};
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation).outcome), "!LEAF_JUDGEMENT_OPEN [0, 8]");
  situation.observation.emplace();
  situation.observation->text = "已公开";
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation).outcome), "!LEAF_JUDGEMENT_OPEN [0, 8]");
  situation.observation->percent = Number("75%");
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation).outcome), "!LEAF_REASON_MISSING [0, 8]");
  situation.observation->reason = "一处公开逾期";
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation).outcome), "6");
  situation.observation->percent = Number("101%");
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation).outcome), "!LEAF_PERCENT_OUTSIDE_TIER [0, 8]");
}

}  // namespace
}  // namespace zhengping::indicator
