#include "services/indicator/domain/year_content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;

Observation Seen(std::string level1, std::string level3, int month, int64_t value) {
  Observation observation;
  observation.key.level1 = std::move(level1);
  observation.key.level3 = std::move(level3);
  observation.date = *Date::FromYmd(2023, month, 1);
  observation.value.emplace(value);
  return observation;
}

TEST(YearContent, TheDepartmentsSheetLeavesItsProjectsOut) {
  YearContent content;
  content.plan.resize(3);
  content.plan[0].key.level3 = "甲";
  content.plan[1].key.level3 = "乙";
  content.plan[1].key.project = "p1";
  content.plan[2].key.level3 = "丙";
  EXPECT_THAT(PlanOf(content, ""), ElementsAre(content.plan[0], content.plan[2]));
  EXPECT_THAT(PlanOf(content, "p1"), ElementsAre(content.plan[1]));
  EXPECT_TRUE(PlanOf(content, "p2").empty());
}

TEST(YearContent, TheLatestUpToTheDayCounts) {
  const std::vector<Observation> observations = {Seen("b", "甲", 3, 1), Seen("b", "甲", 6, 2), Seen("b", "甲", 9, 3),
                                                 Seen("a", "乙", 2, 4)};
  EXPECT_THAT(CountingOn(*Date::FromYmd(2023, 6, 1), observations), ElementsAre(observations[3], observations[1]));
  EXPECT_THAT(CountingOn(*Date::FromYmd(2023, 5, 31), observations), ElementsAre(observations[3], observations[0]));
  EXPECT_TRUE(CountingOn(*Date::FromYmd(2023, 1, 31), observations).empty());
}

TEST(YearContent, AListGoesByPathAndDay) {
  const Observation late = Seen("a", "甲", 9, 3);
  const Observation early = Seen("a", "甲", 3, 3);
  const Observation other = Seen("b", "甲", 1, 3);
  EXPECT_THAT(ByPathAndDay({other, late, early}), ElementsAre(early, late, other));
}

}  // namespace
}  // namespace zhengping::indicator
