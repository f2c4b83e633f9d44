#include "services/indicator/domain/sensitivity/input_response.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "services/indicator/domain/sensitivity/sheet_fixture.h"

namespace zhengping::indicator {
namespace {

InputResponse ResponseOfNamed(const Sheet89& sheet, const std::string& name) {
  const ScoreInput input = sheet.Input();
  const absl::StatusOr<Scorecard> card = Score(input);
  EXPECT_THAT(card, IsOk());
  LeafProbe probe(input, *card);
  for (const SheetInput& of_sheet : InputsOf(input, *card)) {
    if (of_sheet.name == name) return ResponseOf(of_sheet, probe);
  }
  ADD_FAILURE() << "no input " << name;
  return {};
}

// "490: 0.94"
std::string Shown(const Stop& stop) { return absl::StrCat(FormatShort(stop.value), ": ", FormatShort(stop.gain)); }

TEST(InputResponse, AProportionWinsAtEveryStepUpToItsTarget) {
  const InputResponse response = ResponseOfNamed(Sheet89(), "产出指标/自建房排查栋数");
  EXPECT_EQ(response.unit, Rational(1));
  EXPECT_EQ(response.points_per_unit, Fraction(25, 585));
  EXPECT_EQ(response.points_per_unit_less, Fraction(-25, 585));
  ASSERT_EQ(response.stops.size(), 117U);             // one for each house that is missing
  EXPECT_EQ(Shown(response.stops[0]), "469: 0.04");   // 25 × 469/585 = 20.0427
  EXPECT_EQ(Shown(response.stops[21]), "490: 0.94");  // 20.9402
  EXPECT_EQ(Shown(response.stops.back()), "585: 5");
}

TEST(InputResponse, MoneyCountsInYuanAndMovesWhatHangsOnIt) {
  const InputResponse response = ResponseOfNamed(Sheet89(), "payments");
  EXPECT_EQ(response.unit, Rational(100));
  EXPECT_EQ(response.points_per_unit, Fraction(1, 100000));  // 10 × 1 yuan ÷ 1,000,000 yuan
  ASSERT_FALSE(response.stops.empty());
  EXPECT_EQ(Shown(response.stops[0]), "50050000: 0.01");   // 5.005 is rounded up to 5.01
  EXPECT_EQ(Shown(response.stops.back()), "99950000: 5");  // 9.995 is rounded up to 10
}

TEST(InputResponse, APercentageGoesInHundredthsOfAPoint) {
  const InputResponse response = ResponseOfNamed(Sheet89(), "满意度指标/居民满意度");
  EXPECT_EQ(response.unit, Fraction(1, 100));
  EXPECT_EQ(response.points_per_unit, Fraction(1, 9));   // 10 × 1 point ÷ 90
  EXPECT_EQ(Shown(response.stops.back()), "0.8996: 1");  // 9.9956
}

TEST(InputResponse, WhatIsMetWinsNothingMore) {
  const InputResponse met = ResponseOfNamed(Sheet89(), "产出指标/办结率");
  EXPECT_TRUE(met.stops.empty());
  EXPECT_EQ(met.points_per_unit, Rational(0));
  EXPECT_EQ(met.points_per_unit_less, Fraction(-25, 95));
  EXPECT_TRUE(ResponseOfNamed(Sheet89(), "效益指标/安全事故起数").stops.empty());
}

TEST(InputResponse, StepsAreFoundWhereTheyEnd) {
  // 每低5%扣1分, whole steps: 72% is 3 steps below 90%, 7 points; a step less from 75.01%, for at 75% 15 points are
  // missing, which are 3 steps.
  Sheet89 sheet;
  sheet.plan[3].rule = "每低5%扣1分";
  sheet.observations[3].value = Fraction(72, 100);
  const InputResponse response = ResponseOfNamed(sheet, "满意度指标/居民满意度");
  EXPECT_EQ(response.points_per_unit, Rational(0));
  ASSERT_EQ(response.stops.size(), 3U);
  EXPECT_EQ(Shown(response.stops[0]), "0.7501: 1");
  EXPECT_EQ(Shown(response.stops[1]), "0.8001: 2");
  EXPECT_EQ(Shown(response.stops[2]), "0.8501: 3");
}

TEST(InputResponse, LessIsMoreWhereTheRuleSaysSo) {
  Sheet89 sheet;
  sheet.plan[2].target.value = Rational(2);
  sheet.observations[2].value = Rational(5);  // 30 × 2/5 = 12
  const InputResponse response = ResponseOfNamed(sheet, "效益指标/安全事故起数");
  EXPECT_EQ(response.points_per_unit, Rational(-2));      // 30 × 2/6 = 10
  EXPECT_EQ(response.points_per_unit_less, Rational(3));  // 30 × 2/4 = 15
  ASSERT_EQ(response.stops.size(), 3U);
  EXPECT_EQ(Shown(response.stops[0]), "4: 3");
  EXPECT_EQ(Shown(response.stops[1]), "3: 8");
  EXPECT_EQ(Shown(response.stops[2]), "2: 18");
}

TEST(InputResponse, ARowThatMustBeJustItsTargetIsFound) {
  Sheet89 sheet;
  sheet.plan[0].direction = Direction::kEqual;
  const InputResponse response = ResponseOfNamed(sheet, "产出指标/自建房排查栋数");
  ASSERT_EQ(response.stops.size(), 1U);
  EXPECT_EQ(Shown(response.stops[0]), "585: 25");
}

}  // namespace
}  // namespace zhengping::indicator
