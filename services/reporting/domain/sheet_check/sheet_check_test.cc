// What a check finds with the help of what is stored of the year: ledger, results, targets, prose. What it finds in a
// sheet alone is tested against the real scoring in tests/cases.
#include "services/reporting/domain/sheet_check/sheet_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ClaimedCell Cell(const char* text, const char* number, const char* unit, const char* step = "1") {
  return {.text = text,
          .reading = CellReading::kValue,
          .number = *ParseNumber(number),
          .step = *ParseNumber(step),
          .unit = unit,
          .written_unit = unit};
}

ClaimedCell Wanyuan(const char* text) {
  ClaimedCell cell = Cell(text, text, "fen", "10000");
  cell.number = *ParseNumber(text) * Rational(1'000'000);
  cell.unit_fen = 1'000'000;
  return cell;
}

ClaimedRow MoneyRow(const char* item, const char* final_budget, const char* payments) {
  ClaimedRow row;
  row.kind = ClaimedKind::kMoney;
  row.row = 2;
  row.item = item;
  if (*final_budget != '\0') row.final_budget = Wanyuan(final_budget);
  if (*payments != '\0') row.payments = Wanyuan(payments);
  return row;
}

// 新增就业人数 ≥40人, 46人; of no weight.
ClaimedRow JobsRow() {
  ClaimedRow row;
  row.row = 5;
  row.level1 = "效益指标";
  row.level3 = "新增就业人数";
  row.target = Cell("≥40人", "40", "人");
  row.actual = Cell("46人", "46", "人");
  row.direction = TargetDirection::kAtLeast;
  return row;
}

Fact Fen(const char* name, int64_t wanyuan) {
  return {.name = name, .state = FactState::kDerived, .value = Money::Fen(wanyuan * 1'000'000), .unit = "fen"};
}

Observation Jobs(int value, const char* unit = "人") {
  Observation observation;
  observation.key = {"", "效益指标", "社会效益指标", "新增就业人数", ""};
  observation.value = Rational(value);
  observation.unit = unit;
  observation.text = absl::StrCat(value, unit);
  return observation;
}

std::vector<std::string> LinesOf(const std::vector<ClaimedRow>& rows, const SheetEvidence& evidence,
                                 const FrameworkOutline& framework = {}) {
  const ClaimedSheet sheet{.rows = rows};
  const MoneyBlock money = ReadMoneyBlock(sheet);
  const SheetQuestion question =
      AskAboutSheet(sheet, money, framework, std::vector<std::optional<Rational>>(rows.size()));
  const std::vector<RowRule> rules = RulesFrom(sheet, framework, question, {}, {});
  std::vector<std::string> lines;
  for (const Discrepancy& found : CheckSheet({sheet, money, framework, question, rules, evidence}).discrepancies) {
    lines.push_back(absl::StrCat(static_cast<int>(found.discrepancy_class), " row ", found.row, " ", found.column, ": ",
                                 found.claimed, " → ", found.right));
  }
  return lines;
}

TEST(SheetCheck, ClaimedMoneyIsHeldAgainstTheLedger) {
  const std::vector<ClaimedRow> rows = {MoneyRow("年度资金总额", "120", "114")};
  EXPECT_THAT(LinesOf(rows, {.facts = {Fen("final_budget", 120), Fen("payments", 114)}}), IsEmpty());
  EXPECT_THAT(LinesOf(rows, {.facts = {Fen("final_budget", 120), Fen("payments", 104)}}),
              ElementsAre("13 row 2 payments: 114 → 104"));
  Fact rounded = Fen("payments", 0);
  rounded.value = Money::Fen(114'004'900);  // 114.0049万元
  EXPECT_THAT(LinesOf({MoneyRow("年度资金总额", "120", "114.00")}, {.facts = {rounded}}), IsEmpty());
}

TEST(SheetCheck, ACarryoverOfTheLedgerStandsInTheSheet) {
  ClaimedRow carryover = MoneyRow("上年结转资金", "0", "0");
  carryover.row = 3;
  const std::vector<ClaimedRow> rows = {MoneyRow("年度资金总额", "120", "114"), carryover};
  EXPECT_THAT(LinesOf(rows, {.facts = {Fen("carryover_in", 10)}}), ElementsAre("12 row 3 final_budget: 0 → 10"));
  EXPECT_THAT(LinesOf(rows, {.facts = {Fen("carryover_in", 0)}}), IsEmpty());
}

TEST(SheetCheck, AnActualIsHeldAgainstTheResults) {
  EXPECT_THAT(LinesOf({JobsRow()}, {.observations = {Jobs(46)}}), IsEmpty());
  EXPECT_THAT(LinesOf({JobsRow()}, {.observations = {Jobs(45)}}), ElementsAre("13 row 5 value: 46人 → 45"));
  EXPECT_THAT(LinesOf({JobsRow()}, {.observations = {Jobs(45, "户")}}), IsEmpty()) << "of another unit";
  EXPECT_THAT(LinesOf({JobsRow()}, {.observations = {Jobs(45), Jobs(44)}}), IsEmpty()) << "of two, none is meant";
  Observation of_project = Jobs(45);
  of_project.key.project = "430503230000000001";
  EXPECT_THAT(LinesOf({JobsRow()}, {.observations = {of_project}}), IsEmpty());
}

TEST(SheetCheck, ATargetIsHeldAgainstThePlanAndLastYear) {
  PlannedTarget planned{.key = {"", "效益指标", "", "新增就业人数", ""}, .value = Rational(40), .unit = "人"};
  EXPECT_THAT(LinesOf({JobsRow()}, {.targets = {planned}}), IsEmpty());
  planned.value = Rational(45);
  EXPECT_THAT(LinesOf({JobsRow()}, {.targets = {planned}}), ElementsAre("13 row 5 kpi_val: ≥40人 → 45"));
  planned.value = Rational(40);
  planned.baseline = Rational(44);
  EXPECT_THAT(LinesOf({JobsRow()}, {.targets = {planned}}), ElementsAre("10 row 5 kpi_val: ≥40人 → 不低于 44"));
}

TEST(SheetCheck, AnActualIsHeldAgainstTheProse) {
  EXPECT_THAT(LinesOf({JobsRow()}, {.narrative = "全年新增就业人数46人，比上年多。"}), IsEmpty());
  EXPECT_THAT(LinesOf({JobsRow()}, {.narrative = "全年新增就业人数达到48人。"}),
              ElementsAre("13 row 5 value: 46人 → 48人"));
  EXPECT_THAT(LinesOf({JobsRow()}, {.narrative = "新增就业人数目标是48人；新增就业人数48户"}), IsEmpty())
      << "not at once after the name, or of another unit";
}

// A leaf of the framework: 136 ÷ 143 is 95.10%; a growth from nothing has no rate.
TEST(SheetCheck, ARateIsHeldAgainstTheYearsOwnFigures) {
  FrameworkOutline framework;
  framework.nodes = {{.kind = OutlineKind::kLeaf,
                      .name = "在职人员控制率",
                      .path = "投入/在职人员控制率",
                      .weight = Rational(8),
                      .formula = "actual_headcount / authorized_headcount",
                      .is_one_value = true}};
  ScoredNode node{.is_leaf = true, .path = "投入/在职人员控制率", .state = LeafState::kScored};
  node.explanation = Explanation{.formula = "actual_headcount / authorized_headcount"};
  node.explanation->measured = *Quotient(Rational(136), Rational(143));
  ClaimedRow row;
  row.row = 4;
  row.level3 = "在职人员控制率";
  row.actual = Cell("95.10%", "0.951", "%", "0.0001");
  EXPECT_THAT(LinesOf({row}, {.nodes = {node}}, framework), IsEmpty());
  row.actual = Cell("96.10%", "0.961", "%", "0.0001");
  EXPECT_THAT(LinesOf({row}, {.nodes = {node}}, framework), ElementsAre("8 row 4 value: 96.10% → 95.10%"));
  node.explanation->measured.reset();
  node.reason_code = "LEAF_DIVIDED_BY_ZERO";
  row.actual = Cell("100%", "1", "%", "0.01");
  EXPECT_THAT(LinesOf({row}, {.nodes = {node}}, framework), ElementsAre("8 row 4 value: 100% → 无法计算（基数为 0）"));
}

TEST(SheetCheck, ACostIsHeldAgainstTheLedgerWhereTheSheetHasNoMoney) {
  ClaimedRow row;
  row.row = 6;
  row.level2 = "成本指标";
  row.level3 = "项目总成本";
  row.actual = Cell("90万元", "900000", "元", "10000");
  EXPECT_THAT(LinesOf({row}, {.facts = {Fen("payments", 90)}}), IsEmpty());
  EXPECT_THAT(LinesOf({row}, {.facts = {Fen("payments", 89)}}), ElementsAre("9 row 6 value: 90万元 → 89"));
}

TEST(SheetCheck, EachClassHasANameAndTwoAreToBeExplained) {
  int to_explain = 0;
  for (int i = 1; i <= 14; ++i) {
    EXPECT_STRNE(NameOf(static_cast<DiscrepancyClass>(i)), "");
    if (IsToExplain(static_cast<DiscrepancyClass>(i))) ++to_explain;
  }
  EXPECT_EQ(to_explain, 2);
}

}  // namespace
}  // namespace zhengping::reporting
