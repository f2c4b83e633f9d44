#include "services/reporting/domain/monitoring/target_progress.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

const RowKey kKey = {.level1 = "产出指标", .level2 = "数量指标", .level3 = "新增就业人数"};
const Date kHalf = *Date::FromYmd(2023, 6, 30);

WatchedTarget Target(TargetDirection direction, Rational value, std::string unit) {
  return {.key = kKey, .path = "产出指标/数量指标/新增就业人数", .direction = direction, .value = value, .unit = unit};
}

Observation Seen(Rational value, bool is_lower_bound = false, Date day = kHalf) {
  return {.key = kKey, .observed_date = day, .value = value, .is_lower_bound = is_lower_bound};
}

WatchedLine LineOf(const WatchedTarget& target, const std::vector<Observation>& observations) {
  return TargetLine(target, observations, kHalf, DefaultThresholds().target);
}

TEST(TargetProgress, ACountIsHeldAgainstElapsedTime) {
  struct Case {
    const char* what;
    int64_t seen;
    bool is_lower_bound;
    Light light;
  };
  const Case cases[] = {
      {"half of it at half time", 50, false, Light::kNormal},      {"8 points behind", 42, false, Light::kBehind},
      {"9 points behind", 41, false, Light::kFarBehind},           {"a bound that suffices", 50, true, Light::kNormal},
      {"a bound that does not decide", 42, true, Light::kUnknown},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const WatchedLine line =
        LineOf(Target(TargetDirection::kAtLeast, Rational(100), "人"), {Seen(Rational(c.seen), c.is_lower_bound)});
    EXPECT_EQ(line.light, c.light);
    EXPECT_EQ(line.is_lower_bound, c.is_lower_bound);
    EXPECT_EQ(FormatPercent(*line.expected), "50.00%");
  }
}

TEST(TargetProgress, ARateIsHeldAgainstTheTargetItself) {
  const WatchedTarget target = Target(TargetDirection::kAtLeast, *ParseNumber("90%"), "%");
  EXPECT_EQ(LineOf(target, {Seen(*ParseNumber("90%"))}).light, Light::kNormal);
  EXPECT_EQ(LineOf(target, {Seen(*ParseNumber("82%"))}).light, Light::kBehind);
  const WatchedLine line = LineOf(target, {Seen(*ParseNumber("81.9%"))});
  EXPECT_EQ(line.light, Light::kFarBehind);
  EXPECT_EQ(line.note, "落后8.1个百分点");
  EXPECT_EQ(FormatPercent(*line.expected), "90.00%");
}

TEST(TargetProgress, ALimitIsBrokenOrNot) {
  const WatchedTarget target = Target(TargetDirection::kAtMost, Rational(5), "起");
  EXPECT_EQ(LineOf(target, {Seen(Rational(5))}).light, Light::kNormal);
  EXPECT_EQ(LineOf(target, {Seen(Rational(6))}).light, Light::kFarBehind);
  EXPECT_EQ(LineOf(target, {Seen(Rational(5), true)}).light, Light::kUnknown) << "5 or more";
  EXPECT_EQ(LineOf(target, {Seen(Rational(6), true)}).light, Light::kFarBehind);
}

TEST(TargetProgress, WhatNobodyObservedByTheDayCannotBeTold) {
  const WatchedTarget target = Target(TargetDirection::kAtLeast, Rational(100), "人");
  EXPECT_EQ(LineOf(target, {}).light, Light::kUnknown);
  EXPECT_EQ(LineOf(target, {Seen(Rational(100), false, kHalf.PlusDays(1))}).light, Light::kUnknown);
  Observation of_another = Seen(Rational(100));
  of_another.key.level2 = "质量指标";
  EXPECT_EQ(LineOf(target, {of_another}).light, Light::kUnknown) << "the key is the whole path";
}

TEST(TargetProgress, TheLatestObservationCounts) {
  const WatchedTarget target = Target(TargetDirection::kAtLeast, Rational(100), "人");
  const WatchedLine line =
      LineOf(target, {Seen(Rational(55), false, kHalf), Seen(Rational(20), false, kHalf.PlusDays(-90))});
  EXPECT_EQ(line.actual_text, "55人");
}

TEST(TargetProgress, ATargetIsOpenWhileItMayStillBeReached) {
  const WatchedTarget target = Target(TargetDirection::kAtLeast, Rational(100), "人");
  EXPECT_TRUE(IsOpen(target, {}, kHalf));
  EXPECT_TRUE(IsOpen(target, {Seen(Rational(99))}, kHalf));
  EXPECT_FALSE(IsOpen(target, {Seen(Rational(100))}, kHalf));
  EXPECT_FALSE(IsOpen(Target(TargetDirection::kAtMost, Rational(5), "起"), {Seen(Rational(6))}, kHalf));
}

}  // namespace
}  // namespace zhengping::reporting
