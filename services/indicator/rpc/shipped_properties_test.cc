// What holds of every sheet under every shipped framework, whatever was reported: random facts, plans and observations.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/explanation_text.h"
#include "services/indicator/domain/framework_fixture.h"
#include "services/indicator/rpc/shipped_frameworks_fixture.h"

namespace zhengping::indicator {
namespace {

// Every fact that a framework's formulas and conditions name.
std::set<std::string> FactsNamedBy(const CompiledFramework& framework) {
  std::set<std::string> names;
  const auto add = [&names](const Expression& expression) {
    names.insert(expression.names().begin(), expression.names().end());
  };
  for (const CompiledIndicator& compiled : framework.indicators()) {
    add(compiled.formula);
    for (const Expression& condition : compiled.rule.conditions) add(condition);
    for (const Expression& formula : compiled.rule.formulas) add(formula);
  }
  return names;
}

class RandomYear {
 public:
  explicit RandomYear(unsigned seed) : random_(seed) {}

  Sheet Of(const std::shared_ptr<const CompiledFramework>& framework) {
    Sheet sheet{framework, {}, {}, {}};
    for (const std::string& name : FactsNamedBy(*framework)) {
      if (OneIn(9)) continue;  // nobody has said anything
      Fact fact = ReportedFact(name, Rational(OneIn(5) ? 0 : Pick(200)));
      if (OneIn(12)) fact.state = FactState::kMissing;
      if (OneIn(12)) fact.state = FactState::kNotApplicable;
      sheet.facts.push_back(fact);
    }
    for (const CompiledIndicator& compiled : framework->indicators()) {
      if (compiled.indicator->kind == IndicatorKind::kSlot) AddRows(compiled, sheet);
      const bool is_unread = compiled.rule.rule != nullptr && compiled.rule.rule->kind() == RuleKind::kUnread;
      if (compiled.indicator->kind == IndicatorKind::kLeaf && compiled.formula.empty() && !is_unread) {
        AddObservation(compiled.key, compiled.rule.rule, sheet);
      }
    }
    return sheet;
  }

 private:
  int Pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool OneIn(int n) { return Pick(n) == 0; }

  void AddRows(const CompiledIndicator& slot, Sheet& sheet) {
    const int count = Pick(5);  // 0: the slot stays empty
    const std::vector<NamedRule>& rules = sheet.framework->framework().rules;
    for (int i = 0; i < count; ++i) {
      PlanRow row;
      row.key = {slot.key.level1, slot.key.level2, slot.indicator->name, absl::StrCat(slot.indicator->name, i), ""};
      if (row.key.level1.empty()) row.key.level1 = slot.key.level2;
      row.direction = static_cast<Direction>(Pick(5));
      row.target.value = Fraction(Pick(300), 100);
      row.target.upper = *row.target.value + Fraction(Pick(50), 100);
      const Rule* rule = nullptr;
      if (!rules.empty() && OneIn(2)) {
        const NamedRule& named = rules[static_cast<size_t>(Pick(static_cast<int>(rules.size())))];
        row.rule = named.name;
        rule = &named.rule;
      }
      sheet.plan.push_back(row);
      AddObservation(row.key, rule, sheet);
    }
  }

  void AddObservation(const RowKey& key, const Rule* rule, Sheet& sheet) {
    if (OneIn(8)) return;
    Observation observation;
    observation.key = key;
    observation.date = *Date::FromYmd(2023, 12, 31);
    if (OneIn(12)) {
      observation.state = ObservationState::kNotApplicable;
    } else {
      observation.value = Fraction(Pick(400), 100);
      observation.is_lower_bound = OneIn(9);
      const std::vector<Tier>& tiers = sheet.framework->framework().settings.tiers;
      if (OneIn(2)) observation.tier = tiers[static_cast<size_t>(Pick(static_cast<int>(tiers.size())))].name;
      if (OneIn(2)) observation.percent = Fraction(Pick(101), 100);
      if (OneIn(2)) observation.reason = "依据";
    }
    const auto* checklist = rule == nullptr ? nullptr : std::get_if<ChecklistRule>(&rule->body);
    for (size_t i = 0; checklist != nullptr && i < checklist->parts.size(); ++i) {
      if (OneIn(6)) continue;
      observation.parts.push_back({checklist->parts[i].name, OneIn(2), std::nullopt});
    }
    sheet.observations.push_back(observation);
  }

  std::mt19937 random_;
};

template <typename Check>
void ForRandomSheets(int rounds, Check check) {
  for (const auto& [name, framework] : ShippedFrameworks().shipped()) {
    if (framework->framework().is_library) continue;
    for (int round = 0; round < rounds; ++round) {
      SCOPED_TRACE(absl::StrCat(name, " ", round));
      check(*framework, RandomYear(static_cast<unsigned>(round)).Of(framework).Card());
      if (testing::Test::HasFailure()) return;
    }
  }
}

TEST(ShippedProperties, PointsLieWithinTheWeightAndEveryExplanationReplays) {
  ForRandomSheets(200, [](const CompiledFramework& framework, const Scorecard& card) {
    const int decimals = framework.framework().settings.decimals;
    for (const ScoredNode& node : card.nodes) {
      ASSERT_LE(Rational(), node.points) << node.path;
      ASSERT_LE(Rational(), node.low) << node.path;
      ASSERT_LE(node.low, node.high) << node.path;
      ASSERT_LE(node.points, node.high) << node.path;
      ASSERT_LE(node.high, node.weight) << node.path;
      if (node.kind == NodeKind::kGroup || node.state != LeafState::kScored) continue;
      ASSERT_EQ(node.low, node.points) << node.path;
      ASSERT_EQ(node.high, node.points) << node.path;
      ASSERT_EQ(Round(ReplayPoints(node.explanation), decimals) - node.explanation.deviation_deduction, node.points)
          << node.path << " " << RenderExplanation(node.explanation);
    }
  });
}

TEST(ShippedProperties, TheSheetFoots) {
  ForRandomSheets(200, [](const CompiledFramework& framework, const Scorecard& card) {
    std::vector<Rational> below(card.nodes.size());
    Rational sum;
    Rational weights;
    for (const ScoredNode& node : card.nodes) {
      if (node.parent >= 0) below[static_cast<size_t>(node.parent)] += node.points;
      if (node.kind == NodeKind::kGroup) continue;
      sum += node.points;
      weights += node.weight;
    }
    ASSERT_EQ(sum, card.sum);
    ASSERT_EQ(weights, framework.framework().full_mark);
    for (size_t i = 0; i < card.nodes.size(); ++i) {
      if (card.nodes[i].kind == NodeKind::kLeaf) continue;
      ASSERT_EQ(below[i], card.nodes[i].points) << card.nodes[i].path;
    }
    ASSERT_EQ(card.scored_weight + card.needs_judgement_weight + card.unassessable_weight + card.not_applicable_weight,
              framework.framework().full_mark);
    ASSERT_LE(card.low, card.high);
    ASSERT_LE(card.total, card.high);
    ASSERT_LE(card.high, framework.framework().full_mark);
  });
}

TEST(ShippedProperties, NoGradeWhileARowIsUnread) {
  ForRandomSheets(20, [](const CompiledFramework&, const Scorecard& card) {
    for (const ScoredNode& node : card.nodes) {
      if (node.name != "未读到") continue;
      ASSERT_EQ(node.state, LeafState::kNotAssessable);
      ASSERT_EQ(node.reason_code, "LEAF_RULE_UNREAD");
      ASSERT_EQ(node.high, node.weight);
      ASSERT_EQ(card.grade, "");
    }
  });
}

enum class Slope { kNone, kRising, kFalling };

// Which way the points go with the measured value, where the rule goes one way.
Slope SlopeOf(const Rule& rule) {
  const auto of_sense = [](Sense sense) {
    if (sense == Sense::kForward) return Slope::kRising;
    return sense == Sense::kReverse ? Slope::kFalling : Slope::kNone;
  };
  if (const auto* proportional = std::get_if<ProportionalRule>(&rule.body)) return of_sense(proportional->sense);
  if (const auto* steps = std::get_if<StepDeductionRule>(&rule.body)) return of_sense(steps->sense);
  if (rule.kind() == RuleKind::kFaults) return Slope::kFalling;
  const auto* bands = std::get_if<BandsRule>(&rule.body);
  if (bands == nullptr) return Slope::kNone;
  bool rises = true;
  bool falls = true;
  for (const Band& a : bands->bands) {
    for (const Band& b : bands->bands) {
      if (!a.interval.high || !b.interval.low || *a.interval.high > *b.interval.low || &a == &b) continue;
      rises = rises && a.points.amount <= b.points.amount;
      falls = falls && a.points.amount >= b.points.amount;
    }
  }
  if (rises == falls) return Slope::kNone;
  return rises ? Slope::kRising : Slope::kFalling;
}

// More payments never cost points, more people above the posts never bring any: over all pairs of random years.
TEST(ShippedProperties, PointsFollowTheMeasureOneWay) {
  std::map<std::string, std::map<Rational, Rational>> seen;  // by framework and path: points by measured value
  std::map<std::string, Slope> slopes;
  ForRandomSheets(400, [&](const CompiledFramework& framework, const Scorecard& card) {
    for (const ScoredNode& node : card.nodes) {
      if (node.kind == NodeKind::kGroup || node.row >= 0 || !node.explanation.measured) continue;
      if (node.state != LeafState::kScored || node.explanation.step == Step::kZeroByZero) continue;
      const Indicator& indicator = *framework.indicators()[static_cast<size_t>(node.indicator)].indicator;
      const std::string path = absl::StrCat(framework.framework().name, "/", node.path);
      slopes[path] = SlopeOf(indicator.rule);
      seen[path][*node.explanation.measured] = node.points;
    }
  });
  int rising = 0;
  int falling = 0;
  for (const auto& [path, points_by_measure] : seen) {
    const Slope slope = slopes[path];
    if (slope == Slope::kNone) continue;
    (slope == Slope::kRising ? rising : falling) += 1;
    EXPECT_GE(points_by_measure.size(), 5u) << path << ": too few values to tell";
    const Rational* before = nullptr;
    for (const auto& [measure, points] : points_by_measure) {
      if (before != nullptr) {
        EXPECT_TRUE(slope == Slope::kRising ? *before <= points : *before >= points)
            << path << " at " << FormatShort(measure);
      }
      before = &points;
    }
  }
  EXPECT_GE(rising, 6);
  EXPECT_GE(falling, 10);
}

}  // namespace
}  // namespace zhengping::indicator
