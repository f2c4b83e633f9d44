#include "services/indicator/domain/framework_life.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "common/testing/matchers.h"

namespace zhengping::indicator {
namespace {

FrameworkHead Head(std::string name, std::string division, int first_year = 0, int version = 1) {
  return {.name = std::move(name), .version = version, .division = std::move(division), .first_year = first_year};
}

TEST(FrameworkLife, OnlyADraftChangesAndOnlyAPublishedOneRetires) {
  FrameworkHead head = Head("a", "");
  EXPECT_THAT(CheckCanChange(head), IsOk());
  EXPECT_THAT(CheckCanRetire(head), IsRefusal("FRAMEWORK_NOT_PUBLISHED", "name"));
  head.state = FrameworkState::kPublished;
  EXPECT_THAT(CheckCanChange(head), IsRefusal("FRAMEWORK_PUBLISHED", "name"));
  EXPECT_THAT(CheckCanRetire(head), IsOk());
  head.state = FrameworkState::kRetired;
  EXPECT_THAT(CheckCanChange(head), IsRefusal("FRAMEWORK_PUBLISHED", "name"));
  EXPECT_THAT(CheckCanRetire(head), IsRefusal("FRAMEWORK_NOT_PUBLISHED", "name"));
}

// 430503000 is 大祥区 of 邵阳 (4305) of 湖南 (43).
TEST(FrameworkLife, ADivisionHoldsThoseBelowIt) {
  EXPECT_TRUE(HoldsDivision("430000000", "430503000"));
  EXPECT_TRUE(HoldsDivision("430500000", "430503000"));
  EXPECT_TRUE(HoldsDivision("430503000", "430503000"));
  EXPECT_TRUE(HoldsDivision("", "430503000"));
  EXPECT_TRUE(HoldsDivision("430503000", "430503001")) << "a township";
  EXPECT_FALSE(HoldsDivision("430503000", "430500000")) << "the city above";
  EXPECT_FALSE(HoldsDivision("430502000", "430503000"));
  EXPECT_FALSE(HoldsDivision("420000000", "430503000"));
  EXPECT_EQ(DivisionStem("430503001"), "430503001");
  EXPECT_EQ(DivisionStem("500000000"), "50");
  EXPECT_EQ(DivisionStem("431000000"), "4310") << "郴州: its zero is part of the code";
}

TEST(FrameworkLife, YearsIncludeBothEnds) {
  FrameworkHead head = Head("a", "", 2020);
  head.last_year = 2022;
  EXPECT_FALSE(HoldsYear(head, 2019));
  EXPECT_TRUE(HoldsYear(head, 2020));
  EXPECT_TRUE(HoldsYear(head, 2022));
  EXPECT_FALSE(HoldsYear(head, 2023));
  EXPECT_TRUE(HoldsYear(head, 0));
  EXPECT_TRUE(HoldsYear(Head("b", ""), 1999));
}

TEST(FrameworkLife, TheLongestDivisionThenTheLaterYearThenTheVersionWins) {
  std::vector<FrameworkHead> heads = {Head("anywhere", "", 2024),
                                      Head("province", "430000000", 2020),
                                      Head("city-old", "430500000", 2018),
                                      Head("city-v2", "430500000", 2020, 2),
                                      Head("city-v1", "430500000", 2020, 1),
                                      Head("city-also-v1", "430500000", 2020, 1)};
  std::sort(heads.begin(), heads.end(), IsMoreSpecific);
  std::vector<std::string> names;
  for (const FrameworkHead& head : heads) names.push_back(head.name);
  EXPECT_THAT(names, testing::ElementsAre("city-v2", "city-also-v1", "city-v1", "city-old", "province", "anywhere"));
}

TEST(FrameworkLife, TheNextVersionHasAFreeName) {
  const std::set<std::string, std::less<>> taken = {"x", "x-v2", "y-v2"};
  const auto is_taken = [&taken](absl::string_view name) { return taken.count(name) > 0; };
  EXPECT_EQ(NextVersionName("x", is_taken), "x-v3");
  EXPECT_EQ(NextVersionName("y-v2", is_taken), "y-v3");
  EXPECT_EQ(NextVersionName("z-2024", is_taken), "z-2024-v2");
  EXPECT_EQ(NextVersionName("z-vx", is_taken), "z-vx-v2");
  EXPECT_EQ(NextVersionName("-v3", is_taken), "-v3-v2");
  EXPECT_EQ(NextVersionName(std::string(63, 'a'), is_taken), std::string(60, 'a') + "-v2");
}

TEST(FrameworkLife, WhatTakesThePlaceOfARetiredOneIsOfItsPlaceOrItsName) {
  const FrameworkHead retired{.name = "daxiang-2023", .division = "430503000"};
  const auto succeeds = [&retired](FrameworkHead other) { return Succeeds(other, retired); };
  EXPECT_TRUE(succeeds({.name = "daxiang-2024", .division = "430503000"}));
  EXPECT_TRUE(succeeds({.name = "daxiang-2023-v2"})) << "the next version";
  EXPECT_FALSE(succeeds({.name = "hunan-2024", .division = "430000000"})) << "the province's";
  EXPECT_FALSE(succeeds({.name = "daxiang-2023", .division = "430503000"})) << "itself";
  EXPECT_FALSE(succeeds({.name = "daxiang-2023-v2", .is_library = true})) << "a library cannot score";
  EXPECT_FALSE(Succeeds({.name = "b"}, {.name = "a"})) << "two that are for anywhere";
}

}  // namespace
}  // namespace zhengping::indicator
