#include "services/indicator/domain/rules/faults.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

TEST(Faults, GivesThePublishedPoints) {
  // 岳阳 支付进度 3: "每项专项资金未按时下达扣0.5分".
  const Rule late_funds{FaultsRule{{Number("0.5"), PointsUnit::kPoints}}, {}};
  const Situation of_three{.weight = "3"};
  EXPECT_EQ(PointsFor(late_funds, "0", of_three), "3");
  EXPECT_EQ(PointsFor(late_funds, "1", of_three), "2.5");
  EXPECT_EQ(PointsFor(late_funds, "5", of_three), "0.5");
  EXPECT_EQ(PointsFor(late_funds, "6", of_three), "0");
  EXPECT_EQ(PointsFor(late_funds, "7", of_three), "0");
  EXPECT_EQ(PointsFor(late_funds, "-1", of_three), "!LEAF_OUTSIDE_RULE [0, 3]");
  EXPECT_EQ(PointsForAtLeast(late_funds, "6", of_three), "0");
  EXPECT_EQ(PointsForAtLeast(late_funds, "5", of_three), "!LEAF_LOWER_BOUND_UNDECIDED [0, 3]");
}

}  // namespace
}  // namespace zhengping::indicator
