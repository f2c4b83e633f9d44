#include "services/indicator/domain/sheet_total.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

ScoredNode LeafOf(int parent, int64_t weight, Rational points, WeightUse use = WeightUse::kAssessed) {
  ScoredNode node;
  node.kind = NodeKind::kLeaf;
  node.parent = parent;
  node.weight = Rational(weight);
  node.points = points;
  node.low = points;
  node.high = points;
  node.weight_use = use;
  node.state = use == WeightUse::kAssessed ? LeafState::kScored : LeafState::kNotApplicable;
  if (use == WeightUse::kAssessed) node.assessable_weight = node.weight;
  return node;
}

Scorecard Totalled(std::vector<ScoredNode> nodes) {
  Scorecard card;
  card.nodes = std::move(nodes);
  const FactSet facts;
  const ObservationsOf none({}, Date());
  TotalSheet(SelfEvaluation2020(), {}, Figures(facts, none), card);
  return card;
}

TEST(SheetTotal, GroupsAreTheSumsOfTheirLeaves) {
  std::vector<ScoredNode> nodes(2);
  nodes[1].parent = 0;
  nodes.push_back(LeafOf(1, 5, Fraction(123, 100)));
  nodes.push_back(LeafOf(0, 5, Fraction(4, 1)));
  SumUp(nodes);
  EXPECT_EQ(nodes[1].points, Fraction(123, 100));
  EXPECT_EQ(nodes[0].points, Fraction(523, 100));
  EXPECT_EQ(nodes[0].assessable_weight, Rational(10));
}

TEST(SheetTotal, TheGradeNeedsEveryPoint) {
  EXPECT_EQ(Totalled({LeafOf(-1, 100, Rational(90))}).grade, "优");
  EXPECT_EQ(Totalled({LeafOf(-1, 100, Fraction(8999, 100))}).grade, "良");
  EXPECT_EQ(Totalled({LeafOf(-1, 100, Rational(80))}).grade, "良");
  EXPECT_EQ(Totalled({LeafOf(-1, 100, Fraction(7999, 100))}).grade, "中");
  EXPECT_EQ(Totalled({LeafOf(-1, 100, Rational(60))}).grade, "中");
  EXPECT_EQ(Totalled({LeafOf(-1, 100, Fraction(5999, 100))}).grade, "差");
  EXPECT_EQ(Totalled({LeafOf(-1, 100, Rational(0))}).grade, "差");
  EXPECT_EQ(Totalled({LeafOf(-1, 99, Rational(99)), LeafOf(-1, 1, Rational(), WeightUse::kDropped)}).grade, "");
}

TEST(SheetTotal, ScalingIsRoundedOnce) {
  // 60 of 70 assessable, 30 scaled away: 60 × 100 / 70 = 85.714…
  const Scorecard card = Totalled({LeafOf(-1, 70, Rational(60)), LeafOf(-1, 30, Rational(), WeightUse::kScaledAway)});
  EXPECT_EQ(card.total, Fraction(8571, 100));
  EXPECT_EQ(card.sum, Rational(60));
  EXPECT_TRUE(card.is_rescaled);
  EXPECT_EQ(card.grade, "良");
}

TEST(SheetTotal, WhereEverythingIsScaledAwayNothingIsLeft) {
  const Scorecard card = Totalled({LeafOf(-1, 100, Rational(), WeightUse::kScaledAway)});
  EXPECT_EQ(card.total, Rational());
  EXPECT_EQ(card.grade, "");
}

}  // namespace
}  // namespace zhengping::indicator
