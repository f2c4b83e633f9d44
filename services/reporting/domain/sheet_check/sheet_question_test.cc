#include "services/reporting/domain/sheet_check/sheet_question.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

ClaimedCell Cell(const char* text, const char* number = nullptr, const char* unit = "") {
  ClaimedCell cell;
  cell.text = text;
  cell.reading = cell.text.empty() ? CellReading::kMissing : CellReading::kValue;
  if (number != nullptr) cell.number = *ParseNumber(number);
  cell.unit = unit;
  cell.step = Rational(1);
  return cell;
}

ClaimedRow Row(const char* level3, ClaimedCell target, ClaimedCell actual) {
  ClaimedRow row;
  row.level1 = "产出指标";
  row.level3 = level3;
  row.target = std::move(target);
  row.actual = std::move(actual);
  row.weight = Cell("10", "10");
  row.score = Cell("10", "10");
  return row;
}

FrameworkOutline Outline() {
  FrameworkOutline outline{.name = "frameworks/x", .display_name = "自评表"};
  outline.tiers = {{"达成预期指标", *ParseNumber("0.8"), Rational(1)},
                   {"部分达成并具有一定效果", *ParseNumber("0.6"), *ParseNumber("0.8")},
                   {"未达成且效果较差", Rational(), *ParseNumber("0.6")}};
  outline.nodes = {{.kind = OutlineKind::kLeaf,
                    .name = "预算执行率",
                    .path = "预算执行率",
                    .weight = Rational(10),
                    .formula = "payments / final_budget",
                    .is_one_value = true},
                   {.kind = OutlineKind::kSlot, .name = "产出指标", .path = "产出指标", .weight = Rational(90)}};
  return outline;
}

AskedRow Asked(ClaimedRow row) {
  const ClaimedSheet sheet{.rows = {std::move(row)}};
  return AskAboutSheet(sheet, ReadMoneyBlock(sheet), Outline(), {std::nullopt}).rows[0];
}

RowBasis BasisOf(ClaimedRow row) { return Asked(std::move(row)).basis; }

TEST(SheetQuestion, WhatARuleCanDecideFollowsFromTheCells) {
  EXPECT_EQ(BasisOf(Row("走访户数", Cell("≥100", "100", "户"), Cell("98", "98", "户"))), RowBasis::kDecided);
  EXPECT_EQ(BasisOf(Row("走访户数", Cell(""), Cell(""))), RowBasis::kOpen) << "a form without targets and actuals";
  EXPECT_EQ(BasisOf(Row("走访户数", Cell("100", "100"), Cell(""))), RowBasis::kActualMissing);
  EXPECT_EQ(BasisOf(Row("走访户数", Cell("100", "100"), Cell("已完成"))), RowBasis::kOpen);
  EXPECT_EQ(BasisOf(Row("走访户数", Cell("100", "100", "%"), Cell("98", "98", "户"))), RowBasis::kOpen) << "two units";
  ClaimedRow unclaimed = Row("走访户数", Cell("100", "100"), Cell("98", "98"));
  unclaimed.weight = unclaimed.score = Cell("");
  EXPECT_EQ(BasisOf(unclaimed), RowBasis::kNoPoints);
  ClaimedRow not_applicable = Row("走访户数", Cell("100", "100"), Cell("/"));
  not_applicable.actual.reading = CellReading::kNotApplicable;
  EXPECT_EQ(BasisOf(not_applicable), RowBasis::kNotApplicable);
}

TEST(SheetQuestion, InAFormWithTargetsARowWithNeitherStatesNothing) {
  const ClaimedSheet sheet{.rows = {Row("a", Cell("1", "1"), Cell("1", "1")), Row("b", Cell(""), Cell(""))}};
  const SheetQuestion question = AskAboutSheet(sheet, ReadMoneyBlock(sheet), Outline(), {std::nullopt, std::nullopt});
  EXPECT_EQ(question.rows[1].basis, RowBasis::kNothingStated);
  EXPECT_EQ(question.plan.size(), 2u);
  EXPECT_EQ(question.observations.size(), 1u);
}

TEST(SheetQuestion, ATierLeavesItsShareOpen) {
  const AskedRow partly = Asked(Row("公平", Cell("效果明显"), Cell("部分达成")));
  EXPECT_EQ(partly.low_share, *ParseNumber("0.6"));
  EXPECT_EQ(partly.high_share, *ParseNumber("0.8"));
  EXPECT_EQ(Asked(Row("公平", Cell("效果明显"), Cell("好"))).high_share, Rational(1));
  EXPECT_EQ(TierOf(Outline(), ""), std::nullopt);
}

// Without a direction a name that sounds reverse (调整率) decides only what it cannot get wrong.
TEST(SheetQuestion, ADirectionThatIsNotStatedIsNotGuessed) {
  const AskedRow met = Asked(Row("预算调整率", Cell("3%", "0.03", "%"), Cell("0", "0", "%")));
  EXPECT_EQ(met.basis, RowBasis::kDecided);
  EXPECT_EQ(met.direction, TargetDirection::kAtMost);
  EXPECT_EQ(BasisOf(Row("成本节约率", Cell("5%", "0.05", "%"), Cell("8%", "0.08", "%"))), RowBasis::kOpen);
  EXPECT_EQ(BasisOf(Row("采购执行率", Cell("100%", "1", "%"), Cell("72.74%", "0.7274", "%"))), RowBasis::kDecided);
}

TEST(SheetQuestion, AnEqualTargetThatWasMissedIsAllOrProportion) {
  ClaimedRow row = Row("知晓率", Cell("100%", "1", "%"), Cell("98%", "0.98", "%"));
  row.direction = TargetDirection::kEqual;
  EXPECT_TRUE(Asked(row).is_all_or_proportion);
  EXPECT_EQ(Asked(row).high_share, *ParseNumber("0.98"));
  row.actual = Cell("100%", "1", "%");
  EXPECT_EQ(Asked(row).basis, RowBasis::kDecided);
}

TEST(SheetQuestion, RowsOfOneNameAreTwoRows) {
  const ClaimedSheet sheet{
      .rows = {Row("a", Cell("1", "1"), Cell("1", "1")), Row("a", Cell("2", "2"), Cell("1", "1"))}};
  const SheetQuestion question = AskAboutSheet(sheet, ReadMoneyBlock(sheet), Outline(), {std::nullopt, std::nullopt});
  ASSERT_EQ(question.plan.size(), 2u);
  EXPECT_NE(question.plan[0].key, question.plan[1].key);
}

TEST(SheetQuestion, ALeafIsKnownByNameAliasAndGroups) {
  FrameworkOutline outline = Outline();
  outline.nodes.push_back(
      {.kind = OutlineKind::kLeaf, .name = "管理制度健全性", .path = "过程/预算管理/管理制度健全性"});
  outline.nodes.push_back(
      {.kind = OutlineKind::kLeaf, .name = "管理制度健全性", .path = "过程/资产管理/管理制度健全性"});
  outline.nodes.push_back({.kind = OutlineKind::kLeaf,
                           .name = "三公经费变动率",
                           .aliases = {"“三公”变动率"},
                           .path = "投入/三公经费变动率"});
  ClaimedRow row;
  row.level3 = "管理制度健全性";
  EXPECT_EQ(LeafOf(outline, row), -1) << "two alike";
  row.level2 = "资产管理";
  EXPECT_EQ(LeafOf(outline, row), 3);
  row.level3 = "三公变动率";
  EXPECT_EQ(LeafOf(outline, row), 4);
  row.level3 = "没有";
  EXPECT_EQ(LeafOf(outline, row), -1);
}

}  // namespace
}  // namespace zhengping::reporting
