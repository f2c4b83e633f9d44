#include "services/reporting/domain/sheet_check/money_block.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

ClaimedCell Wanyuan(const char* text) {
  ClaimedCell cell;
  cell.text = text;
  if (cell.text.empty()) return cell;
  cell.reading = CellReading::kValue;
  cell.number = *ParseNumber(text) * Rational(1'000'000);
  cell.step = Rational(10'000);
  cell.unit_fen = 1'000'000;
  return cell;
}

ClaimedRow MoneyRow(const char* item, const char* initial, const char* final_budget, const char* payments) {
  ClaimedRow row;
  row.kind = ClaimedKind::kMoney;
  row.item = item;
  row.initial_budget = Wanyuan(initial);
  row.final_budget = Wanyuan(final_budget);
  row.payments = Wanyuan(payments);
  return row;
}

std::string Percent(const std::optional<Rational>& rate) { return rate.has_value() ? FormatPercent(*rate) : ""; }

TEST(MoneyBlock, RowsAreKnownByAnyOfTheirNames) {
  EXPECT_EQ(MoneyItemNamed("年度资金总额"), MoneyItem::kTotal);
  EXPECT_EQ(MoneyItemNamed("其中：本年财政拨款"), MoneyItem::kAppropriation);
  EXPECT_EQ(MoneyItemNamed("纳入专户管理的非税收入拨款"), MoneyItem::kSpecialAccount);
  EXPECT_EQ(MoneyItemNamed("按支出性质分："), std::nullopt);
  EXPECT_EQ(MoneyItemNamed("业务收入"), std::nullopt);
}

// 棠溪镇 2022 (cases/03): a total of 0/0/0 over 90 / 89.974 / 89.974 is executed to 100%.
TEST(MoneyBlock, ATotalLeftAtZeroIsTheSumOfItsParts) {
  const ClaimedSheet sheet{.rows = {MoneyRow("年度资金总额", "0", "0", "0"),
                                    MoneyRow("本年财政拨款", "90", "89.974", "89.974"),
                                    MoneyRow("其他资金", "", "", "")}};
  const MoneyBlock block = ReadMoneyBlock(sheet);
  EXPECT_EQ(block.initial_budget, Rational(90'000'000));
  EXPECT_EQ(block.payments, Rational(89'974'000));
  EXPECT_EQ(Percent(block.rate), "100.00%");
  EXPECT_FALSE(block.has_income_as_payments);
}

// 贯塘乡 2023 (cases/04): 2030.12 came in and stands as executed, 1925.67 went out.
TEST(MoneyBlock, IncomeInThePlaceOfPaymentsIsSeen) {
  ClaimedSheet sheet{.rows = {MoneyRow("年度资金总额", "861.10", "2030.12", "2030.12"),
                              MoneyRow("一般公共预算", "", "1325.68", ""), MoneyRow("政府性基金拨款", "", "118.82", ""),
                              MoneyRow("其他资金", "", "585.62", ""), MoneyRow("基本支出", "", "", "900.47"),
                              MoneyRow("项目支出", "", "", "1025.20")}};
  const MoneyBlock block = ReadMoneyBlock(sheet);
  EXPECT_TRUE(block.has_income_as_payments);
  EXPECT_EQ(block.income.size(), 3u) << "其他资金 without a list of components is an income";
  EXPECT_EQ(Percent(block.rate), "94.85%") << "0.9485498…";
  sheet.rows[5] = MoneyRow("项目支出", "", "", "1129.65");
  EXPECT_FALSE(ReadMoneyBlock(sheet).has_income_as_payments) << "all of it was spent";
}

TEST(MoneyBlock, WhereNoAmountWasReadThePrintedRateStands) {
  ClaimedSheet sheet{.rows = {MoneyRow("年度资金总额", "", "", "")}};
  EXPECT_EQ(ReadMoneyBlock(sheet).rate, std::nullopt);
  sheet.rows[0].rate = {.text = "76%", .reading = CellReading::kValue, .number = *ParseNumber("0.76"), .unit = "%"};
  EXPECT_EQ(Percent(ReadMoneyBlock(sheet).rate), "76.00%");
  EXPECT_TRUE(ReadMoneyBlock(sheet).is_rate_as_printed);
}

TEST(MoneyBlock, ARateMayStandWithOrWithoutItsSign) {
  const auto rate = [](const char* text, const char* step, const char* unit, const char* quotient) {
    const ClaimedCell cell{.text = text,
                           .reading = CellReading::kValue,
                           .number = *ParseNumber(text),
                           .step = *ParseNumber(step),
                           .unit = unit};
    return Percent(RateOf(cell, *ParseNumber(quotient)));
  };
  EXPECT_EQ(rate("94.86", "0.01", "", "0.94855"), "94.86%");
  EXPECT_EQ(rate("1", "1", "", "1"), "100.00%");
  EXPECT_EQ(rate("0.9486", "0.0001", "", "0.94855"), "94.86%");
  EXPECT_EQ(rate("76", "1", "", "0.5"), "76.00%");
}

TEST(MoneyBlock, APrintedFigureIsRoundedOrCut) {
  const auto is_from = [](const char* printed, const char* step, const char* exact) {
    return IsPrintedFrom(*ParseNumber(printed), *ParseNumber(step), *ParseNumber(exact));
  };
  EXPECT_TRUE(is_from("0.9486", "0.0001", "0.948550"));
  EXPECT_TRUE(is_from("0.9485", "0.0001", "0.948550"));
  EXPECT_FALSE(is_from("0.9487", "0.0001", "0.948550"));
  EXPECT_FALSE(is_from("1", "0.01", "0.9927")) << "100% is not 99.27%";
  EXPECT_TRUE(is_from("0.99", "0.01", "0.9927"));
}

}  // namespace
}  // namespace zhengping::reporting
