#include "services/indicator/domain/rules/checklist.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

// 新邵 2017 绩效目标合理性 2 = 1 + 0.5 + 0.5.
Rule Reasonable() {
  ChecklistRule rule;
  rule.parts = {{"符合法律法规", {Number("1"), PointsUnit::kPoints}, ""},
                {"符合三定方案", {Number("0.5"), PointsUnit::kPoints}, ""},
                {"符合中长期规划", {Number("0.5"), PointsUnit::kPoints}, ""}};
  return {rule, {}};
}

const std::vector<std::string> kObserved = {"", "", ""};

Observation WithParts(std::vector<ObservedPart> parts) {
  Observation observation;
  observation.parts = std::move(parts);
  return observation;
}

ObservedPart Part(const char* name, std::optional<bool> is_met) { return {name, is_met, std::nullopt}; }

TEST(Checklist, AddsThePartsThatAreMet) {
  Situation situation{.weight = "2"};
  situation.observation =
      WithParts({Part("符合法律法规", true), Part("符合三定方案", false), Part("符合中长期规划", true)});
  const Applied applied = ApplyTo(Reasonable(), situation, kObserved);
  EXPECT_EQ(PointsOf(applied.outcome), "1.5");
  ASSERT_EQ(applied.why.parts.size(), 3u);
  EXPECT_EQ(applied.why.parts[1].points, Rational());
}

TEST(Checklist, APartThatNobodyConfirmedLeavesARange) {
  Situation situation{.weight = "2"};
  situation.observation = WithParts({Part("符合法律法规", true), Part("符合三定方案", false)});
  EXPECT_EQ(PointsOf(ApplyTo(Reasonable(), situation, kObserved).outcome), "!LEAF_PARTS_OPEN [1, 1.5]");
  situation.observation.reset();
  const Outcome outcome = ApplyTo(Reasonable(), situation, kObserved).outcome;
  EXPECT_EQ(PointsOf(outcome), "!LEAF_PARTS_OPEN [0, 2]");
  EXPECT_EQ(outcome.state, LeafState::kNeedsJudgement);
}

TEST(Checklist, APartMayHaveACondition) {
  Situation situation{.weight = "2"};
  situation.figures = {{"payments", Rational(90)}, {"final_budget", Rational(100)}};
  situation.observation = WithParts({Part("符合三定方案", true), Part("符合中长期规划", true)});
  const std::vector<std::string> conditions = {"payments / final_budget >= 90%", "", ""};
  EXPECT_EQ(PointsOf(ApplyTo(Reasonable(), situation, conditions).outcome), "2");
  situation.figures["payments"] = Rational(89);
  EXPECT_EQ(PointsOf(ApplyTo(Reasonable(), situation, conditions).outcome), "1");
  situation.figures.erase("payments");
  const Outcome missing = ApplyTo(Reasonable(), situation, conditions).outcome;
  EXPECT_EQ(PointsOf(missing), "!LEAF_FIGURE_MISSING [1, 2]");
  EXPECT_EQ(missing.state, LeafState::kMissing);
  EXPECT_EQ(missing.missing, std::vector<std::string>{"payments"});
}

TEST(Checklist, AConditionThatDividesByZeroIsNotAssessable) {
  Situation situation{.weight = "2"};
  situation.figures = {{"payments", Rational(90)}, {"final_budget", Rational(0)}};
  situation.observation = WithParts({Part("符合三定方案", true), Part("符合中长期规划", true)});
  const Outcome outcome = ApplyTo(Reasonable(), situation, {"payments / final_budget >= 90%", "", ""}).outcome;
  EXPECT_EQ(PointsOf(outcome), "!LEAF_DIVIDED_BY_ZERO [1, 2]");
  EXPECT_EQ(outcome.state, LeafState::kNotAssessable);
  const Applied lazy = ApplyTo(Reasonable(), situation, {"final_budget = 0 或 payments / final_budget >= 90%", "", ""});
  EXPECT_EQ(PointsOf(lazy.outcome), "2");
  EXPECT_EQ(lazy.why.parts[0].formula, "final_budget = 0 或 payments / final_budget >= 90%");
}

TEST(Checklist, MayBeJudgedAsAWhole) {
  Situation situation{.weight = "2"};
  situation.observation.emplace();
  situation.observation->percent = Number("75%");
  EXPECT_EQ(PointsOf(ApplyTo(Reasonable(), situation, kObserved).outcome), "!LEAF_REASON_MISSING [0, 2]");
  situation.observation->evidence = "制度汇编";
  EXPECT_EQ(PointsOf(ApplyTo(Reasonable(), situation, kObserved).outcome), "1.5");
}

}  // namespace
}  // namespace zhengping::indicator
