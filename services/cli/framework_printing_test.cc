#include "services/cli/framework_printing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhengping::cli {
namespace {

using indicator::v1::Framework;
using testing::HasSubstr;

Framework Small() {
  Framework framework;
  framework.set_name("frameworks/daxiang-2023");
  framework.set_display_name("大祥区指标表");
  framework.set_version(2);
  framework.set_division("430503000");
  framework.set_first_fiscal_year(2023);
  framework.set_state(Framework::STATE_DRAFT);
  framework.set_source("大财绩〔2023〕1号");
  auto& group = *framework.add_indicators();
  group.set_display_name("过程");
  group.set_weight("40");
  auto& leaf = *group.mutable_group()->add_indicators();
  leaf.set_display_name("执行率");
  leaf.set_weight("40");
  leaf.set_rule_text("执行率×40分");
  leaf.mutable_leaf()->set_formula("payments / final_budget");
  auto& slot = *framework.add_indicators();
  slot.set_display_name("产出指标");
  slot.mutable_slot();
  return framework;
}

TEST(FrameworkPrinting, AListHasPlaceYearsAndState) {
  google::protobuf::RepeatedPtrField<Framework> frameworks;
  *frameworks.Add() = Small();
  const std::string table = FrameworksTable(frameworks);
  EXPECT_THAT(table, HasSubstr("daxiang-2023  大祥区指标表"));
  EXPECT_THAT(table, HasSubstr("430503000  2023–  草稿"));
}

TEST(FrameworkPrinting, ATreeIsIndented) {
  const std::string tree = FrameworkTree(Small());
  EXPECT_THAT(tree, HasSubstr("出处：大财绩〔2023〕1号"));
  EXPECT_THAT(tree, HasSubstr("\n过程"));
  EXPECT_THAT(tree, HasSubstr("\n  执行率"));
  EXPECT_THAT(tree, HasSubstr("payments / final_budget"));
  EXPECT_THAT(tree, HasSubstr("（按绩效目标填报）"));
}

TEST(FrameworkPrinting, DifferencesAreNamedInChinese) {
  indicator::v1::CompareFrameworksResponse response;
  EXPECT_EQ(DifferencesTable(response), "两个体系内容相同。\n");
  auto& difference = *response.add_differences();
  difference.add_path("产出");
  difference.add_path("数量");
  difference.set_aspect("weight");
  difference.set_before("40");
  difference.set_after("30");
  response.add_differences()->set_aspect("grades");
  const std::string table = DifferencesTable(response);
  EXPECT_THAT(table, HasSubstr("产出/数量  分值  40  30"));
  EXPECT_THAT(table, HasSubstr("（体系）   等级"));
}

}  // namespace
}  // namespace zhengping::cli
