#include "services/indicator/domain/sensitivity/sensitivity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "services/indicator/domain/sensitivity/sheet_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;

Sensitivity Analyzed(const Sheet89& sheet) {
  absl::StatusOr<Sensitivity> answer = AnalyzeSensitivity(sheet.Input());
  EXPECT_THAT(answer, IsOk());
  return answer.ok() ? *std::move(answer) : Sensitivity();
}

std::vector<std::string> Changes(const Sensitivity& answer) {
  std::vector<std::string> lines;
  for (const ProposedChange& change : answer.to_next_grade) {
    lines.push_back(absl::StrCat(change.input.name, ": ", FormatShort(change.input.value), " → ",
                                 FormatShort(change.to), ", +", FormatShort(change.gain)));
  }
  return lines;
}

TEST(Sensitivity, TheCheapestChangesThatReachTheNextGrade) {
  // One point is missing. 24 more houses cost 1% + 24/492 = 5.878% and win 1.03. 23 houses (1% + 4.684%, 0.98) need
  // 0.02 of another row, which costs more than 1% again; satisfaction alone costs 10.96%, payments alone 17.6%.
  const Sensitivity answer = Analyzed(Sheet89());
  EXPECT_EQ(answer.total, Rational(89));
  EXPECT_EQ(answer.grade, "良");
  EXPECT_EQ(answer.next_grade, "优");
  EXPECT_EQ(answer.next_from, Rational(90));
  EXPECT_THAT(Changes(answer), ElementsAre("产出指标/自建房排查栋数: 468 → 492, +1.03"));
  EXPECT_EQ(answer.total_then, Fraction(9003, 100));
  EXPECT_EQ(answer.grade_then, "优");
}

TEST(Sensitivity, SeveralChangesWhereOneIsNotEnough) {
  // 74 (execution 0, no house more than 234: 10 points): 良 needs 6. The houses alone win up to 15: 6.02 with 375, for
  // 1% + 141/375 = 38.6%. Payments from nothing cost 1% + 100% whatever they win.
  Sheet89 sheet;
  sheet.observations[0].value = Rational(234);
  sheet.facts = FactSet({FenFact("payments", 0), FenFact("final_budget", 100000000)});
  const Sensitivity answer = Analyzed(sheet);
  EXPECT_EQ(answer.total, Rational(74));
  EXPECT_EQ(answer.next_grade, "良");
  EXPECT_THAT(Changes(answer), ElementsAre("产出指标/自建房排查栋数: 234 → 375, +6.03"));
  // Where the houses can win nothing, two rows are needed.
  sheet.plan[0].target.value = Rational(234);       // the houses are met: 89
  sheet.observations[1].value = Fraction(76, 100);  // 25 × 76/95 = 20: 84
  const Sensitivity both = Analyzed(sheet);
  EXPECT_EQ(both.total, Rational(84));
  ASSERT_EQ(both.to_next_grade.size(), 2U);  // 5 of 办结率 and 1 of 居民满意度, or payments: the first two are nearer
  EXPECT_EQ(both.to_next_grade[0].input.name, "产出指标/办结率");
  EXPECT_EQ(both.to_next_grade[1].input.name, "满意度指标/居民满意度");
  EXPECT_GE(both.total_then, Rational(90));
}

TEST(Sensitivity, InputsByWhatTheyCanWin) {
  const Sensitivity answer = Analyzed(Sheet89());
  std::vector<std::string> names;
  for (const SensitiveInput& input : answer.inputs) names.push_back(input.input.name);
  // 5 points each for payments, the budget and the houses: a house is worth more than a yuan. Then 1 for satisfaction;
  // the rest can win nothing.
  EXPECT_THAT(names, ElementsAre("产出指标/自建房排查栋数", "payments", "final_budget", "满意度指标/居民满意度",
                                 "效益指标/安全事故起数", "产出指标/办结率"));
}

TEST(Sensitivity, ABudgetThatWasApprovedIsNotProposed) {
  // Everything is met but the execution: only the payments may move, though a smaller budget would do as well.
  Sheet89 sheet;
  sheet.observations[0].value = Rational(585);
  sheet.observations[3].value = Fraction(90, 100);
  sheet.facts = FactSet({FenFact("payments", 0), FenFact("final_budget", 100000000)});
  sheet.observations[1].value = Fraction(90, 100);  // 25 × 90/95 = 23.68: total 88.68
  const Sensitivity answer = Analyzed(sheet);
  EXPECT_EQ(answer.total, Fraction(8868, 100));
  for (const ProposedChange& change : answer.to_next_grade) EXPECT_NE(change.input.name, "final_budget");
  EXPECT_FALSE(answer.to_next_grade.empty());
}

TEST(Sensitivity, NothingIsProposedForTheBestGradeNorForNone) {
  Sheet89 best;
  best.observations[0].value = Rational(585);
  EXPECT_EQ(Analyzed(best).next_grade, "");  // 94
  Sheet89 open;
  open.observations.pop_back();
  const Sensitivity without = Analyzed(open);
  EXPECT_EQ(without.grade, "");
  EXPECT_EQ(without.next_grade, "");
  EXPECT_TRUE(without.to_next_grade.empty());
}

TEST(Sensitivity, WhatACapHoldsDownIsOutOfReach) {
  Sheet89 sheet;
  Framework framework = SelfEvaluation2020();
  CapRule cap;
  cap.name = "按执行率封顶";
  cap.measure = "payments / final_budget";
  cap.steps = {{Between(Rational(0), true, Fraction(95, 100), false), Rational(89)}};
  framework.caps = {cap};
  sheet.framework = Compiled(framework);
  const Sensitivity answer = Analyzed(sheet);
  EXPECT_EQ(answer.next_grade, "优");
  EXPECT_TRUE(answer.to_next_grade.empty());
}

TEST(Sensitivity, RefusesWhatScoringRefuses) {
  Sheet89 sheet;
  sheet.plan[0].key.level3 = "";
  EXPECT_THAT(AnalyzeSensitivity(sheet.Input()), IsRefusal("PLAN_HAS_ERRORS"));
}

}  // namespace
}  // namespace zhengping::indicator
