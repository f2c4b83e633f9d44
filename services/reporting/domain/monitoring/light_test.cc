#include "services/reporting/domain/monitoring/light.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"

namespace zhengping::reporting {
namespace {

Rational Share(int64_t numerator, int64_t denominator) { return *Quotient(Rational(numerator), Rational(denominator)); }

TEST(ElapsedShare, IsTwelfthsAtMonthsEndsAndDaysBetween) {
  struct Case {
    int month;
    int day;
    Rational share;
  };
  const Case cases[] = {
      {1, 31, Share(1, 12)},   {2, 28, Share(2, 12)}, {6, 30, Share(1, 2)},
      {12, 31, Rational(1)},   {1, 1, Share(1, 372)},  // 1/31 of a twelfth
      {3, 15, Share(77, 372)},                         // (2 + 15/31) / 12
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ElapsedShare(*Date::FromYmd(2023, c.month, c.day)), c.share) << c.month << "-" << c.day;
  }
  EXPECT_EQ(ElapsedShare(*Date::FromYmd(2024, 2, 29)), Share(1, 6));
}

// progress >= elapsed: normal; 0 to 8 points behind: behind; more than 8: far behind.
TEST(Light, BothSidesOfEachLimit) {
  struct Case {
    Rational ahead;
    Light light;
  };
  const Case cases[] = {
      {Share(1, 1000), Light::kNormal},
      {Rational(), Light::kNormal},
      {Share(-1, 1000000), Light::kBehind},
      {Share(-8, 100), Light::kBehind},
      {Share(-80001, 1000000), Light::kFarBehind},
      {Share(-1, 2), Light::kFarBehind},
  };
  for (const Case& c : cases) EXPECT_EQ(LightOf(c.ahead, DefaultThresholds().execution), c.light);
}

TEST(Threshold, NeedsASourceAndALimitWithinAHundredPoints) {
  EXPECT_THAT(CheckThreshold({Share(5, 100), "县财政局通知"}), IsOk());
  EXPECT_THAT(CheckThreshold({Rational(1), "县财政局通知"}), IsOk());
  EXPECT_THAT(CheckThreshold({Share(5, 100), ""}), IsRefusal("THRESHOLD_SOURCE_MISSING", "source"));
  EXPECT_THAT(CheckThreshold({Share(101, 100), "通知"}), IsRefusal("THRESHOLD_OUT_OF_RANGE", "limit_points"));
  EXPECT_THAT(CheckThreshold({Share(-1, 100), "通知"}), IsRefusal("THRESHOLD_OUT_OF_RANGE", "limit_points"));
}

TEST(Threshold, EveryDefaultSaysItsSource) {
  const MonitoringThresholds defaults = DefaultThresholds();
  EXPECT_NE(defaults.execution.source.find("平台"), std::string::npos);
  for (const Threshold* one : {&defaults.ceiling, &defaults.target, &defaults.fund}) {
    EXPECT_NE(one->source.find("本系统默认值"), std::string::npos);
  }
}

}  // namespace
}  // namespace zhengping::reporting
