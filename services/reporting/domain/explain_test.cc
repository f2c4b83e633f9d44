#include "services/reporting/domain/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/testing/matchers.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

ScoredNode Node(const std::string& path, int depth) {
  const size_t slash = path.rfind('/');
  return {.path = path, .display_name = slash == std::string::npos ? path : path.substr(slash + 1), .depth = depth};
}

ScoredNode Leaf(const std::string& path, int depth, std::vector<Operand> operands) {
  ScoredNode leaf = Node(path, depth);
  leaf.is_leaf = true;
  leaf.explanation = Explanation{.operands = std::move(operands)};
  return leaf;
}

EvaluationContent Sheet() {
  EvaluationContent content;
  content.facts = {{.name = "final_budget", .state = FactState::kDerived, .value = Money::Fen(10000)},
                   {.name = "payments", .state = FactState::kDerived, .value = Money::Fen(8876)}};
  content.facts[1].provenance = EntrySelector{.fiscal_year = 2023, .entry_count = 2};
  Finding finding{.kind = "release_timing"};
  finding.figures = {{.name = "late_funds", .entries = {{.entry_count = 1}, {.entry_count = 3}}}};
  content.findings = {finding};
  const Operand payments{.name = "payments", .origin = OperandOrigin::kFact};
  content.scorecard.nodes = {
      Node("预算执行", 0),
      Leaf("预算执行/预算执行率", 1, {payments, {.name = "final_budget"}, payments}),
      Node("产出", 0),
      Node("产出/数量", 1),
      Leaf("产出/数量/新增就业", 2, {{.name = "payments", .origin = OperandOrigin::kObservation}}),
      Leaf("产出/数量/完成率", 2, {}),
      Node("效益", 0),
      Leaf("效益/完成率", 1, {{.name = "finding:release_timing.late_funds", .origin = OperandOrigin::kFinding}}),
  };
  content.scorecard.total.score = Rational(90);
  return content;
}

std::vector<std::string> PathsOf(const absl::StatusOr<IndicatorExplanation>& explanation) {
  std::vector<std::string> paths;
  for (const ScoredNode& node : explanation->nodes) paths.push_back(node.path);
  return paths;
}

std::vector<std::string> FactsOf(const absl::StatusOr<IndicatorExplanation>& explanation) {
  std::vector<std::string> names;
  for (const Fact& fact : explanation->facts) names.push_back(fact.name);
  return names;
}

TEST(Explain, AGroupComesWithAllBelowIt) {
  const auto explanation = Explain(Sheet(), "产出");
  ASSERT_THAT(explanation, IsOk());
  EXPECT_THAT(PathsOf(explanation), ElementsAre("产出", "产出/数量", "产出/数量/新增就业", "产出/数量/完成率"));
  EXPECT_THAT(FactsOf(explanation), IsEmpty()) << "an observation called like a fact is none";
  EXPECT_FALSE(explanation->total.has_value());
}

TEST(Explain, ALeafNamesItsFactsOnce) {
  const auto explanation = Explain(Sheet(), "预算执行率");
  ASSERT_THAT(explanation, IsOk()) << "the last name alone, where it is unique";
  EXPECT_THAT(PathsOf(explanation), ElementsAre("预算执行/预算执行率"));
  EXPECT_THAT(FactsOf(explanation), ElementsAre("payments", "final_budget"));
}

TEST(Explain, AFindingsFigureIsAFact) {
  EXPECT_THAT(FactsOf(Explain(Sheet(), "效益/完成率")), ElementsAre("finding:release_timing.late_funds"));
}

TEST(Explain, TheRootIsTheWholeSheetWithItsTotal) {
  const auto explanation = Explain(Sheet(), "");
  ASSERT_THAT(explanation, IsOk());
  EXPECT_EQ(explanation->nodes.size(), 8u);
  ASSERT_TRUE(explanation->total.has_value());
  EXPECT_EQ(explanation->total->score, Rational(90));
}

TEST(Explain, RefusesANameThatIsNoneOrSeveral) {
  EXPECT_THAT(Explain(Sheet(), "无此指标"), IsRefusal("INDICATOR_NOT_FOUND", "path"));
  const auto ambiguous = Explain(Sheet(), "完成率");
  EXPECT_THAT(ambiguous, IsRefusal("INDICATOR_AMBIGUOUS", "path"));
  EXPECT_THAT(std::string(ambiguous.status().message()), HasSubstr("产出/数量/完成率; 效益/完成率"));
}

TEST(SelectorsOf, AreThoseOfAFactOrAFigure) {
  const EvaluationContent content = Sheet();
  ASSERT_THAT(SelectorsOf(content, "payments"), IsOk());
  EXPECT_EQ(SelectorsOf(content, "payments")->at(0).entry_count, 2);
  EXPECT_THAT(*SelectorsOf(content, "final_budget"), IsEmpty()) << "a figure that rests on no entries";
  EXPECT_EQ(SelectorsOf(content, "finding:release_timing.late_funds")->size(), 2u);
  EXPECT_THAT(SelectorsOf(content, "late_funds"), IsRefusal("FIGURE_NOT_FOUND", "figure"));
}

}  // namespace
}  // namespace zhengping::reporting
