#include "services/indicator/domain/score.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/testing/matchers.h"
#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

Date Day(int month, int day) { return *Date::FromYmd(2023, month, day); }

Fact Derived(const char* name, Rational value, const char* unit = "fen") {
  Fact fact;
  fact.name = name;
  fact.state = FactState::kDerived;
  fact.value = std::move(value);
  fact.unit = unit;
  return fact;
}

Fact InState(const char* name, FactState state) {
  Fact fact;
  fact.name = name;
  fact.state = state;
  return fact;
}

PlanRow Row(const char* level1, const char* level3, Direction direction, Rational target, const char* unit) {
  PlanRow row;
  row.key = {"", level1, "", level3, ""};
  row.direction = direction;
  row.target.value = std::move(target);
  row.unit = unit;
  return row;
}

Observation Seen(const char* name, Rational value, const char* unit) {
  Observation observation;
  observation.key.level3 = name;
  observation.date = Day(12, 31);
  observation.value = std::move(value);
  observation.unit = unit;
  return observation;
}

// A department-year under the self-evaluation form with everything met: 100 points.
struct Year {
  std::shared_ptr<const CompiledFramework> framework = Compiled(SelfEvaluation2020());
  std::vector<PlanRow> plan = {Row("产出指标", "自建房排查栋数", Direction::kAtLeast, Rational(585), "栋"),
                               Row("产出指标", "办结率", Direction::kAtLeast, Fraction(95, 100), "%"),
                               Row("效益指标", "安全事故起数", Direction::kAtMost, Rational(0), "起"),
                               Row("满意度指标", "居民满意度", Direction::kAtLeast, Fraction(90, 100), "%")};
  std::vector<Observation> observations = {
      Seen("自建房排查栋数", Rational(585), "栋"), Seen("办结率", Fraction(100, 100), "%"),
      Seen("安全事故起数", Rational(0), "起"), Seen("居民满意度", Fraction(92, 100), "%")};
  std::vector<Fact> facts = {Derived("payments", Rational(203012000)), Derived("final_budget", Rational(203012000))};
  Date as_of = Day(12, 31);
  ScoreOptions options;

  absl::StatusOr<Scorecard> Result() const {
    const FactSet fact_set(facts);
    return Score({*framework, plan, observations, fact_set, as_of}, options);
  }
  Scorecard Card() const {
    absl::StatusOr<Scorecard> card = Result();
    EXPECT_THAT(card, IsOk());
    return card.ok() ? *std::move(card) : Scorecard();
  }
};

const ScoredNode& Find(const Scorecard& card, absl::string_view name) {
  static const ScoredNode none;
  for (const ScoredNode& node : card.nodes) {
    if (node.name == name) return node;
  }
  ADD_FAILURE() << "no node " << name;
  return none;
}

// "90 [90, 100] 优", with 不定级 for no grade.
std::string Summary(const Scorecard& card) {
  return absl::StrCat(FormatShort(card.total), " [", FormatShort(card.low), ", ", FormatShort(card.high), "] ",
                      card.grade.empty() ? "不定级" : card.grade);
}

TEST(Score, EverythingMetIsAHundred) {
  const Scorecard card = Year().Card();
  EXPECT_EQ(Summary(card), "100 [100, 100] 优");
  EXPECT_EQ(card.scored_weight, Rational(100));
  EXPECT_EQ(Find(card, "自建房排查栋数").weight, Rational(25));
  EXPECT_EQ(Find(card, "自建房排查栋数").path, "产出指标/自建房排查栋数");
}

TEST(Score, ExecutionIsScoredOnTheWholeYearsBudget) {
  // 重庆科学城融媒体中心 2021: 76% is 7.6 of 10. 贯塘乡 2023 by its outlay rows: 1925.67/2030.12 is 9.49.
  Year year;
  year.facts = {Derived("payments", Rational(76)), Derived("final_budget", Rational(100))};
  EXPECT_EQ(Summary(year.Card()), "97.6 [97.6, 97.6] 优");
  year.facts = {Derived("payments", Rational(192567)), Derived("final_budget", Rational(203012))};
  EXPECT_EQ(Find(year.Card(), "预算执行率").points, Fraction(949, 100));
}

TEST(Score, GradesAreHalfOpen) {
  struct Case {
    int64_t payments;  // of 1000: execution weighs 10, so that 0 to 10 points are taken off
    Rational satisfaction;
    const char* summary;
  };
  // Everything else is full: 90 + execution − what satisfaction misses of its 10.
  const Case cases[] = {
      {0, Fraction(90, 100), "90 [90, 90] 优"},
      {0, Fraction(45 * 19, 1000), "89.5 [89.5, 89.5] 良"},
      {0, Fraction(0, 1), "80 [80, 80] 良"},
      {999, Fraction(0, 1), "89.99 [89.99, 89.99] 良"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.summary);
    Year year;
    year.facts = {Derived("payments", Rational(c.payments)), Derived("final_budget", Rational(1000))};
    year.observations[3].value = c.satisfaction;
    EXPECT_EQ(Summary(year.Card()), c.summary);
  }
}

TEST(Score, WithoutASurveyTheResultIsARangeWithoutAGrade) {
  Year year;
  year.observations.pop_back();
  const Scorecard card = year.Card();
  EXPECT_EQ(Summary(card), "90 [90, 100] 不定级");
  EXPECT_EQ(card.scored_weight, Rational(90));
  EXPECT_EQ(card.unassessable_weight, Rational(10));
  EXPECT_EQ(Find(card, "居民满意度").state, LeafState::kMissing);
  EXPECT_EQ(Find(card, "居民满意度").reason_code, "LEAF_OBSERVATION_MISSING");
}

TEST(Score, AMissingFactIsNeitherZeroNorFull) {
  Year year;
  year.facts.pop_back();
  const Scorecard card = year.Card();
  EXPECT_EQ(Summary(card), "90 [90, 100] 不定级");
  EXPECT_EQ(Find(card, "预算执行率").missing, std::vector<std::string>{"final_budget"});
}

TEST(Score, ZeroByZeroIsAnsweredByTheFramework) {
  struct Case {
    ZeroAnswer answer;
    const char* summary;
    LeafState state;
  };
  const Case cases[] = {{ZeroAnswer::kFull, "100 [100, 100] 优", LeafState::kScored},
                        {ZeroAnswer::kZero, "90 [90, 90] 优", LeafState::kScored},
                        {ZeroAnswer::kNotAssessable, "90 [90, 100] 不定级", LeafState::kNotAssessable}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.summary);
    Framework framework = SelfEvaluation2020();
    framework.settings.zero_by_zero = c.answer;
    Year year;
    year.framework = Compiled(framework);
    year.facts = {Derived("payments", Rational(0)), Derived("final_budget", Rational(0))};
    EXPECT_EQ(Summary(year.Card()), c.summary);
    EXPECT_EQ(Find(year.Card(), "预算执行率").state, c.state);
    year.facts[0].value = Rational(1);  // x/0 is another question
    EXPECT_EQ(Find(year.Card(), "预算执行率").reason_code, "LEAF_DIVIDED_BY_ZERO");
    EXPECT_EQ(Find(year.Card(), "预算执行率").state, LeafState::kNotAssessable);
  }
}

TEST(Score, GrowthFromAZeroBaseIsNotAHundredPercent) {
  // 益阳市工商联 2019 printed "上升100%" for 0 -> 11.
  Year year;
  year.framework = Compiled(HunanA2017());
  year.options.slot_weights = SlotWeights::kScale;
  year.facts = {Derived("three_public_expenses.budget", Rational(11)),
                Derived("three_public_expenses.prior_budget", Rational(0))};
  EXPECT_EQ(Find(year.Card(), "三公经费变动率").reason_code, "LEAF_DIVIDED_BY_ZERO");
  year.facts[0].value = Rational(0);
  EXPECT_EQ(Find(year.Card(), "三公经费变动率").points, Rational(5));
}

TEST(Score, HunanAOnPublishedFigures) {
  struct Case {
    const char* source;
    std::vector<Fact> facts;
    const char* leaf;
    const char* points;
  };
  const Case cases[] = {
      {"贯塘乡 2023: 50 of 46 posts",
       {Derived("actual_headcount", Rational(50)), Derived("authorized_headcount", Rational(46))},
       "在职人员控制率",
       "1"},
      {"Hunan D 2018: 三公 63.46 after 32",
       {Derived("three_public_expenses.budget", Rational(6346)),
        Derived("three_public_expenses.prior_budget", Rational(3200))},
       "三公经费变动率",
       "0"},
      {"Hunan D 2018: 99.27%",
       {Derived("carryover_in", Rational(1980)), Derived("initial_budget", Rational(192276)),
        Derived("supplements", Rational(76786)), Derived("balance", Rational(1980))},
       "预算完成率",
       "5"},
      {"Hunan D 2018: 39.94% added",
       {Derived("initial_budget", Rational(192276)), Derived("supplements", Rational(76786))},
       "预算控制率",
       "0"},
      {"贯塘乡 2023: 公用 225.54%",
       {Derived("operating_expenses.actual", Rational(19342)), Derived("operating_expenses.budget", Rational(8576))},
       "公用经费控制率",
       "0"},
      {"贯塘乡 2023: 三公 0 of 0",
       {Derived("three_public_expenses.actual", Rational(0)), Derived("three_public_expenses.budget", Rational(0))},
       "三公经费控制率",
       "7"},
      {"重庆 2021: procurement 72.74% under Hunan's steps",
       {Derived("procurement.actual", Rational(7274)), Derived("procurement.budget", Rational(10000))},
       "政府采购执行率",
       "0"},
      {"no building: full",
       {InState("building_area.actual", FactState::kNotApplicable),
        InState("building_area.approved", FactState::kNotApplicable)},
       "新建楼堂馆所面积控制率",
       "5"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.source);
    Year year;
    year.framework = Compiled(HunanA2017());
    year.options.slot_weights = SlotWeights::kScale;
    year.facts = c.facts;
    EXPECT_EQ(FormatShort(Find(year.Card(), c.leaf).points), c.points);
  }
}

TEST(Score, UnderHunanATheSheetStaysOpenWhereNobodyHasJudged) {
  Year year;
  year.framework = Compiled(HunanA2017());
  year.options.slot_weights = SlotWeights::kScale;
  const Scorecard card = year.Card();
  // 管理制度健全性 8, 资金使用合规性 6, 预决算信息公开性 5; 重点工作 8 has no figure, nor have the statement's ratios.
  EXPECT_EQ(card.needs_judgement_weight, Rational(19));
  EXPECT_EQ(card.grade, "");
  EXPECT_EQ(Find(card, "履职效益").points, Rational(22));
  EXPECT_EQ(card.issues.size(), 2u);  // two rows of 产出指标 have no place there
}

TEST(Score, NotApplicableFollowsThePolicy) {
  struct Case {
    NotApplicablePolicy policy;
    const char* summary;
  };
  const Case cases[] = {{NotApplicablePolicy::kFull, "97.6 [97.6, 97.6] 优"},
                        {NotApplicablePolicy::kNoWeight, "87.6 [87.6, 87.6] 不定级"},
                        // 87.6 of 90 is 97.3333… of 100.
                        {NotApplicablePolicy::kRescale, "97.33 [97.33, 97.33] 优"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.summary);
    Framework framework = SelfEvaluation2020();
    framework.settings.not_applicable = c.policy;
    Year year;
    year.framework = Compiled(framework);
    year.facts = {Derived("payments", Rational(76)), Derived("final_budget", Rational(100))};
    year.observations[3].value.reset();
    year.observations[3].state = ObservationState::kNotApplicable;
    EXPECT_EQ(Summary(year.Card()), c.summary);
  }
}

TEST(Score, UnassessedFollowsThePolicy) {
  struct Case {
    UnassessedPolicy policy;
    const char* summary;
  };
  const Case cases[] = {{UnassessedPolicy::kKeepApart, "87.6 [87.6, 97.6] 不定级"},
                        {UnassessedPolicy::kZero, "87.6 [87.6, 87.6] 良"},
                        {UnassessedPolicy::kRescale, "97.33 [97.33, 97.33] 优"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.summary);
    Framework framework = SelfEvaluation2020();
    framework.settings.unassessed = c.policy;
    Year year;
    year.framework = Compiled(framework);
    year.facts = {Derived("payments", Rational(76)), Derived("final_budget", Rational(100))};
    year.observations.pop_back();
    EXPECT_EQ(Summary(year.Card()), c.summary);
    EXPECT_EQ(Find(year.Card(), "居民满意度").state, LeafState::kMissing);
  }
}

TEST(Score, AnEmptySlotIsMissingPoints) {
  Year year;
  year.plan.pop_back();
  const Scorecard card = year.Card();
  EXPECT_EQ(Summary(card), "90 [90, 100] 不定级");
  EXPECT_EQ(Find(card, "满意度指标").reason_code, "LEAF_SLOT_EMPTY");
  ASSERT_EQ(card.issues.size(), 1u);
  EXPECT_EQ(card.issues[0].reason, "PLAN_SLOT_EMPTY");
}

TEST(Score, ALowerBoundMeetsItsTargetOrIsOpen) {
  Year year;
  year.plan[0] = Row("产出指标", "转移人数", Direction::kAtLeast, Rational(100), "人");
  year.observations[0] = Seen("转移人数", Rational(100), "人");
  year.observations[0].is_lower_bound = true;
  EXPECT_EQ(Summary(year.Card()), "100 [100, 100] 优");
  year.plan[0].target.value = Rational(101);
  EXPECT_EQ(Summary(year.Card()), "75 [75, 100] 不定级");
  EXPECT_EQ(Find(year.Card(), "转移人数").reason_code, "LEAF_LOWER_BOUND_UNDECIDED");
}

TEST(Score, UnitsAreComparedAndNeverConverted) {
  Year year;
  year.observations[0].unit = "户";
  EXPECT_EQ(Find(year.Card(), "自建房排查栋数").reason_code, "LEAF_UNIT_MISMATCH");
  year.observations[0].unit = "";
  EXPECT_EQ(Find(year.Card(), "自建房排查栋数").state, LeafState::kScored);
}

TEST(Score, AShortKeyThatMayMeanTwoRowsIsAmbiguous) {
  Year year;
  year.plan[1].key.level3 = "自建房排查栋数";
  year.plan[0].key.level2 = "数量指标";
  year.plan[1].key.level2 = "质量指标";
  const Scorecard card = year.Card();
  EXPECT_EQ(Find(card, "自建房排查栋数").reason_code, "LEAF_OBSERVATION_AMBIGUOUS");
  year.observations[0].key.level2 = "数量指标";
  EXPECT_EQ(Find(year.Card(), "自建房排查栋数").state, LeafState::kScored);
}

TEST(Score, OnlyWhatWasObservedUpToTheDayCounts) {
  Year year;
  year.as_of = Day(12, 30);
  EXPECT_EQ(Summary(year.Card()), "10 [10, 100] 不定级");
}

TEST(Score, AnAdjustedTargetCountsInsteadOfTheFirst) {
  Year year;
  year.plan[0].adjusted = Target{Rational(600), std::nullopt, "600"};
  year.plan[0].adjust_reason = "区里追加任务";
  // 25 × 585 / 600 = 24.375, rounded half away from zero.
  EXPECT_EQ(Find(year.Card(), "自建房排查栋数").points, Fraction(2438, 100));
  EXPECT_EQ(Find(year.Card(), "自建房排查栋数").target_text, "≥600栋");
}

TEST(Score, QualitativeRowsWaitForJudgement) {
  Year year;
  year.plan[1].direction = Direction::kQualitative;
  year.observations[1].value.reset();
  year.observations[1].tier = "达成预期指标";
  const Scorecard open = year.Card();
  EXPECT_EQ(Summary(open), "75 [95, 100] 不定级");
  EXPECT_EQ(open.needs_judgement_weight, Rational(25));
  year.observations[1].percent = Fraction(9, 10);
  year.observations[1].reason = "两件超期办结";
  EXPECT_EQ(Summary(year.Card()), "97.5 [97.5, 97.5] 优");
}

TEST(Score, FarAboveTheTargetIsFlaggedOrCostsPoints) {
  Framework framework = SelfEvaluation2020();
  framework.deviation = DeviationRule{Fraction(13, 10), DeviationAction::kFlag, {}, ""};
  Year year;
  year.framework = Compiled(framework);
  year.observations[0].value = Rational(760);  // 129.9%
  EXPECT_FALSE(Find(year.Card(), "自建房排查栋数").is_deviation_flagged);
  year.observations[0].value = Rational(761);  // 130.1%
  EXPECT_TRUE(Find(year.Card(), "自建房排查栋数").is_deviation_flagged);
  EXPECT_EQ(Summary(year.Card()), "100 [100, 100] 优");
  framework.deviation =
      DeviationRule{Fraction(13, 10), DeviationAction::kDeduct, {Rational(2), PointsUnit::kPoints}, ""};
  year.framework = Compiled(framework);
  EXPECT_EQ(Find(year.Card(), "自建房排查栋数").points, Rational(23));
  EXPECT_EQ(Summary(year.Card()), "98 [98, 98] 优");
}

TEST(Score, CapsAreHalfOpenAndComeBeforeTheGrade) {
  Framework framework = SelfEvaluation2020();
  CapRule cap{"按执行率封顶", "payments / final_budget", {}, "一省"};
  cap.steps = {{Between(Fraction(7, 10), true, Fraction(8, 10), false), Rational(89)},
               {Between(Fraction(6, 10), true, Fraction(7, 10), false), Rational(79)},
               {Between(std::nullopt, false, Fraction(6, 10), false), Rational(69)}};
  framework.caps = {cap};
  Year year;
  year.framework = Compiled(framework);
  const auto summary_at = [&year](int64_t percent) {
    year.facts = {Derived("payments", Rational(percent)), Derived("final_budget", Rational(100))};
    return Summary(year.Card());
  };
  EXPECT_EQ(summary_at(80), "98 [98, 98] 优");
  EXPECT_EQ(summary_at(79), "89 [89, 89] 良");
  EXPECT_EQ(summary_at(70), "89 [89, 89] 良");
  EXPECT_EQ(summary_at(69), "79 [79, 79] 中");
  EXPECT_EQ(summary_at(59), "69 [69, 69] 中");
  ASSERT_EQ(year.Card().caps.size(), 1u);
  EXPECT_EQ(year.Card().caps[0].total_before, Fraction(959, 10));
  year.facts.pop_back();
  EXPECT_EQ(Summary(year.Card()), "90 [69, 100] 不定级");
}

TEST(Score, RefusesAPlanWithErrorsAndALibrary) {
  Year year;
  year.plan[0].weight.emplace(20);
  EXPECT_THAT(year.Result(), IsRefusal("PLAN_HAS_ERRORS", "rows[1].weight"));
  Framework library = SelfEvaluation2020();
  library.is_library = true;
  year.framework = Compiled(library);
  EXPECT_THAT(year.Result(), IsRefusal("FRAMEWORK_IS_LIBRARY", "framework"));
}

TEST(Score, LevelsBelowASlotAreGroupsThatFoot) {
  Year year;
  year.plan[0].key.level2 = "数量指标";
  year.plan[1].key.level2 = "质量指标";
  const Scorecard card = year.Card();
  EXPECT_EQ(Find(card, "数量指标").path, "产出指标/数量指标");
  EXPECT_EQ(Find(card, "数量指标").weight, Rational(25));
  EXPECT_EQ(Find(card, "自建房排查栋数").path, "产出指标/数量指标/自建房排查栋数");
  EXPECT_EQ(Find(card, "自建房排查栋数").depth, 2);
}

TEST(Score, IllustrativeFiguresMarkTheirRow) {
  Year year;
  year.observations[3].is_illustrative = true;
  const Scorecard card = year.Card();
  EXPECT_TRUE(Find(card, "居民满意度").is_illustrative);
  EXPECT_FALSE(Find(card, "办结率").is_illustrative);
}

// Random department-years: what holds of every sheet.
TEST(Score, EverySheetFootsAndEveryExplanationReplays) {
  std::mt19937 random(20231231);
  const auto pick = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int round = 0; round < 300; ++round) {
    Year year;
    year.plan.clear();
    year.observations.clear();
    const char* const levels[] = {"产出指标", "效益指标", "满意度指标"};
    for (int i = 0; i < 12; ++i) {
      const std::string name = absl::StrCat("指标", i);
      const Direction direction = static_cast<Direction>(pick(5));
      year.plan.push_back(Row(levels[i % 3], name.c_str(), direction, Rational(pick(20)), "个"));
      year.plan.back().target.upper = *year.plan.back().target.value + Rational(pick(5));
      if (pick(6) == 0) continue;
      Observation observation = Seen(name.c_str(), Fraction(pick(400), 10), pick(9) == 0 ? "件" : "个");
      observation.is_lower_bound = pick(7) == 0;
      if (pick(2) == 0) observation.percent = Fraction(pick(101), 100);
      if (pick(2) == 0) observation.reason = "依据";
      year.observations.push_back(observation);
    }
    year.facts = {Derived("payments", Rational(pick(30))), Derived("final_budget", Rational(pick(25)))};
    const Scorecard card = year.Card();
    Rational sum;
    Rational weights;
    for (const ScoredNode& node : card.nodes) {
      EXPECT_GE(node.points, Rational());
      EXPECT_LE(node.points, node.weight);
      EXPECT_LE(node.low, node.high);
      EXPECT_LE(node.high, node.weight);
      if (node.kind == NodeKind::kGroup) continue;
      sum += node.points;
      weights += node.weight;
      if (node.state != LeafState::kScored) {
        EXPECT_EQ(node.points, Rational());
        EXPECT_NE(node.reason_code, "");
      } else {
        EXPECT_EQ(Round(ReplayPoints(node.explanation), 2) - node.explanation.deviation_deduction, node.points);
      }
    }
    EXPECT_EQ(sum, card.sum);
    EXPECT_EQ(weights, Rational(100));
    EXPECT_EQ(card.scored_weight + card.needs_judgement_weight + card.unassessable_weight + card.not_applicable_weight,
              Rational(100));
    EXPECT_EQ(card.grade.empty(), card.scored_weight != Rational(100));
    EXPECT_LE(card.low, card.high);
    EXPECT_LE(card.total, card.high);
    for (const ScoredNode& node : card.nodes) {
      if (node.kind == NodeKind::kLeaf) continue;
      Rational children;
      for (const ScoredNode& child : card.nodes) {
        if (child.parent == &node - card.nodes.data()) children += child.points;
      }
      EXPECT_EQ(children, node.points) << node.path;
    }
    // Points alone are the points of the explained sheet.
    year.options.detail = ScoreDetail::kPointsOnly;
    const Scorecard bare = year.Card();
    EXPECT_EQ(bare.total, card.total);
    EXPECT_EQ(bare.low, card.low);
    EXPECT_EQ(bare.high, card.high);
    EXPECT_EQ(bare.grade, card.grade);
  }
}

}  // namespace
}  // namespace zhengping::indicator
