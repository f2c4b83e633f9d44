#include "services/indicator/domain/rules/compound.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

// 蚕茶卫生院 2021 社会效益 12: 签约率 and 体检率, half each; the first met, the second not.
Rule TwoHalves() {
  Rule rule;
  rule.body = CompoundRule{{{"签约率", Number("50%"), ""}, {"体检率", Number("50%"), ""}}};
  rule.nested = {Rule{ProportionalRule{Sense::kForward, Number("90%")}, {}},
                 Rule{ProportionalRule{Sense::kForward, Number("80%")}, {}}};
  return rule;
}

Outcome ScoredWith(std::vector<ObservedPart> parts, Explanation* why = nullptr) {
  const Rule rule = TwoHalves();
  Situation situation{.weight = "12"};
  situation.observation.emplace();
  situation.observation->parts = std::move(parts);
  const Applied applied = ApplyTo(rule, situation, {}, {"", ""});
  if (why != nullptr) *why = applied.why;
  return applied.outcome;
}

TEST(Compound, GivesThePublishedPoints) {
  EXPECT_EQ(PointsOf(ScoredWith({{"签约率", true, {}}, {"体检率", false, {}}})), "6");
}

TEST(Compound, EachPartHasItsOwnRule) {
  Explanation why;
  EXPECT_EQ(PointsOf(ScoredWith({{"签约率", {}, Number("95%")}, {"体检率", {}, Number("60%")}}, &why)), "10.5");
  ASSERT_EQ(why.parts.size(), 2u);
  EXPECT_EQ(why.parts[1].points, Number("4.5"));
  EXPECT_EQ(why.parts[1].most, Rational(6));
}

TEST(Compound, APartWithoutAnAnswerLeavesARange) {
  EXPECT_EQ(PointsOf(ScoredWith({{"签约率", true, {}}})), "!LEAF_PARTS_OPEN [6, 12]");
  EXPECT_EQ(PointsOf(ScoredWith({})), "!LEAF_PARTS_OPEN [0, 12]");
}

TEST(Compound, APartMayHaveAFormula) {
  const Rule rule = TwoHalves();
  Situation situation{.weight = "12"};
  situation.figures = {{"payments", Rational(45)}, {"final_budget", Rational(100)}};
  situation.observation.emplace();
  situation.observation->parts = {{"体检率", true, {}}};
  const std::vector<std::string> formulas = {"payments / final_budget", ""};
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation, {}, formulas).outcome), "9");
  situation.figures["final_budget"] = Rational(0);
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation, {}, formulas).outcome), "!LEAF_DIVIDED_BY_ZERO [6, 12]");
  situation.figures.erase("final_budget");
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation, {}, formulas).outcome), "!LEAF_FIGURE_MISSING [6, 12]");
}

TEST(Compound, MayBeJudgedAsAWhole) {
  const Rule rule = TwoHalves();
  Situation situation{.weight = "12"};
  situation.observation.emplace();
  situation.observation->percent = Number("50%");
  situation.observation->reason = "部分群众不愿配合体检";
  EXPECT_EQ(PointsOf(ApplyTo(rule, situation, {}, {"", ""}).outcome), "6");
}

}  // namespace
}  // namespace zhengping::indicator
