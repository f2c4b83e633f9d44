#include "services/indicator/domain/stated_measures.h"

#include <gtest/gtest.h>

#include "services/indicator/domain/framework_fixture.h"

namespace zhengping::indicator {
namespace {

std::string FormulaOf(const CompiledFramework& framework, const std::string& name) {
  for (const CompiledIndicator& indicator : framework.indicators()) {
    if (indicator.indicator->name == name) return indicator.indicator->formula;
  }
  return "none";
}

Observation Stated(const std::string& level3) {
  Observation observation;
  observation.key.level3 = level3;
  observation.value = Fraction(951, 1000);
  return observation;
}

Framework Table() {
  ProportionalRule proportional;
  proportional.target = Rational(1);
  BetterOfRule better_of;
  better_of.alternatives = {{""}, {"balance / final_budget"}};
  Framework table;
  table.name = "table";
  table.display_name = "table";
  table.source = "test";
  table.settings.tiers = StandardTiers();
  table.indicators = {Leaf("执行率", 40, "payments / final_budget", proportional),
                      Leaf("完成率", 30, "payments / initial_budget", proportional),
                      Leaf("结余", 30, "payments / final_budget", better_of)};
  table.indicators[2].rule.nested = {Rule{proportional, {}}, Rule{proportional, {}}};
  table.indicators[0].aliases = {"预算执行率"};
  return table;
}

TEST(StatedMeasures, AStatedValueStandsInPlaceOfTheFormula) {
  const CompileResult compiled = CompileFramework(Table());
  for (const Issue& issue : compiled.issues)
    EXPECT_NE(issue.severity, Severity::kError) << issue.place.field << " " << issue.reason;
  ASSERT_NE(compiled.compiled, nullptr);
  const auto stated = WithStatedMeasures(*compiled.compiled, {Stated("预算执行率")});
  ASSERT_NE(stated, nullptr);
  EXPECT_EQ(FormulaOf(*stated, "执行率"), "") << "by its alias";
  EXPECT_EQ(FormulaOf(*stated, "完成率"), "payments / initial_budget") << "nobody stated it";
  EXPECT_EQ(FormulaOf(*WithStatedMeasures(*compiled.compiled, {Stated("结余")}), "结余"), "payments / final_budget")
      << "its rule looks at several figures";
  Observation words = Stated("执行率");
  words.value.reset();
  EXPECT_EQ(FormulaOf(*WithStatedMeasures(*compiled.compiled, {words}), "执行率"), "payments / final_budget");
}

}  // namespace
}  // namespace zhengping::indicator
