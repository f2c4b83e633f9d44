#include "services/indicator/domain/rule_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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
      {"full mark by number", "满分3分，每低1%扣0.5分", 5, "warning 3分"},
      {"full mark by number, and right", "满分为5分，每低1%扣0.5分", 5, ""},
      {"another word for it", "达标记4分，否则不得分", 5, "warning 4分"},
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

std::vector<std::string> TextAgainstRule(const char* text, RuleBody body, int64_t weight) {
  Rule rule;
  rule.body = std::move(body);
  std::vector<Issue> issues;
  CheckRuleTextAgainstRule(text, rule, Rational(weight), "text", issues);
  std::vector<std::string> found;
  for (const Issue& issue : issues) {
    EXPECT_EQ(issue.severity, Severity::kWarning);
    found.push_back(issue.found);
  }
  return found;
}

TEST(RuleText, IsHeldAgainstWhatTheRuleGivesAndTakesOff) {
  const auto half = StepDeductionRule{.bound = Rational(1), .step = Fraction(1, 100), .deduction = {Fraction(1, 2)}};
  EXPECT_THAT(TextAgainstRule("每超过一个百分点扣0.5分", half, 5), IsEmpty());
  EXPECT_THAT(TextAgainstRule("每超过一个百分点扣0.8分，扣完为止", half, 8), ElementsAre("0.8分"));
  EXPECT_THAT(TextAgainstRule("每超过一个百分点扣 0.5 分，未报送的扣 2 分", half, 5), IsEmpty())
      << "one of them is the rule's";
  EXPECT_THAT(TextAgainstRule("每超过一个百分点扣减0.3分", half, 5), ElementsAre("0.3分"));
  auto shares = half;
  shares.deduction = {Fraction(1, 10), PointsUnit::kShareOfWeight};
  EXPECT_THAT(TextAgainstRule("每超过一个百分点扣0.5分", shares, 5), IsEmpty()) << "a tenth of 5";
  EXPECT_THAT(TextAgainstRule("每次扣1分", FaultsRule{{Rational(2)}}, 5), ElementsAre("1分"));

  BandsRule bands;
  bands.bands = {{{Rational(0), Rational(1)}, {Rational(5)}}, {{Rational(1), std::nullopt}, {Rational(2)}}};
  EXPECT_THAT(TextAgainstRule("＜1计5分；其余计2分", bands, 5), IsEmpty());
  EXPECT_THAT(TextAgainstRule("＜1计5分；其余计3分", bands, 5), ElementsAre("3分"));
  EXPECT_THAT(TextAgainstRule("计3分", JudgementRule{}, 5), IsEmpty()) << "judged";
}

std::vector<std::string> StaleYears(const char* text, int first_year, int last_year) {
  std::vector<Issue> issues;
  CheckYears(text, first_year, last_year, "text", issues);
  std::vector<std::string> found;
  for (const Issue& issue : issues) found.push_back(issue.found);
  return found;
}

TEST(RuleText, AYearThatTheFrameworkDoesNotApplyToIsStale) {
  // 雨花区发改局 2022 (yzwku.com/doc/561683).
  EXPECT_THAT(StaleYears("该指标以2015年完工的新建楼堂馆所为评价内容", 2022, 2022), ElementsAre("2015年"));
  EXPECT_THAT(StaleYears("以２０１５年完工的为准", 2017, 0), ElementsAre("2015年"));
  EXPECT_THAT(StaleYears("以2022年、2024年度数据为准", 2022, 2023), ElementsAre("2024年"));
  EXPECT_THAT(StaleYears("2022年", 2022, 0), IsEmpty());
  EXPECT_THAT(StaleYears("2015年", 0, 0), IsEmpty()) << "no years to hold it against";
  EXPECT_THAT(StaleYears("编号12015年、3年内、财预〔2015〕10号", 2022, 2022), IsEmpty());
}

TEST(RuleCheck, ABandOutsideTheDomainIsNeverReached) {
  Rule rule;
  BandsRule bands;
  bands.domain = Between(Rational(0), true, std::nullopt, false);
  bands.bands = {{Between(Rational(-2), true, Rational(-1), false), {Rational(1)}},
                 {Between(Rational(-1), true, Rational(0), false), {Rational(1)}},
                 {Between(Rational(0), true, std::nullopt, false), {Rational(5)}}};
  rule.body = bands;
  RuleCheck check;
  check.weight = Rational(5);
  check.path = "rule";
  std::vector<Issue> issues;
  CheckRule(rule, check, issues);
  std::vector<std::string> told;
  for (const Issue& issue : issues) told.push_back(issue.reason + " " + issue.place.field);
  EXPECT_THAT(told, ElementsAre("POINTS_UNREACHABLE rule.bands[0]", "POINTS_UNREACHABLE rule.bands[1]"));
}

}  // namespace
}  // namespace zhengping::indicator
