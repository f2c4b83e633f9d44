#include "services/indicator/domain/rule_check.h"

#include <gtest/gtest.h>

#include <string>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

// "REASON place" of each issue, one a line.
std::string Lines(const std::vector<Issue>& issues) {
  std::string lines;
  for (const Issue& issue : issues) lines += issue.reason + " " + issue.place.field + "\n";
  return lines;
}

std::string Check(const Rule& rule, RuleCheck check = {}) {
  check.path = "rule";
  std::vector<Issue> issues;
  CheckRule(rule, check, issues);
  return Lines(issues);
}

TEST(RuleCheck, ANamedRuleMayLeaveTargetAndDirectionToTheRow) {
  const Rule rule{ProportionalRule{Sense::kRowDirection, std::nullopt}, {}};
  EXPECT_EQ(Check(rule, {.place = RulePlace::kRow}), "");
  EXPECT_EQ(Check(rule), "RULE_MALFORMED rule.target\nRULE_MALFORMED rule.sense\n");
}

TEST(RuleCheck, PartsOfAChecklistAddUpToTheWeight) {
  const auto with_points = [](int64_t last) {
    ChecklistRule rule;
    rule.parts = {{"甲", {Rational(1), PointsUnit::kPoints}, ""}, {"乙", {Rational(last), PointsUnit::kPoints}, ""}};
    return Rule{rule, {}};
  };
  const RuleCheck of_three{.weight = Rational(3)};
  EXPECT_EQ(Check(with_points(2), of_three), "");
  EXPECT_EQ(Check(with_points(1), of_three), "POINTS_UNREACHABLE rule.parts\n");
  EXPECT_EQ(Check(with_points(3), of_three), "POINTS_OUT_OF_RANGE rule.parts\n");
}

TEST(RuleCheck, ConditionsAreComparisonsOfKnownNames) {
  ComparisonRule rule;
  rule.cases = {{"balance + 1", {Rational(1), PointsUnit::kShareOfWeight}},
                {"balance <= last_year", {Rational(0), PointsUnit::kPoints}},
                {"row.actual >= row.baseline", {Rational(0), PointsUnit::kPoints}},
                {"a 、 b", {Rational(2), PointsUnit::kShareOfWeight}},
                {"payments > 0 且 非 payments >= final_budget", {Rational(0), PointsUnit::kPoints}},
                {"payments > actual_headcount", {Rational(0), PointsUnit::kPoints}},
                {"payments > 500", {Rational(0), PointsUnit::kPoints}}};
  EXPECT_EQ(Check({rule, {}}, {.place = RulePlace::kRow}),
            "EXPRESSION_UNIT_UNSTATED rule.cases[0].condition\n"
            "RULE_MALFORMED rule.cases[0].condition\n"
            "FACT_UNKNOWN rule.cases[1].condition\n"
            "POINTS_OUT_OF_RANGE rule.cases[3].points\n"
            "EXPRESSION_CHARACTER rule.cases[3].condition\n"
            "EXPRESSION_UNITS rule.cases[5].condition\n"
            "EXPRESSION_UNIT_UNSTATED rule.cases[6].condition\n");
}

TEST(RuleCheck, PartsOfACompoundHaveSharesAndRulesOfTheirOwn) {
  Rule rule;
  rule.body = CompoundRule{{{"甲", Fraction(1, 2), "payments / final_budget"}, {"乙", Fraction(1, 2), ""}}};
  rule.nested = {Rule{Forward(1), {}}, Rule{Forward(1), {}}};
  const RuleCheck of_four{.weight = Rational(4)};
  EXPECT_EQ(Check(rule, of_four), "");
  std::get<CompoundRule>(rule.body).parts[1] = {"甲", Fraction(1, 4), "payments = 1"};
  rule.nested[0] = Rule{TiersRule{}, {}};
  rule.nested[1] = Rule{ProportionalRule{}, {}};
  EXPECT_EQ(Check(rule, of_four),
            "RULE_NOT_SUPPORTED rule.parts[0].rule\n"
            "RULE_MALFORMED rule.parts[1].name\n"
            "EXPRESSION_UNIT_UNSTATED rule.parts[1].formula\n"
            "RULE_MALFORMED rule.parts[1].formula\n"
            "RULE_MALFORMED rule.parts[1].rule.target\n"
            "RULE_MALFORMED rule.parts\n");
  rule.nested.pop_back();
  EXPECT_EQ(Check(rule, of_four), "RULE_MALFORMED rule.parts\n");
}

TEST(RuleCheck, AlternativesAreTwoOrMoreAndMeasured) {
  Rule rule;
  rule.body = BetterOfRule{{{""}, {"balance / final_budget"}}};
  rule.nested = {Rule{Forward(1), {}}, Rule{Forward(1), {}}};
  EXPECT_EQ(Check(rule, {.weight = Rational(5), .formula = "payments / final_budget"}), "");
  EXPECT_EQ(Check(rule, {.weight = Rational(5)}), "RULE_MALFORMED rule.alternatives[0].formula\n");
}

TEST(RuleCheck, OnlyCompoundKindsHaveNestedRules) {
  Rule rule{JudgementRule{}, {Rule{}}};
  EXPECT_EQ(Check(rule), "RULE_MALFORMED rule.nested\n");
}

TEST(RuleCheck, SyntaxErrorsShowTheCaret) {
  std::vector<Issue> issues;
  EXPECT_FALSE(CheckExpression("payments + ", RulePlace::kLeaf, "formula", issues).has_value());
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].found.substr(0, 12), "payments + \n");
  EXPECT_EQ(issues[0].remedy.find("第 12 个字符"), 0u);
}

std::string TextAgainst(absl::string_view text, int64_t weight) {
  std::vector<Issue> issues;
  CheckRuleText(text, Rational(weight), "text", issues);
  if (issues.empty()) return "";
  return (issues[0].severity == Severity::kError ? "error " : "warning ") + issues[0].found;
}

TEST(RuleText, IsHeldAgainstTheWeight) {
  struct Case {
    const char* source;
    const char* text;
    int64_t weight;
    const char* outcome;
  };
  const Case cases[] = {
      {"the form as printed", "≤100%，计5分；每超过一个百分点扣0.5分，扣完为止", 5, ""},
      {"two bearers of 三公变动率: 8 points in a row of 5", "≤0，计8分；每超过一个百分点扣0.8分", 5, "error 8分"},
      {"weight raised, text left behind", "≤100%，计5分；每超过一个百分点扣0.5分", 8, "warning 5分"},
      {"满分 says no number", "100%计满分，每低于5%扣2分", 8, ""},
      {"full-width digits", "计８分", 5, "error 8分"},
      {"bands", "0，计5分；0-10%（含），计4分；大于30%不得分", 5, ""},
      {"fractions and minutes are no points", "占10分之1，30分钟内完成，百分制", 5, ""},
      {"a checklist's parts add up", "符合总体规划计1分；符合职责计0.5分；符合中长期规划计0.5分", 2, ""},
      {"a checklist that lacks a part", "符合总体规划计1分；符合职责计0.5分", 2, "warning 1分"},
      {"only deductions", "每发现一次扣1分", 5, ""},
      {"deduction above the weight", "每发现一次扣6分", 5, "error 6分"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.source);
    EXPECT_EQ(TextAgainst(c.text, c.weight), c.outcome);
  }
}

std::string IntervalsIn(std::vector<Interval> intervals, const std::optional<Interval>& domain) {
  std::vector<NumberedInterval> numbered;
  for (size_t i = 0; i < intervals.size(); ++i) numbered.push_back({static_cast<int>(i), intervals[i]});
  std::vector<Issue> issues;
  CheckIntervals(std::move(numbered), domain, "list", issues);
  return Lines(issues);
}

TEST(Intervals, MeetWithoutHoleOrOverlap) {
  const Rational zero;
  const Rational one(1);
  const Rational two(2);
  const Interval low = Between(std::nullopt, false, one, false);
  const Interval high = Between(one, true, std::nullopt, false);
  EXPECT_EQ(IntervalsIn({high, low}, Interval()), "");
  EXPECT_EQ(IntervalsIn({Between(std::nullopt, false, one, true), high}, Interval()), "BANDS_OVERLAP list[1]\n");
  EXPECT_EQ(IntervalsIn({low, Between(one, false, std::nullopt, false)}, Interval()), "BANDS_HOLE list[1]\n");
  EXPECT_EQ(IntervalsIn({low, Between(one, true, one, true), Between(one, false, std::nullopt, false)}, Interval()),
            "");
  EXPECT_EQ(IntervalsIn({Interval(), Interval()}, Interval()), "BANDS_OVERLAP list[1]\n");
  EXPECT_EQ(IntervalsIn({low, low, high}, Interval()), "BANDS_OVERLAP list[1]\n");
  EXPECT_EQ(IntervalsIn({low}, std::nullopt), "");
  EXPECT_EQ(IntervalsIn({Between(zero, true, one, false)}, Between(zero, true, one, true)), "BANDS_HOLE list[0]\n");
  EXPECT_EQ(IntervalsIn({Between(zero, false, one, true)}, Between(zero, true, one, true)), "BANDS_HOLE list[0]\n");
  EXPECT_EQ(IntervalsIn({Between(two, true, one, true)}, std::nullopt), "RULE_MALFORMED list[0]\n");
}

// A wide band before a narrow one inside it hides no overlap with the band after both.
TEST(Intervals, OverlapIsSeenPastANarrowBand) {
  const Interval wide = Between(Rational(0), true, Rational(10), false);
  const Interval narrow = Between(Rational(1), true, Rational(2), false);
  const Interval after = Between(Rational(5), true, Rational(20), false);
  EXPECT_EQ(IntervalsIn({wide, narrow, after}, std::nullopt), "BANDS_OVERLAP list[1]\nBANDS_OVERLAP list[2]\n");
}

}  // namespace
}  // namespace zhengping::indicator
