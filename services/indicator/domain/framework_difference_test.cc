#include "services/indicator/domain/framework_difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Difference = FrameworkDifference;

TEST(FrameworkDifference, AFrameworkDoesNotDifferFromItselfUnderAnotherName) {
  Framework copy = HunanA2017();
  copy.name = "copy";
  EXPECT_THAT(FindDifferences(HunanA2017(), copy), IsEmpty());
}

TEST(FrameworkDifference, WeightsRulesFormulasAndTextsAreToldByIndicator) {
  Framework before;
  before.indicators = {Group(
      "过程", 20,
      {Leaf("完成率", 10, "payments / final_budget",
            StepDeductionRule{
                .sense = Sense::kForward, .bound = Rational(1), .step = Fraction(5, 100), .deduction = {Rational(2)}}),
       Leaf("控制率", 10, "payments / initial_budget", JudgementRule{})})};
  Framework after = before;
  Indicator& first = after.indicators[0].children[0];
  first.weight.emplace(12);
  std::get<StepDeductionRule>(first.rule.body).deduction.amount = Rational(3);
  first.formula = "payments / initial_budget";
  first.rule_text = "每低5%扣3分";
  after.indicators[0].children[1].weight.emplace(8);
  EXPECT_THAT(
      FindDifferences(before, after),
      ElementsAre(Difference{{"过程", "完成率"}, "weight", "10", "12"},
                  Difference{{"过程", "完成率"},
                             "rule",
                             "步进扣分，正向，标准值 100%，步长 5%，扣分 2分",
                             "步进扣分，正向，标准值 100%，步长 5%，扣分 3分"},
                  Difference{{"过程", "完成率"}, "formula", "payments / final_budget", "payments / initial_budget"},
                  Difference{{"过程", "完成率"}, "rule_text", "", "每低5%扣3分"},
                  Difference{{"过程", "控制率"}, "weight", "10", "8"}));
}

TEST(FrameworkDifference, AddedRemovedAndMovedAreToldApart) {
  Framework before;
  before.indicators = {Group("产出", 50, {Slot("数量", 20), Slot("成本", 20), Slot("旧项", 10)}),
                       Group("成本指标", 10, {Slot("甲", 10)})};
  Framework after;
  after.indicators = {Group("产出", 30, {Slot("数量", 20), Slot("新项", 10)}),
                      Group("成本指标", 30, {Slot("甲", 10), Slot("成本", 20)})};
  EXPECT_THAT(
      FindDifferences(before, after),
      ElementsAre(Difference{{"产出"}, "weight", "50", "30"},
                  Difference{{"产出", "成本"}, "moved", "产出/成本", "成本指标/成本"},
                  Difference{{"产出", "旧项"}, "removed", "10", ""}, Difference{{"成本指标"}, "weight", "10", "30"},
                  Difference{{"产出", "新项"}, "added", "", "10"}));
}

// A third name that stands twice has not moved: nobody can say which is which.
TEST(FrameworkDifference, ANameThatStandsTwiceHasNotMoved) {
  Framework before;
  before.indicators = {Group("甲", 10, {Slot("数量", 10)}), Group("乙", 10, {Slot("数量", 10)})};
  Framework after;
  after.indicators = {Group("丙", 10, {Slot("数量", 10)}), Group("丁", 10, {Slot("数量", 10)})};
  for (const Difference& difference : FindDifferences(before, after)) EXPECT_NE(difference.aspect, "moved");
}

TEST(FrameworkDifference, SettingsCapsAndGradesBelongToTheWhole) {
  const Framework before = SelfEvaluation2020();
  Framework after = before;
  after.settings.decimals = 1;
  after.settings.step_counting = StepCounting::kPartial;
  after.last_year = 2024;
  after.deviation = DeviationRule{Fraction(13, 10), DeviationAction::kFlag, {}, ""};
  after.grades.pop_back();
  CapRule cap;
  cap.name = "执行率封顶";
  cap.measure = "payments / final_budget";
  cap.steps = {{Between(Fraction(7, 10), true, Fraction(8, 10), false), Rational(89)}};
  after.caps = {cap};
  std::vector<std::string> aspects;
  for (const Difference& difference : FindDifferences(before, after)) {
    EXPECT_THAT(difference.path, IsEmpty());
    aspects.push_back(difference.aspect);
    if (difference.aspect == "caps") {
      EXPECT_EQ(difference.after, "执行率封顶：payments / final_budget，；[70%, 80%) 最多 89 分");
    }
  }
  EXPECT_THAT(aspects, ElementsAre("fiscal_years", "settings", "caps", "deviation", "grades"));
}

TEST(FrameworkDifference, ReadsAsASentence) {
  EXPECT_EQ(FormatDifference({{"产出", "成本"}, "weight", "20", "10"}), "产出/成本 分值 20 → 10");
  EXPECT_EQ(FormatDifference({{"产出", "成本"}, "added", "", "10"}), "产出/成本 增加");
  EXPECT_EQ(FormatDifference({{}, "version", "1", "2"}), "版本 1 → 2");
}

}  // namespace
}  // namespace zhengping::indicator
