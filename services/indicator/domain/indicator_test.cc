#include "services/indicator/domain/indicator.h"

#include <gtest/gtest.h>

namespace zhengping::indicator {
namespace {

const RowKey kRow{"", "产出指标", "数量指标", "排查栋数", ""};

TEST(RowKey, PrintsItsPath) {
  EXPECT_EQ(FormatRowKey(kRow), "产出指标/数量指标/排查栋数");
  EXPECT_EQ(FormatRowKey({"目标一", "产出指标", "", "排查栋数", "p1"}), "目标一/产出指标/排查栋数〔p1〕");
}

TEST(RowKey, LevelsThatAreLeftOutDoNotStandAgainstARow) {
  EXPECT_TRUE(CouldMean({"", "", "", "排查栋数", ""}, kRow));
  EXPECT_TRUE(CouldMean({"", "", "数量指标", "排查栋数", ""}, kRow));
  EXPECT_TRUE(CouldMean(kRow, kRow));
  EXPECT_FALSE(CouldMean({"", "效益指标", "", "排查栋数", ""}, kRow));
  EXPECT_FALSE(CouldMean({"目标一", "", "", "排查栋数", ""}, kRow));
  EXPECT_FALSE(CouldMean({"", "", "", "经营性栋数", ""}, kRow));
}

TEST(RowKey, AProjectsRowIsNotTheDepartments) {
  EXPECT_FALSE(CouldMean({"", "", "", "排查栋数", "p1"}, kRow));
  EXPECT_FALSE(CouldMean({"", "", "", "排查栋数", ""}, {"", "产出指标", "", "排查栋数", "p1"}));
}

TEST(Units, OneSidedPercentagesCannotBeCompared) {
  struct Case {
    const char* of_value;
    const char* of_target;
    bool disagree;
  };
  const Case cases[] = {{"%", "%", false}, {"", "", false},    {"户", "户", false},  {"", "人", false},
                        {"人", "", false}, {"", "%", true},    {"%", "", true},      {"%", "户", true},
                        {"户", "%", true}, {"户", "栋", true}, {"万元", "元", false}};
  for (const Case& c : cases) {
    EXPECT_EQ(UnitsDisagree(c.of_value, c.of_target), c.disagree) << c.of_value << " against " << c.of_target;
  }
}

}  // namespace
}  // namespace zhengping::indicator
