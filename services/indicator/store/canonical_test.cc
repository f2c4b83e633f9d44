#include "services/indicator/store/canonical.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/indicator/store/year_load_fixture.h"

namespace zhengping::indicator {
namespace {

TEST(Canonical, AWithdrawalIsItsPathAndDay) {
  EXPECT_EQ(CanonicalObservations("case", {}, {Observed("总户数", 56, 6, 30)}),
            "zhengping.observations/1\nsource=case\nwithdrawn[0].goal=\nwithdrawn[0].level1=产出指标\n"
            "withdrawn[0].level2=数量指标\nwithdrawn[0].level3=总户数\nwithdrawn[0].project=\n"
            "withdrawn[0].date=2023-06-30\n");
}

TEST(Canonical, ChecksNameEveryField) {
  CheckRow check;
  check.name = "甲\n乙\\";
  check.expression = "a = b";
  check.tolerance = Fraction(2, 100);
  EXPECT_EQ(CanonicalChecks("case", {check}),
            "zhengping.checks/1\nsource=case\nchecks[0].name=甲\\n乙\\\\\nchecks[0].expression=a = b\n"
            "checks[0].tolerance=1/50\nchecks[0].source=\n");
}

TEST(Canonical, EveryFieldOfARowIsInTheText) {
  const PlanRow row = TargetRow("产出指标", "数量指标", "测绘户数", 56, 50);
  std::vector<PlanRow> changed(9, row);
  changed[0].key.goal = "目标一";
  changed[1].direction = Direction::kAtMost;
  changed[2].target.text = "56";
  changed[3].adjusted = row.target;
  changed[4].baseline.emplace(1);
  changed[5].weight.reset();
  changed[6].rule = "每低5%扣1分";
  changed[7].is_core = true;
  changed[8].is_illustrative = true;
  const std::string text = CanonicalPlan("case", "f", {row});
  for (size_t i = 0; i < changed.size(); ++i) EXPECT_NE(CanonicalPlan("case", "f", {changed[i]}), text) << i;
  EXPECT_NE(CanonicalPlan("platform", "f", {row}), text);
  EXPECT_NE(CanonicalPlan("case", "g", {row}), text);
}

}  // namespace
}  // namespace zhengping::indicator
