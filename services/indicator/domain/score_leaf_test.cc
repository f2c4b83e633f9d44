#include "services/indicator/domain/score_leaf.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/explanation_text.h"
#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

// One row in the first slot of the self-evaluation form, weight 50.
struct OneRow {
  std::shared_ptr<const CompiledFramework> framework = Compiled(SelfEvaluation2020());
  PlanRow row;
  std::optional<Observation> observation;
  bool is_ambiguous = false;

  OneRow() {
    row.key = {"", "产出指标", "", "甲", ""};
    row.target.value = Rational(10);
    observation.emplace();
    observation->key.level3 = "甲";
    observation->value = Rational(9);
  }

  ScoredNode Scored() const {
    const FactSet facts;
    const ObservationsOf none({}, Date());
    const Observation* seen = observation ? &*observation : nullptr;
    const Figures figures = Figures(facts, none).ForRow(&row, seen);
    ScoredNode node;
    node.weight = Rational(50);
    ScoreLeaf({*framework, framework->indicators()[1], &row, seen, is_ambiguous, node.weight, figures},
              /*explain=*/true, node);
    return node;
  }
  // "45", or "!REASON [0, 50]".
  std::string Points() const {
    const ScoredNode node = Scored();
    if (node.state == LeafState::kScored) return FormatShort(node.points);
    return absl::StrCat("!", node.reason_code, " [", FormatShort(node.low), ", ", FormatShort(node.high), "]");
  }
};

TEST(ScoreLeaf, TheDirectionDecidesWhereNoRuleIsNamed) {
  struct Case {
    Direction direction;
    int64_t actual;
    const char* points;
  };
  const Case cases[] = {
      {Direction::kAtLeast, 9, "45"}, {Direction::kAtLeast, 10, "50"}, {Direction::kAtLeast, 11, "50"},
      {Direction::kAtMost, 9, "50"},  {Direction::kAtMost, 10, "50"},  {Direction::kAtMost, 12, "41.67"},
      {Direction::kEqual, 9, "0"},    {Direction::kEqual, 10, "50"},   {Direction::kEqual, 11, "0"},
      {Direction::kRange, 9, "0"},    {Direction::kRange, 12, "50"},   {Direction::kRange, 13, "0"},
  };
  for (const Case& c : cases) {
    OneRow one;
    one.row.direction = c.direction;
    if (c.direction == Direction::kRange) one.row.target.upper = Rational(12);
    one.observation->value = Rational(c.actual);
    EXPECT_EQ(one.Points(), c.points) << DirectionSign(c.direction) << " " << c.actual;
  }
}

TEST(ScoreLeaf, ARowMayNameARule) {
  OneRow one;
  one.row.rule = "每低5%扣1分";
  one.row.target.value = Fraction(90, 100);
  one.observation->value = Fraction(84, 100);
  EXPECT_EQ(one.Points(), "49");
  EXPECT_EQ(one.Scored().explanation.rule, RuleKind::kStepDeduction);
}

TEST(ScoreLeaf, WithoutANumberAQuantitativeRowIsJudgedOrOpen) {
  OneRow one;
  one.observation->value.reset();
  one.observation->text = "按规定执行";
  EXPECT_EQ(one.Points(), "!LEAF_JUDGEMENT_OPEN [0, 50]");
  one.observation->percent = Fraction(9, 10);
  one.observation->reason = "抽查一次不合格";
  EXPECT_EQ(one.Points(), "45");
}

TEST(ScoreLeaf, EveryWayOfHavingNoFigureHasItsName) {
  OneRow one;
  one.observation->state = ObservationState::kMissing;
  EXPECT_EQ(one.Points(), "!LEAF_OBSERVATION_MISSING [0, 50]");
  one.observation->state = ObservationState::kNotApplicable;
  EXPECT_EQ(one.Points(), "!LEAF_NOT_APPLICABLE [0, 0]");
  EXPECT_EQ(one.Scored().weight_use, WeightUse::kDropped);
  one.observation.reset();
  EXPECT_EQ(one.Points(), "!LEAF_OBSERVATION_MISSING [0, 50]");
  one = OneRow();
  one.row.target.value.reset();
  EXPECT_EQ(one.Points(), "!LEAF_TARGET_MISSING [0, 50]");
  one = OneRow();
  one.is_ambiguous = true;
  EXPECT_EQ(one.Points(), "!LEAF_OBSERVATION_AMBIGUOUS [0, 50]");
}

TEST(ScoreLeaf, APercentageBesideANumberWithoutUnitIsNotScored) {
  struct Case {
    const char* what;
    Rational target;
    const char* target_unit;
    Rational actual;
    const char* actual_unit;
    const char* points;
  };
  const Case cases[] = {
      {"82.80 without a unit against 90%", Fraction(9, 10), "%", Fraction(828, 10), "", "!LEAF_UNIT_MISMATCH [0, 50]"},
      {"82.80% against 90 without a unit", Rational(90), "", Fraction(828, 1000), "%", "!LEAF_UNIT_MISMATCH [0, 50]"},
      {"46户 against 90%", Fraction(9, 10), "%", Rational(46), "户", "!LEAF_UNIT_MISMATCH [0, 50]"},
      {"82.80% against 90%: 50 × 92%", Fraction(9, 10), "%", Fraction(828, 1000), "%", "46"},
      {"46 without a unit against 48人: 50 × 46 ÷ 48", Rational(48), "人", Rational(46), "", "47.92"},
  };
  Framework framework = SelfEvaluation2020();
  framework.deviation = DeviationRule{Fraction(13, 10), DeviationAction::kFlag, {}, ""};
  for (const Case& c : cases) {
    OneRow one;
    one.framework = Compiled(framework);
    one.row.target.value = c.target;
    one.row.unit = c.target_unit;
    one.observation->value = c.actual;
    one.observation->unit = c.actual_unit;
    EXPECT_EQ(one.Points(), c.points) << c.what;
    EXPECT_FALSE(one.Scored().is_deviation_flagged) << c.what;
  }
}

TEST(ScoreLeaf, IsRoundedOnceHalfAwayFromZero) {
  OneRow one;
  one.row.target.value = Rational(10000);
  one.observation->value = Rational(1);  // 50 / 10000 = 0.005
  EXPECT_EQ(one.Points(), "0.01");
  EXPECT_EQ(one.Scored().explanation.exact, Fraction(5, 1000));
  Framework framework = SelfEvaluation2020();
  framework.settings.decimals = 0;
  one.framework = Compiled(framework);
  EXPECT_EQ(one.Points(), "0");
}

TEST(ScoreLeaf, AnEmptySlotKeepsItsWholeWeightOpen) {
  ScoredNode node;
  node.weight = Rational(10);
  ScoreEmptySlot(*Compiled(SelfEvaluation2020()), /*explain=*/true, node);
  EXPECT_EQ(node.state, LeafState::kMissing);
  EXPECT_EQ(node.high, Rational(10));
  EXPECT_EQ(node.assessable_weight, Rational());
  EXPECT_EQ(RenderExplanation(node.explanation), "缺数据：没有填报绩效目标，得分在 0 至 10 分之间");
}

}  // namespace
}  // namespace zhengping::indicator
