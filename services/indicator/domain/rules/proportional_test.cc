#include "services/indicator/domain/rules/proportional.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/rules/rule_fixture.h"

namespace zhengping::indicator {
namespace {

Rule ForwardTo(absl::string_view target) { return {ProportionalRule{Sense::kForward, Number(target)}, {}}; }
Rule ReverseTo(absl::string_view target) { return {ProportionalRule{Sense::kReverse, Number(target)}, {}}; }

TEST(Proportional, GivesThePublishedPoints) {
  struct Case {
    const char* source;
    Rule rule;
    const char* weight;
    const char* actual;
    const char* points;
  };
  const Case cases[] = {
      {"贯塘乡 2023: 2030.12/2030.12, 10 of 10", ForwardTo("1"), "10", "203012/203012", "10"},
      {"贯塘乡 2023, by the outlay: 1925.67/2030.12 = 94.85%, 9.49 rounded", ForwardTo("1"), "10", "192567/203012",
       "9.485498"},
      {"重庆科学城融媒体中心 2021: 76%, 7.6 of 10", ForwardTo("1"), "10", "76%", "7.6"},
      {"the same, 政府采购执行率 72.74% of 2 by the rule", ForwardTo("1"), "2", "72.74%", "1.4548"},
      {"天长市水利局 2022: satisfaction 100% of 90%, 10 of 10", ForwardTo("90%"), "10", "100%", "10"},
      {"黄冈 2020: 98% of 98%, 20 of 20 by the rule", ForwardTo("98%"), "20", "98%", "20"},
      {"蚕茶卫生院 2021: 执行率 103.21%, no more than the weight", ForwardTo("1"), "10", "103.21%", "10"},
      {"江西 form note, reverse: target ÷ actual", ReverseTo("5"), "10", "8", "6.25"},
      {"衡山县粮食 2020: 变质比例 0 of 0", ReverseTo("0"), "10", "0", "10"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.source);
    EXPECT_EQ(PointsFor(c.rule, c.actual, {.weight = c.weight}), c.points);
  }
}

TEST(Proportional, EveryCornerIsWithinTheWeight) {
  EXPECT_EQ(PointsFor(ForwardTo("0"), "-1"), "0");
  EXPECT_EQ(PointsFor(ForwardTo("0"), "0"), "5");
  EXPECT_EQ(PointsFor(ForwardTo("10"), "-1"), "0");
  EXPECT_EQ(PointsFor(ReverseTo("0"), "1"), "0");
  EXPECT_EQ(PointsFor(ReverseTo("5"), "-1"), "5");
}

TEST(Proportional, TakesTargetAndDirectionOfTheRow) {
  const Rule of_row{ProportionalRule{Sense::kRowDirection, std::nullopt}, {}};
  EXPECT_EQ(PointsFor(of_row, "55", {.weight = "8", .target = Number("56")}), "7.857143");
  EXPECT_EQ(PointsFor(of_row, "55", {.weight = "8", .target = Number("44"), .row_sense = Sense::kReverse}), "6.4");
  EXPECT_EQ(PointsFor(of_row, "55", {.weight = "8"}), "!LEAF_TARGET_MISSING [0, 8]");
}

TEST(Proportional, ALowerBoundMeetsTheTargetOrIsUndecided) {
  EXPECT_EQ(PointsForAtLeast(ForwardTo("100"), "100"), "5");
  EXPECT_EQ(PointsForAtLeast(ForwardTo("101"), "100"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  EXPECT_EQ(PointsForAtLeast(ReverseTo("101"), "100"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");
  EXPECT_EQ(PointsForAtLeast(ReverseTo("99"), "100"), "!LEAF_LOWER_BOUND_UNDECIDED [0, 5]");  // missed, by how much?
  EXPECT_EQ(PointsForAtLeast(ReverseTo("0"), "100"), "0");
}

TEST(Proportional, IsMonotone) {
  Rational forward;
  Rational reverse(5);
  for (int actual = 0; actual <= 150; ++actual) {
    Situation situation;
    situation.measured = *Quotient(Rational(actual), Rational(100));
    const Rational more = ApplyTo(ForwardTo("90%"), situation).outcome.points;
    const Rational less = ApplyTo(ReverseTo("90%"), situation).outcome.points;
    EXPECT_GE(more, forward);
    EXPECT_LE(less, reverse);
    forward = more;
    reverse = less;
  }
}

}  // namespace
}  // namespace zhengping::indicator
