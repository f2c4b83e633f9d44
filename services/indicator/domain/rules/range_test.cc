#include "services/indicator/domain/rules/range.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

// 江西政协 2017: 成本控制率 "±10%: 5; ±10–15%: 3; ±15–20%: 1; else 0".
Rule CostTolerance() {
  RangeRule rule;
  rule.full.emplace();
  rule.full->low = Number("-10%");
  rule.full->high = Number("10%");
  rule.full->high_closed = true;
  const char* const ends[] = {"0", "5%", "10%"};
  const char* const points[] = {"3", "1", "0"};
  for (int i = 0; i < 3; ++i) {
    Band band;
    band.interval.low = Number(ends[i]);
    band.interval.low_closed = false;
    if (i < 2) band.interval.high = Number(ends[i + 1]);
    band.interval.high_closed = true;
    band.points.amount = Number(points[i]);
    rule.by_distance.push_back(band);
  }
  return {rule, {}};
}

TEST(Range, GivesThePublishedPoints) {
  struct Case {
    const char* value;
    const char* points;
  };
  const Case cases[] = {{"0", "5"},    {"10%", "5"},    {"-10%", "5"}, {"10.01%", "3"}, {"15%", "3"},
                        {"-15%", "3"}, {"15.01%", "1"}, {"-20%", "1"}, {"20.01%", "0"}, {"-99%", "0"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.value);
    EXPECT_EQ(PointsFor(CostTolerance(), c.value), c.points);
  }
}

TEST(Range, OfARowIsAllOrNothing) {
  const Rule of_row{RangeRule{}, {}};
  const Situation between{.target = Number("5"), .upper = Number("10")};
  EXPECT_EQ(PointsFor(of_row, "5", between), "5");
  EXPECT_EQ(PointsFor(of_row, "10", between), "5");
  EXPECT_EQ(PointsFor(of_row, "4.99", between), "0");
  EXPECT_EQ(PointsFor(of_row, "10.01", between), "0");
  EXPECT_EQ(PointsFor(of_row, "5"), "!LEAF_TARGET_MISSING [0, 5]");
  const Situation equal{.target = Number("585"), .upper = Number("585")};
  EXPECT_EQ(PointsFor(of_row, "585", equal), "5");
  EXPECT_EQ(PointsFor(of_row, "584", equal), "0");
}

TEST(Range, ALowerBoundAboveTheRangeMissesIt) {
  const Rule of_row{RangeRule{}, {}};
  const Situation between{.target = Number("5"), .upper = Number("10")};
  EXPECT_EQ(PointsForAtLeast(of_row, "11", between), "0");
  EXPECT_EQ(PointsForAtLeast(of_row, "7", between), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  EXPECT_EQ(PointsForAtLeast(CostTolerance(), "50%"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  EXPECT_EQ(PointsForAtLeast(of_row, "7", {.target = Number("5")}), "5");
}

}  // namespace
}  // namespace zhengping::indicator
