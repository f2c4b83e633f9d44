#include "services/indicator/domain/rules/comparison.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

const std::vector<std::string> kConditions = {"balance <= 0", "balance <= balance.prior"};

// 岳阳 资金结余 3: none 3; not above last year's carry-over 2; above it 0.
std::string PointsForBalance(int balance, std::optional<int> prior) {
  ComparisonRule rule;
  rule.cases = {{kConditions[0], {Number("3"), PointsUnit::kPoints}},
                {kConditions[1], {Number("2"), PointsUnit::kPoints}}};
  Situation situation{.weight = "3"};
  situation.figures["balance"] = Rational(balance);
  if (prior) situation.figures["balance.prior"] = Rational(*prior);
  return PointsOf(ApplyTo({rule, {}}, situation, kConditions).outcome);
}

TEST(Comparison, GivesThePublishedPoints) {
  EXPECT_EQ(PointsForBalance(0, 10), "3");
  EXPECT_EQ(PointsForBalance(9, 10), "2");
  EXPECT_EQ(PointsForBalance(10, 10), "2");
  EXPECT_EQ(PointsForBalance(11, 10), "0");
}

TEST(Comparison, WhatIsBehindAnUndecidedCaseIsUndecided) {
  EXPECT_EQ(PointsForBalance(0, std::nullopt), "3");
  EXPECT_EQ(PointsForBalance(9, std::nullopt), "!LEAF_FIGURE_MISSING [0, 3]");
}

// 无结余 3; 较上年减少 2: a year without a balance before it has no rate, and the condition says so itself.
TEST(Comparison, AConditionMayJoinSeveralAndChoose) {
  ComparisonRule rule;
  rule.cases = {{"", {Number("3"), PointsUnit::kPoints}}, {"", {Number("2"), PointsUnit::kPoints}}};
  const std::vector<std::string> conditions = {"balance = 0 且 payments >= final_budget",
                                               "如果(balance.prior = 0, balance < 5, balance / balance.prior < 100%)"};
  const auto points = [&](int balance, int prior) {
    Situation situation{.weight = "3"};
    situation.figures = {{"balance", Rational(balance)},
                         {"balance.prior", Rational(prior)},
                         {"payments", Rational(7)},
                         {"final_budget", Rational(7)}};
    return PointsOf(ApplyTo({rule, {}}, situation, conditions).outcome);
  };
  EXPECT_EQ(points(0, 9), "3");
  EXPECT_EQ(points(8, 9), "2");
  EXPECT_EQ(points(4, 0), "2");
  EXPECT_EQ(points(6, 0), "0");
}

}  // namespace
}  // namespace zhengping::indicator
