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

TEST(FrameworkPrinting, ADryRunSaysWhoMovesAndWhoCannot) {
  reporting::v1::DryRunFrameworkResponse response;
  EXPECT_EQ(DryRunTable(response), "这一区划、年度还没有评价。\n");
  auto& move = *response.add_moves();
  move.set_department_display_name("翠园街道");
  move.set_total_before("89.95");
  move.set_grade_before("良");
  move.set_total_after("91.2");
  move.set_low_after("91.2");
  move.set_high_after("91.2");
  move.set_grade_after("优");
  auto& open = *response.add_moves();
  open.set_department_display_name("城管局");
  open.set_total_before("80");
  open.set_total_after("60");
  open.set_low_after("60");
  open.set_high_after("85");
  auto& failure = *response.add_failures();
  failure.set_evaluation("divisions/430503000/departments/405/evaluations/2023-1");
  failure.set_reason("PLAN_HAS_ERRORS");
  response.set_grade_changes(1);
  const std::string table = DryRunTable(response);
  EXPECT_THAT(table, HasSubstr("+1.25"));
  EXPECT_THAT(table, HasSubstr("未定部分 60–85"));
  EXPECT_THAT(table, HasSubstr("得分变动 2 个，等级变动 1 个，不能试算 1 个"));
  EXPECT_THAT(table, HasSubstr("departments/405/evaluations/2023-1：（PLAN_HAS_ERRORS）"));
}

}  // namespace
}  // namespace zhengping::cli
