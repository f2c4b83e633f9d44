#include "services/indicator/domain/rules/better_of.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

// 结转结余率 or 结转结余变动率, 二者择其一 (wanglu.net t13-461855).
std::string PointsForBalance(std::map<std::string, Rational> figures) {
  Rule rule;
  rule.body = BetterOfRule{{{"balance / final_budget"}, {"(balance - balance.prior) / balance.prior"}}};
  StepDeductionRule rate;
  rate.bound = Number("5%");
  rate.step = Number("1%");
  rate.deduction.amount = Number("1");
  StepDeductionRule change = rate;
  change.bound = Number("0");
  rule.nested = {Rule{rate, {}}, Rule{change, {}}};
  Situation situation;
  situation.figures = std::move(figures);
  return PointsOf(
      ApplyTo(rule, situation, {}, {"balance / final_budget", "(balance - balance.prior) / balance.prior"}).outcome);
}

TEST(BetterOf, ExplainsTheStepOfTheOneThatDecides) {
  Rule rule;
  rule.body = BetterOfRule{{{"balance"}, {"payments"}}};
  StepDeductionRule steps;
  steps.bound.emplace(0);
  steps.step = Rational(1);
  steps.deduction.amount = Rational(1);
  rule.nested = {Rule{steps, {}}, Rule{steps, {}}};
  Situation situation;
  situation.figures = {{"balance", Rational(4)}, {"payments", Rational(2)}};
  const Explanation why = ApplyTo(rule, situation, {}, {"balance", "payments"}).why;
  EXPECT_EQ(why.alternative, 1);
  EXPECT_EQ(why.formula, "payments");
  EXPECT_EQ(why.step, Step::kDeducted);
  EXPECT_EQ(why.count, Rational(2));
}

TEST(BetterOf, TakesTheAlternativeThatGivesMore) {
  const Rational budget(100);
  EXPECT_EQ(PointsForBalance({{"balance", Rational(8)}, {"final_budget", budget}, {"balance.prior", Rational(10)}}),
            "5");
  EXPECT_EQ(PointsForBalance({{"balance", Rational(8)}, {"final_budget", budget}, {"balance.prior", Rational(4)}}),
            "2");
  EXPECT_EQ(PointsForBalance({{"balance", Rational(40)}, {"final_budget", budget}, {"balance.prior", Rational(4)}}),
            "0");
}

TEST(BetterOf, IsOpenOnlyWhileTheOtherCouldGiveMore) {
  const Rational budget(100);
  EXPECT_EQ(PointsForBalance({{"balance", Rational(4)}, {"final_budget", budget}}), "5");
  EXPECT_EQ(PointsForBalance({{"balance", Rational(8)}, {"final_budget", budget}}), "!LEAF_FIGURE_MISSING [2, 5]");
  EXPECT_EQ(PointsForBalance({{"balance", Rational(8)}, {"final_budget", budget}, {"balance.prior", Rational(0)}}),
            "!LEAF_DIVIDED_BY_ZERO [2, 5]");
  EXPECT_EQ(PointsForBalance({}), "!LEAF_FIGURE_MISSING [0, 5]");
}

}  // namespace
}  // namespace zhengping::indicator
