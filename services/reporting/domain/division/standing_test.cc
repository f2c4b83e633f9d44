#include "services/reporting/domain/division/standing.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

ScoredNode Node(const char* path, LeafState state, int64_t weight, std::optional<int64_t> score) {
  ScoredNode node;
  node.is_leaf = true;
  node.path = path;
  node.state = state;
  node.weight = Rational(weight);
  if (score.has_value()) node.score = Rational(*score);
  return node;
}

FindingFigure Figure(const char* name, Quantity value) {
  FindingFigure figure;
  figure.name = name;
  figure.display_name = name;
  figure.state = FactState::kDerived;
  figure.value = std::move(value);
  return figure;
}

Evaluation SmallEvaluation() {
  Evaluation evaluation;
  evaluation.head.id = "2023-2";
  EvaluationContent& content = evaluation.content;
  content.department = {"430503000", "403"};
  content.department_display_name = "翠园街道办事处";
  Fact budget;
  budget.name = "final_budget";
  budget.value = Quantity(Money::Fen(203012000));
  content.facts = {budget};
  content.scorecard.nodes = {Node("过程/执行", LeafState::kScored, 10, 8),
                             Node("产出/质量", LeafState::kNeedsJudgement, 10, std::nullopt),
                             Node("产出/楼堂馆所", LeafState::kNotApplicable, 5, std::nullopt)};
  content.scorecard.total.score = Rational(8);
  content.scorecard.total.low = Rational(8);
  content.scorecard.total.high = Rational(18);
  return evaluation;
}

TEST(Standing, WhatDoesNotApplyIsLeftOutAndWhatIsOpenLosesNothing) {
  const Standing standing = StandingOf(SmallEvaluation());
  EXPECT_EQ(standing.evaluation_id, "2023-2");
  EXPECT_EQ(standing.budget, Money::Fen(203012000));
  ASSERT_EQ(standing.leaves.size(), 2u);
  EXPECT_EQ(standing.leaves[0].group, "过程");
  EXPECT_EQ(standing.leaves[0].lost(), Rational(2));
  EXPECT_EQ(standing.leaves[1].lost(), Rational(0));
  EXPECT_FALSE(standing.is_ranked()) << "8 to 18";
}

TEST(Standing, AdjustmentsCountAndCloseWhatWasOpen) {
  Evaluation evaluation = SmallEvaluation();
  Adjustment adjustment;
  adjustment.path = "产出/质量";
  adjustment.score = Rational(9);
  evaluation.review.adjustments = {adjustment};
  evaluation.review.adjusted_total = Rational(17);
  evaluation.review.adjusted_grade = "优";
  const Standing standing = StandingOf(evaluation);
  EXPECT_EQ(standing.total, Rational(17));
  EXPECT_EQ(standing.computed, Rational(8));
  EXPECT_EQ(standing.leaves[1].lost(), Rational(1));
  EXPECT_TRUE(standing.is_ranked());
}

// 专项资金 of 90: 30 undated and late as well, 20 dated and late. untimely_share = 50/90; adding undated_amount 30 and
// late_amount 50 would count the 30 twice.
TEST(Standing, MoneyOfUntimelyFundsCountsOnce) {
  Evaluation evaluation = SmallEvaluation();
  Finding finding;
  finding.kind = "release_timing";
  finding.is_applicable = true;
  finding.severity = FindingSeverity::kGrave;
  finding.figures = {Figure("untimely_share", *Quotient(Rational(50), Rational(90))),
                     Figure("undated_amount", Money::Fen(30)), Figure("late_amount", Money::Fen(50)),
                     Figure("promised", Money::Fen(90))};
  evaluation.content.findings = {finding};
  EXPECT_EQ(StandingOf(evaluation).findings[0].amount, Money::Fen(50));
}

TEST(Standing, EachKindHasItsMoney) {
  Evaluation evaluation = SmallEvaluation();
  Finding additions;
  additions.kind = "mid_year_additions";
  additions.figures = {Figure("addition_rate", Rational(1)), Figure("supplements", Money::Fen(7))};
  Finding unknown;
  unknown.kind = "another";
  unknown.figures = {Figure("share", Rational(1)), Figure("money", Money::Fen(8)), Figure("more", Money::Fen(9))};
  Finding missing;
  missing.kind = "coarse_budgeting";
  evaluation.content.findings = {additions, unknown, missing};
  const Standing standing = StandingOf(evaluation);
  EXPECT_EQ(standing.findings[0].amount, Money::Fen(7));
  EXPECT_EQ(standing.findings[0].amount_display_name, "年中追加合计");
  EXPECT_EQ(standing.findings[1].amount, Money::Fen(8));
  EXPECT_EQ(standing.findings[2].amount, std::nullopt);
}

}  // namespace
}  // namespace zhengping::reporting
