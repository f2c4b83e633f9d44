#include "services/indicator/domain/rules/qualitative_tiers.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

const Rule kTiers{TiersRule{}, {}};

std::string PointsForTier(const char* tier, const char* percent, const char* reason = "依据考核通报") {
  Situation situation{.weight = "10"};
  situation.observation.emplace();
  situation.observation->tier = tier;
  if (percent != nullptr) situation.observation->percent = Number(percent);
  situation.observation->reason = reason;
  return PointsOf(ApplyTo(kTiers, situation).outcome);
}

TEST(QualitativeTiers, NeedTierPercentAndReason) {
  EXPECT_EQ(PointsForTier("达成预期指标", "95%"), "9.5");
  EXPECT_EQ(PointsForTier("达成预期指标", "95%", ""), "!LEAF_REASON_MISSING [8, 10]");
  EXPECT_EQ(PointsForTier("达成预期指标", nullptr), "!LEAF_JUDGEMENT_OPEN [8, 10]");
  EXPECT_EQ(PointsForTier("部分达成", nullptr), "!LEAF_JUDGEMENT_OPEN [6, 8]");
  EXPECT_EQ(PointsForTier("未达成", nullptr), "!LEAF_JUDGEMENT_OPEN [0, 6]");
  EXPECT_EQ(PointsForTier("", "95%"), "9.5");
}

TEST(QualitativeTiers, AnEdgeBelongsToTheUpperTier) {
  EXPECT_EQ(PointsForTier("达成预期指标", "80%"), "8");
  EXPECT_EQ(PointsForTier("部分达成", "80%"), "!LEAF_PERCENT_OUTSIDE_TIER [6, 8]");
  EXPECT_EQ(PointsForTier("部分达成", "79.99%"), "7.999");
  EXPECT_EQ(PointsForTier("部分达成", "60%"), "6");
  EXPECT_EQ(PointsForTier("未达成", "0%"), "0");
  EXPECT_EQ(PointsForTier("达成预期指标", "100%"), "10");
  EXPECT_EQ(PointsForTier("达成预期指标", "100.01%"), "!LEAF_PERCENT_OUTSIDE_TIER [8, 10]");
}

TEST(QualitativeTiers, TheCutsAreData) {
  // 江西 2017 and 湖北 2020 forms cut at 80 and 50.
  TiersRule rule;
  rule.tiers = {{"达成预期指标", Number("80%"), Number("100%")},
                {"部分达成", Number("50%"), Number("80%")},
                {"未达成", Number("0"), Number("50%")}};
  Situation situation{.weight = "10"};
  situation.observation.emplace();
  situation.observation->tier = "部分达成";
  EXPECT_EQ(PointsOf(ApplyTo({rule, {}}, situation).outcome), "!LEAF_JUDGEMENT_OPEN [5, 8]");
}

TEST(QualitativeTiers, WhatIsNotATierIsOpenInFull) {
  EXPECT_EQ(PointsForTier("很好", nullptr), "!LEAF_TIER_UNKNOWN [0, 10]");
  Situation situation{.weight = "10"};
  EXPECT_EQ(PointsOf(ApplyTo(kTiers, situation).outcome), "!LEAF_OBSERVATION_MISSING [0, 10]");
  situation.observation.emplace();
  situation.observation->text = "已按要求开展";
  EXPECT_EQ(PointsOf(ApplyTo(kTiers, situation).outcome), "!LEAF_JUDGEMENT_OPEN [0, 10]");
  situation.observation->text = "达成预期指标";
  EXPECT_EQ(PointsOf(ApplyTo(kTiers, situation).outcome), "!LEAF_JUDGEMENT_OPEN [8, 10]");
}

TEST(QualitativeTiers, ABeginningThatTwoTiersShareIsNone) {
  const std::vector<Tier> tiers = {{"达成一", Number("80%"), Number("1")}, {"达成二", Number("0"), Number("80%")}};
  EXPECT_EQ(FindTier(tiers, "达成"), nullptr);
  EXPECT_EQ(FindTier(tiers, "达成二"), &tiers[1]);
  EXPECT_EQ(FindTier(tiers, ""), nullptr);
}

}  // namespace
}  // namespace zhengping::indicator
