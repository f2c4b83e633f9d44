// Sheets at the bounds of what a framework may hold, and formulas that somebody wrote to do harm.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/domain/score.h"

namespace zhengping::indicator {
namespace {

const Date kYearEnd = *Date::FromYmd(2023, 12, 31);

FactSet HalfSpent() {
  std::vector<Fact> facts(2);
  facts[0].name = "payments";
  facts[0].value = Rational(50);
  facts[1].name = "final_budget";
  facts[1].value = Rational(100);
  for (Fact& fact : facts) fact.state = FactState::kDerived;
  return FactSet(std::move(facts));
}

Framework Empty(int64_t full_mark) {
  Framework framework;
  framework.name = "bounds";
  framework.full_mark = Rational(full_mark);
  framework.settings.tiers = StandardTiers();
  return framework;
}

// 99 groups of 1,009 leaves are 99,990 nodes: each leaf gives half of its point.
TEST(ScoreBounds, AHundredThousandLeavesFoot) {
  constexpr int kGroups = 99;
  constexpr int kLeaves = 1009;
  Framework framework = Empty(kGroups * kLeaves);
  for (int group = 0; group < kGroups; ++group) {
    std::vector<Indicator> leaves;
    for (int leaf = 0; leaf < kLeaves; ++leaf) {
      leaves.push_back(Leaf(absl::StrCat("指标", leaf).c_str(), 1, "payments / final_budget", Forward(1)));
    }
    framework.indicators.push_back(Group(absl::StrCat("组", group).c_str(), kLeaves, std::move(leaves)));
  }
  const auto compiled = Compiled(std::move(framework));
  ASSERT_NE(compiled, nullptr);
  const auto card = Score({*compiled, {}, {}, HalfSpent(), kYearEnd}, {SlotWeights::kRefuse, ScoreDetail::kPointsOnly});
  ASSERT_TRUE(card.ok());
  EXPECT_EQ(card->nodes.size(), static_cast<size_t>(kGroups * (kLeaves + 1)));
  EXPECT_EQ(card->total, Fraction(kGroups * kLeaves, 2));
  EXPECT_EQ(card->scored_weight, card->full_mark);
}

TEST(ScoreBounds, TheDeepestTreeIsScoredAndADeeperOneRefused) {
  Indicator indicator = Leaf("指标", 100, "payments / final_budget", Forward(1));
  for (int level = 1; level < kMostDepth; ++level) indicator = Group("级", 100, {indicator});
  Framework framework = Empty(100);
  framework.indicators = {indicator};
  const auto card = Score({*Compiled(framework), {}, {}, HalfSpent(), kYearEnd});
  EXPECT_EQ(card->total, Rational(50));
  framework.indicators = {Group("级", 100, {indicator})};
  const CompileResult deeper = CompileFramework(framework);
  EXPECT_EQ(deeper.compiled, nullptr);
  EXPECT_TRUE(std::any_of(deeper.issues.begin(), deeper.issues.end(),
                          [](const Issue& issue) { return issue.reason == "FRAMEWORK_TOO_DEEP"; }));
}

std::string ReasonOf(const std::string& formula) {
  Framework framework = Empty(100);
  framework.indicators = {Leaf("指标", 100, formula.c_str(), Forward(1))};
  for (const Issue& issue : CompileFramework(framework).issues) {
    if (issue.severity == Severity::kError) return issue.reason;
  }
  return "";
}

TEST(ScoreBounds, HarmfulFormulasAreNamed) {
  const std::string bomb = std::string(1500, '(') + "1" + std::string(400, ')');
  EXPECT_EQ(ReasonOf(bomb), "EXPRESSION_TOO_DEEP");
  EXPECT_EQ(ReasonOf(std::string(100000, '1')), "EXPRESSION_TOO_LONG");
  EXPECT_EQ(ReasonOf(std::string(1999, '-') + "1"), "EXPRESSION_TOO_DEEP");
  EXPECT_EQ(ReasonOf("nan"), "FACT_UNKNOWN");
  EXPECT_EQ(ReasonOf("NaN"), "EXPRESSION_NAME");
  EXPECT_EQ(ReasonOf("1e999"), "EXPRESSION_OPERATOR");
  EXPECT_EQ(ReasonOf("inf / inf"), "FACT_UNKNOWN");
  EXPECT_EQ(ReasonOf("payments + actual_headcount"), "EXPRESSION_UNITS");
  EXPECT_EQ(ReasonOf("payments >= final_budget"), "RULE_MALFORMED");
  EXPECT_EQ(ReasonOf("2023-12-31 - 30"), "RULE_MALFORMED");
  EXPECT_EQ(ReasonOf("payments / final_budget"), "");
}

// 15 factors of 60 digits on each side: numbers of 900 digits, exact, and of no consequence.
TEST(ScoreBounds, LargeNumbersStayExact) {
  std::string formula = "(1";
  for (int i = 0; i < 15; ++i) absl::StrAppend(&formula, "*", std::string(60, '9'));
  absl::StrAppend(&formula, ")/(1");
  for (int i = 0; i < 15; ++i) absl::StrAppend(&formula, "*", std::string(60, '9'));
  absl::StrAppend(&formula, ")*payments/final_budget");
  Framework framework = Empty(100);
  framework.indicators = {Leaf("指标", 100, formula.c_str(), Forward(1))};
  const auto card = Score({*Compiled(framework), {}, {}, HalfSpent(), kYearEnd});
  EXPECT_EQ(card->total, Rational(50));
}

}  // namespace
}  // namespace zhengping::indicator
