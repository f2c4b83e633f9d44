#include "services/indicator/domain/rules/bands.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

Band BandOf(const char* low, bool low_closed, const char* high, bool high_closed, const char* points) {
  Band band;
  if (low != nullptr) band.interval.low = Number(low);
  if (high != nullptr) band.interval.high = Number(high);
  band.interval.low_closed = low_closed;
  band.interval.high_closed = high_closed;
  band.points.amount = Number(points);
  return band;
}

// 预算控制率: "=0: 5; 0-10%(含): 4; 10-20%(含): 3; 20-30%(含): 2; >30%: 0".
Rule ControlRate() {
  BandsRule rule;
  rule.domain.low = Number("0");
  rule.bands = {BandOf("0", true, "0", true, "5"), BandOf("0", false, "10%", true, "4"),
                BandOf("10%", false, "20%", true, "3"), BandOf("20%", false, "30%", true, "2"),
                BandOf("30%", false, nullptr, false, "0")};
  return {rule, {}};
}

// 重点支出安排率: ">=90%: 5; 80%(含)-90%: 4; 70-80: 3; 60-70: 2; <60: 0".
Rule PriorityRate() {
  BandsRule rule;
  rule.bands = {BandOf("90%", true, nullptr, false, "5"), BandOf("80%", true, "90%", false, "4"),
                BandOf("70%", true, "80%", false, "3"), BandOf("60%", true, "70%", false, "2"),
                BandOf(nullptr, false, "60%", false, "0")};
  return {rule, {}};
}

TEST(Bands, GivesThePublishedPoints) {
  struct Case {
    const char* source;
    Rule rule;
    const char* value;
    const char* points;
  };
  const Case cases[] = {
      {"雨花区 2022: nothing added, 5 of 5", ControlRate(), "0", "5"},
      {"Hunan b 2017: over 30%, 0 of 5", ControlRate(), "31%", "0"},
      {"Hunan D 2018: 767.86/1922.76 = 39.94%", ControlRate(), "76786/192276", "0"},
      {"贯塘乡 2023: 1169.02/861.10 = 135.76%", ControlRate(), "116902/86110", "0"},
      {"益阳市工商联 2019: 224.05/263.19 = 85.13%", ControlRate(), "22405/26319", "0"},
      {"the text: 0-10%(含), just above 0", ControlRate(), "0.01%", "4"},
      {"the text: 10%(含)", ControlRate(), "10%", "4"},
      {"the text: above 10%", ControlRate(), "10.01%", "3"},
      {"the text: 20%(含)", ControlRate(), "20%", "3"},
      {"the text: 30%(含)", ControlRate(), "30%", "2"},
      {"岳阳: 80%(含)", PriorityRate(), "80%", "4"},
      {"岳阳: below 80%", PriorityRate(), "79.99%", "3"},
      {"岳阳: 90%", PriorityRate(), "90%", "5"},
      {"岳阳: below 60%", PriorityRate(), "59.99%", "0"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.source);
    EXPECT_EQ(PointsFor(c.rule, c.value), c.points);
  }
}

TEST(Bands, AValueThatTheTextDoesNotProvideForIsNotAssessable) {
  EXPECT_EQ(PointsFor(ControlRate(), "-5%"), "!LEAF_OUTSIDE_RULE [0, 5]");
}

TEST(Bands, ComparesTheExactValueNotItsDisplay) {
  // 10.004% prints as 10.00%, and lies above 10%.
  EXPECT_EQ(PointsFor(ControlRate(), "10.004%"), "3");
}

TEST(Bands, ALowerBoundDecidesOnlyInTheLastBand) {
  EXPECT_EQ(PointsForAtLeast(ControlRate(), "31%"), "0");
  EXPECT_EQ(PointsForAtLeast(ControlRate(), "5%"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  EXPECT_EQ(PointsForAtLeast(PriorityRate(), "90%"), "5");
}

TEST(Bands, PointsMayBeSharesOfTheWeight) {
  BandsRule rule;
  rule.bands = {BandOf(nullptr, false, nullptr, false, "80%")};
  rule.bands[0].points.unit = PointsUnit::kShareOfWeight;
  EXPECT_EQ(PointsFor({rule, {}}, "1", {.weight = "8"}), "6.4");
}

TEST(Bands, NeverGiveMoreThanTheWeightOfTheRowThatUsesThem) {
  EXPECT_EQ(PointsFor(ControlRate(), "0", {.weight = "3"}), "3");
}

}  // namespace
}  // namespace zhengping::indicator
