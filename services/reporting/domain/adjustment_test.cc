#include "services/reporting/domain/adjustment.h"

#include <gtest/gtest.h>

#include <string>

#include "common/testing/matchers.h"

namespace zhengping::reporting {
namespace {

Rational Points(const char* text) { return *ParseNumber(text); }

ScoredNode Leaf(const std::string& path, const char* weight, std::optional<Rational> score,
                LeafState state = LeafState::kScored) {
  return {.is_leaf = true, .path = path, .weight = Points(weight), .score = std::move(score), .state = state};
}

// 20 points of three leaves: 8 + 6.5 + nothing yet, 14.5.
Scorecard Sheet() {
  Scorecard sheet;
  sheet.nodes = {{.path = "产出指标", .weight = Points("20"), .score = Points("14.5")},
                 Leaf("产出指标/数量", "10", Points("8")),
                 Leaf("产出指标/质量", "7", Points("6.5")),
                 Leaf("产出指标/时效", "3", std::nullopt, LeafState::kNeedsJudgement)};
  sheet.total = {.score = Points("14.5"), .full_mark = Points("20")};
  return sheet;
}

Adjustment To(const std::string& path, const char* score) { return {.path = path, .score = Points(score)}; }

TEST(Adjustment, TotalHasTheReviewersPointsInPlaceOfTheComputedOnes) {
  EXPECT_EQ(AdjustedTotal(Sheet(), {}), std::nullopt);
  EXPECT_EQ(AdjustedTotal(Sheet(), {To("产出指标/数量", "6.75")}), Points("13.25"));
  EXPECT_EQ(AdjustedTotal(Sheet(), {To("产出指标/时效", "3")}), Points("17.5")) << "an open leaf is judged";
  EXPECT_EQ(AdjustedTotal(Sheet(), {To("产出指标/数量", "6.75"), To("产出指标/质量", "0")}), Points("6.75"));
  EXPECT_EQ(AdjustedTotal(Sheet(), {To("产出指标/数量", "8")}), Points("14.5")) << "the same points again";
  const Rational third = *Quotient(Rational(1), Rational(3));
  EXPECT_EQ(AdjustedTotal(Sheet(), {{.path = "产出指标/数量", .score = third}}), third + Points("6.5")) << "exact";
}

TEST(Adjustment, ALaterOneOfAPathTakesItsPlace) {
  const std::vector<Adjustment> first = With({}, To("产出指标/数量", "6"));
  const std::vector<Adjustment> both = With(first, To("产出指标/质量", "5"));
  const std::vector<Adjustment> changed = With(both, To("产出指标/数量", "7"));
  ASSERT_EQ(changed.size(), 2U);
  EXPECT_EQ(changed[0].score, Points("7"));
  EXPECT_EQ(AdjustedTotal(Sheet(), changed), Points("12"));
}

TEST(Adjustment, ScaledAndCappedAsTheComputedTotalWas) {
  // 5 of 25 points do not apply: (8 + 6.5) × 25/20 = 18.125, printed 18.13; with 6.75 in place of 8: 13.25 × 1.25.
  Scorecard scaled = Sheet();
  scaled.nodes.push_back(Leaf("效益指标/生态", "5", std::nullopt, LeafState::kNotApplicable));
  scaled.total = {
      .score = Points("18.13"), .full_mark = Points("25"), .not_applicable_weight = Points("5"), .is_rescaled = true};
  EXPECT_EQ(AdjustedTotal(scaled, {To("产出指标/数量", "6.75")}), Points("16.56"));
  // Lowered to 12 by a cap: 14.5 + 3 stays 12, 6.5 does not.
  Scorecard capped = Sheet();
  capped.total.score = Points("12");
  capped.total.caps = {"预算执行率低于80%，总分不超过12分"};
  EXPECT_EQ(AdjustedTotal(capped, {To("产出指标/时效", "3")}), Points("12"));
  EXPECT_EQ(AdjustedTotal(capped, {To("产出指标/数量", "0")}), Points("6.5"));
}

TEST(Adjustment, GradeIsOfTheAdjustedTotalOnceNothingIsOpen) {
  const std::vector<GradeBand> bands = {
      {.name = "优", .low = Points("18"), .high = Points("20"), .is_high_closed = true},
      {.name = "良", .low = Points("16"), .high = Points("18")},
      {.name = "差", .high = Points("16")}};
  Scorecard sheet = Sheet();
  sheet.nodes[1].scored_weight = Points("10");
  sheet.nodes[2].scored_weight = Points("7");
  sheet.total.scored_weight = Points("17");
  const auto grade = [&](const std::vector<Adjustment>& adjustments) {
    return AdjustedGrade(sheet, adjustments, *AdjustedTotal(sheet, adjustments), bands);
  };
  EXPECT_EQ(grade({To("产出指标/数量", "10")}), "") << "时效 still waits for a judgement";
  EXPECT_EQ(grade({To("产出指标/时效", "1.5")}), "良") << "16, the lower end";
  EXPECT_EQ(grade({To("产出指标/时效", "1.49")}), "差") << "15.99";
  EXPECT_EQ(grade({To("产出指标/时效", "3"), To("产出指标/数量", "8.5")}), "优") << "18 is no 良 any more";
  EXPECT_EQ(grade({To("产出指标/时效", "3"), To("产出指标/数量", "10"), To("产出指标/质量", "7")}), "优") << "20";
  sheet.nodes[3].scored_weight = Points("3");
  sheet.total.scored_weight = Points("20");
  EXPECT_EQ(grade({To("产出指标/数量", "10")}), "") << "the computed total has no grade although nothing is open";
  sheet.total.grade = "差";
  EXPECT_EQ(grade({To("产出指标/数量", "10")}), "良") << "16.5";
}

TEST(Adjustment, PointsLieWithinTheWeightOfALeaf) {
  struct Case {
    const char* what;
    Adjustment adjustment;
    const char* reason;
    const char* field;
  };
  const Case cases[] = {
      {"above the weight", To("产出指标/数量", "10.01"), "SCORE_OUT_OF_RANGE", "adjustment.score"},
      {"below zero", To("产出指标/数量", "-0.01"), "SCORE_OUT_OF_RANGE", "adjustment.score"},
      {"a group", To("产出指标", "1"), "INDICATOR_NOT_FOUND", "adjustment.path"},
      {"the last name alone", To("数量", "1"), "INDICATOR_NOT_FOUND", "adjustment.path"},
      {"no path", To("", "1"), "INDICATOR_NOT_FOUND", "adjustment.path"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_THAT(CheckAdjustment(Sheet(), c.adjustment), IsRefusal(c.reason, c.field));
  }
  EXPECT_THAT(CheckAdjustment(Sheet(), To("产出指标/数量", "10")), IsOk());
  EXPECT_THAT(CheckAdjustment(Sheet(), To("产出指标/数量", "0")), IsOk());
  Scorecard sheet = Sheet();
  sheet.nodes.push_back(Leaf("效益指标/生态", "5", std::nullopt, LeafState::kNotApplicable));
  EXPECT_THAT(CheckAdjustment(sheet, To("效益指标/生态", "1")), IsRefusal("SCORE_OUT_OF_RANGE", "adjustment.score"));
  Adjustment wordy = To("产出指标/数量", "1");
  wordy.evidence = {std::string(500, 'x')};
  EXPECT_THAT(CheckAdjustment(Sheet(), wordy), IsOk());
  wordy.evidence = {std::string(501, 'x')};
  EXPECT_THAT(CheckAdjustment(Sheet(), wordy), IsRefusal("TEXT_TOO_LONG", "adjustment.evidence"));
  wordy.evidence = std::vector<std::string>(51, "x");
  EXPECT_THAT(CheckAdjustment(Sheet(), wordy), IsRefusal("TEXT_TOO_LONG", "adjustment.evidence"));
}

}  // namespace
}  // namespace zhengping::reporting
