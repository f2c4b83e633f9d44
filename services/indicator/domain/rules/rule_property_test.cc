// What holds of every rule that looks at one value, over thousands of random ones: points stay within the weight, more
// of what is good never gives less, and the explanation alone gives the points again.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

constexpr int kRules = 60;  // of each kind, with some 60 values each
constexpr uint64_t kSeed = 20230331;

class Rules : public testing::Test {
 protected:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<uint64_t>(bound)); }
  // A multiple of a quarter, now and then of a third.
  Rational Between(int low, int high) {
    const int below = Below(4) == 0 ? 3 : 4;
    return *Quotient(Rational(low * below + Below((high - low) * below + 1)), Rational(below));
  }
  Points SomePoints(int most) {
    if (Below(2) == 0) return {*Quotient(Rational(1 + Below(10)), Rational(10)), PointsUnit::kShareOfWeight};
    return {Between(0, most) + *Quotient(Rational(1), Rational(4)), PointsUnit::kPoints};
  }
  StepCounting SomeCounting() { return Below(2) == 0 ? StepCounting::kWhole : StepCounting::kPartial; }

  std::mt19937_64 random_{kSeed};
};

// The points once more, from what the explanation says and nothing else: not from its result, ratio or count, where the
// figures that gave them stand beside them.
Rational Replayed(const Explanation& why) {
  const Rational zero;
  Rational points;
  switch (why.step) {
    case Step::kMet:
    case Step::kInside:
      return why.weight;
    case Step::kProportion: {
      // The smaller of the two over the other; nothing where that has no meaning.
      const Rational& smaller = std::min(*why.measured, *why.target);
      const Rational& larger = std::max(*why.measured, *why.target);
      points = smaller > zero ? why.weight * *Quotient(smaller, larger) : zero;
      break;
    }
    case Step::kDeducted: {
      const Rational steps = *Quotient(*why.departure, *why.step_size);
      EXPECT_TRUE(*why.count == steps || *why.count == Floor(steps));
      points = why.weight - *why.count * *why.deduction;
      break;
    }
    case Step::kFaults:
      EXPECT_EQ(*why.count, *why.measured);
      points = why.weight - *why.count * *why.deduction;
      break;
    case Step::kBand:
      EXPECT_TRUE(why.band->Contains(*why.measured));
      points = *why.given;
      break;
    case Step::kOutside:
      EXPECT_TRUE(!why.band || why.band->Contains(*why.departure));
      points = *why.given;
      break;
    case Step::kNone:
    case Step::kNotMet:
    case Step::kParts:
    case Step::kCase:
    case Step::kPercent:
    case Step::kZeroByZero:
    case Step::kDividedByZero:
    case Step::kNotApplicable:
    case Step::kCountedAsZero:
      ADD_FAILURE() << "no step of a rule that looks at one value";
  }
  return std::clamp(points, zero, why.weight);
}

// The points for each value, checked one by one.
std::vector<Rational> PointsOver(const Rule& rule, const Situation& situation, const std::vector<Rational>& values) {
  std::vector<Rational> points;
  for (const Rational& value : values) {
    Situation with_value = situation;
    with_value.measured = value;
    const Applied applied = ApplyTo(rule, with_value);  // holds the points within the weight
    EXPECT_EQ(applied.outcome.state, LeafState::kScored) << FormatShort(value);
    EXPECT_EQ(Replayed(applied.why), applied.outcome.points) << FormatShort(value);
    points.push_back(applied.outcome.points);
  }
  return points;
}

std::vector<Rational> Ascending(int low, int high) {
  std::vector<Rational> values;
  for (int i = low * 6; i <= high * 6; ++i) values.push_back(*Quotient(Rational(i), Rational(6)));
  return values;
}

TEST_F(Rules, MoreNeverGivesLessWhereMoreIsGood) {
  for (int i = 0; i < kRules; ++i) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", rule ", i));
    const bool is_forward = Below(2) == 0;
    const Sense sense = is_forward ? Sense::kForward : Sense::kReverse;
    Situation situation;
    situation.weight = absl::StrCat(1 + Below(20));
    std::vector<Rule> rules;
    rules.push_back({ProportionalRule{sense, Between(0, 6)}, {}});
    StepDeductionRule steps;
    steps.sense = sense;
    steps.bound = Between(1, 6);
    steps.step = Between(0, 2) + *Quotient(Rational(1), Rational(4));
    steps.measure = Below(2) == 0 ? StepMeasure::kAbsolute : StepMeasure::kOfBound;
    steps.deduction = SomePoints(4);
    steps.counting = SomeCounting();
    rules.push_back({steps, {}});
    for (const Rule& rule : rules) {
      std::vector<Rational> points = PointsOver(rule, situation, Ascending(-2, 9));
      if (!is_forward) std::reverse(points.begin(), points.end());
      EXPECT_TRUE(std::is_sorted(points.begin(), points.end())) << RuleKindName(rule.kind());
    }
  }
}

TEST_F(Rules, MoreFaultsNeverGiveMore) {
  for (int i = 0; i < kRules; ++i) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", rule ", i));
    Situation situation;
    situation.weight = absl::StrCat(1 + Below(20));
    std::vector<Rational> points = PointsOver({FaultsRule{SomePoints(3)}, {}}, situation, Ascending(0, 12));
    std::reverse(points.begin(), points.end());
    EXPECT_TRUE(std::is_sorted(points.begin(), points.end()));
  }
}

TEST_F(Rules, FurtherFromTheBoundNeverGivesMore) {
  for (int i = 0; i < kRules; ++i) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", rule ", i));
    StepDeductionRule rule;
    rule.sense = Sense::kBothSides;
    rule.bound.emplace(3);
    rule.step = Between(0, 2) + *Quotient(Rational(1), Rational(3));
    rule.deduction = SomePoints(3);
    rule.counting = SomeCounting();
    Situation situation;
    situation.weight = "8";
    const std::vector<Rational> points = PointsOver({rule, {}}, situation, Ascending(0, 6));
    const auto middle = points.begin() + static_cast<std::ptrdiff_t>(points.size() / 2);
    EXPECT_TRUE(std::is_sorted(points.begin(), middle + 1));
    EXPECT_TRUE(std::is_sorted(points.rbegin(), points.rend() - (middle - points.begin())));
    EXPECT_EQ(*middle, Rational(8));
  }
}

// Bands cut at random places with random ends and points: each value is in exactly one.
TEST_F(Rules, EveryValueIsInOneBand) {
  for (int i = 0; i < kRules; ++i) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", rule ", i));
    std::vector<Rational> cuts;
    for (int cut = 0; cut < 1 + Below(4); ++cut) cuts.push_back(Between(0, 5));
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    BandsRule rule;
    Interval interval;
    for (const Rational& cut : cuts) {
      interval.high = cut;
      interval.high_closed = Below(2) == 0;
      rule.bands.push_back({interval, SomePoints(3)});
      interval.low = cut;
      interval.low_closed = !interval.high_closed;
      interval.high.reset();
    }
    rule.bands.push_back({interval, SomePoints(3)});
    Situation situation;
    situation.weight = "8";
    for (const Rational& value : Ascending(-1, 6)) {
      const auto holds = [&value](const Band& band) { return band.interval.Contains(value); };
      EXPECT_EQ(std::count_if(rule.bands.begin(), rule.bands.end(), holds), 1) << FormatShort(value);
    }
    PointsOver({rule, {}}, situation, Ascending(-1, 6));
  }
}

TEST_F(Rules, ARangeIsFullInsideAndExplainedOutside) {
  for (int i = 0; i < kRules; ++i) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", rule ", i));
    RangeRule rule;
    rule.full = Interval{Between(0, 2), Between(3, 5), Below(2) == 0, Below(2) == 0};
    if (Below(2) == 0) {
      Interval near{Rational(0), Rational(1), false, true};
      near.low_closed = !rule.full->low_closed || !rule.full->high_closed;
      Interval far{Rational(1), std::nullopt, false, false};
      rule.by_distance = {{near, SomePoints(3)}, {far, SomePoints(1)}};
    }
    Situation situation;
    situation.weight = "8";
    const std::vector<Rational> values = Ascending(-3, 9);
    const std::vector<Rational> points = PointsOver({rule, {}}, situation, values);
    for (size_t at = 0; at < values.size(); ++at) {
      if (!rule.full->Contains(values[at])) continue;
      EXPECT_EQ(points[at], Rational(8)) << FormatShort(values[at]);
    }
  }
}

}  // namespace
}  // namespace zhengping::indicator
