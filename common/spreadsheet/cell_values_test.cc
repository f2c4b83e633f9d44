#include "common/spreadsheet/cell_values.h"

#include <gtest/gtest.h>

#include "common/status/refusal.h"

namespace zhengping {
namespace {

std::string ReasonOf(const absl::Status& status) { return RefusalOf(status).value_or(Refusal{"READ"}).reason; }

TEST(CellValues, ACodeIsToldFromItsName) {
  const struct {
    const char* cell;
    const char* code;
    const char* name;
  } cases[] = {
      {"111-一般公共预算资金", "111", "一般公共预算资金"},
      {"2010101 行政运行", "2010101", "行政运行"},
      {"111－一般公共预算拨款", "111", "一般公共预算拨款"},
      {"[403001]翠园街道办事处", "403001", "翠园街道办事处"},
      {"４０３００１", "403001", ""},
      {"049002", "049002", ""},
      {"123.0", "123", ""},
      {"123.50", "123.50", ""},
      {"A7F3-22-老旧小区", "A7F3-22", "老旧小区"},
      {"A7F3-22B1", "A7F3-22B1", ""},
      {"111—一般", "111", "一般"},
      {"111--一般", "111", "一般"},
      {"111|一般", "111", "一般"},
      {"（111）一般", "111", "一般"},
      {"（补）春节慰问", "(补)春节慰问", ""},
      {"3-5岁儿童", "3-5岁儿童", ""},
      {"2010101-", "2010101-", ""},
      {"春节慰问", "", "春节慰问"},
      {"2023年春节慰问", "2023年春节慰问", ""},
      {"", "", ""},
      {"　403 ", "403", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.cell);
    EXPECT_EQ(CodeIn(c.cell).code, c.code);
    EXPECT_EQ(CodeIn(c.cell).name, c.name);
  }
}

TEST(CellValues, ACodeThatASpreadsheetRoundedIsSeen) {
  EXPECT_TRUE(IsRounded("1.23456E+17"));
  EXPECT_TRUE(IsRounded("1E+20"));
  EXPECT_FALSE(IsRounded("A1E+20"));
  EXPECT_FALSE(IsRounded("E+20"));
  EXPECT_FALSE(IsRounded("123"));
}

TEST(CellValues, AmountsAreExactHoweverTheyAreWritten) {
  const struct {
    const char* cell;
    int64_t unit_fen;
    int64_t fen;
  } cases[] = {
      {"1,234.50", 100, 123450},
      {"１２３４．５", 100, 123450},
      {"¥1,234.50", 100, 123450},
      {"￥12", 100, 1200},
      {"(1,234.50)", 100, -123450},
      {"-5", 100, -500},
      {"-", 100, 0},
      {"—", 100, 0},
      {"——", 100, 0},
      {"－", 100, 0},
      {"¥ 1 234.5", 100, 123450},
      {"人民币5元", 100, 500},
      {"（5）", 100, -500},
      {"5.0000", 100, 500},
      {".5", 100, 50},
      {"-.5", 100, -50},
      {"1.2E4", 100, 1200000},
      {"1.5e-1", 100, 15},
      {"1234.5600000000001", 100, 123456},
      {"0.30000000000000004", 100, 30},
      {"1234.5599999999999", 100, 123456},
      {"9.9999999999999999", 100, 1000},
      {"999.99999999999999", 100, 100000},
      {"12.3456", 1000000, 12345600},
      {"12.345600000000001", 1000000, 12345600},
      {"4.7万元", 100, 4700000},
      {"0001", 100, 100},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.cell);
    const absl::StatusOr<Money> money = AmountIn(c.cell, c.unit_fen);
    ASSERT_TRUE(money.ok()) << money.status();
    EXPECT_EQ(money->fen(), c.fen);
  }
}

TEST(CellValues, WhatIsNoAmountIsRefused) {
  EXPECT_EQ(ReasonOf(AmountIn("12,34", 100).status()), "AMOUNT_MALFORMED");
  EXPECT_EQ(ReasonOf(AmountIn("12 34", 100).status()), "AMOUNT_MALFORMED");
  EXPECT_EQ(ReasonOf(AmountIn("(-5)", 100).status()), "AMOUNT_MALFORMED");
  EXPECT_EQ(ReasonOf(AmountIn("92233720368547758.08", 100).status()), "AMOUNT_OUT_OF_RANGE");
  EXPECT_EQ(ReasonOf(AmountIn("1.234", 100).status()), "AMOUNT_TOO_PRECISE");
  EXPECT_EQ(ReasonOf(AmountIn("1.23400000000001", 100).status()), "AMOUNT_TOO_PRECISE");
  EXPECT_EQ(ReasonOf(AmountIn("99999999999999999999", 100).status()), "AMOUNT_OUT_OF_RANGE");
  EXPECT_EQ(ReasonOf(AmountIn("1e30", 100).status()), "AMOUNT_OUT_OF_RANGE");
  EXPECT_EQ(ReasonOf(AmountIn("1e99", 100).status()), "AMOUNT_MALFORMED");
  EXPECT_EQ(ReasonOf(AmountIn("合计", 100).status()), "AMOUNT_MALFORMED");
  EXPECT_EQ(ReasonOf(AmountIn("()", 100).status()), "AMOUNT_MALFORMED");
}

TEST(CellValues, DaysAreReadAsExportsWriteThem) {
  for (const char* cell :
       {"2023-05-31", "2023/5/31", "2023.5.31", "20230531", "2023年5月31日", "2023-05-31 09:30:00",
        "2023-05-31T09:30:00.123", "2023-05-31 08:30:00.0", "20230531.0", "202305310930", "20230531093000",
        "20230531093000123", "45077", "45077.0", "45077.395833", "1685496600000", "２０２３－０５－３１"}) {
    SCOPED_TRACE(cell);
    const absl::StatusOr<Date> day = DayIn(cell);
    ASSERT_TRUE(day.ok()) << day.status();
    EXPECT_EQ(FormatIso(*day), "2023-05-31");
  }
  for (const char* cell : {"2023-02-29", "20230230", "2023年13月1日", "20230431093000", "1900-02-29", "1900-01-00"}) {
    EXPECT_EQ(ReasonOf(DayIn(cell).status()), "DATE_NOT_IN_CALENDAR") << cell;
  }
  for (const char* cell : {"19999", "80001", "1.5", "4/1/2023"}) {
    EXPECT_EQ(ReasonOf(DayIn(cell).status()), "DATE_MALFORMED") << cell;
  }
  EXPECT_EQ(ReasonOf(DayIn("20230531253000").status()), "DATE_NOT_IN_CALENDAR");
  EXPECT_EQ(ReasonOf(DayIn("202305").status()), "DATE_MALFORMED");
  EXPECT_EQ(ReasonOf(DayIn("2023").status()), "DATE_MALFORMED");
  EXPECT_EQ(ReasonOf(DayIn("五月").status()), "DATE_MALFORMED");
}

TEST(CellValues, AMomentHasSeventeenDigits) {
  EXPECT_EQ(*MomentIn("20230531093000123"), 20230531093000123);
  EXPECT_EQ(*MomentIn("20230531093000"), 20230531093000000);
  EXPECT_EQ(*MomentIn("2023-05-31 09:30:00"), 20230531093000000);
  EXPECT_EQ(*MomentIn("2023-05-31"), 20230531000000000);
  EXPECT_EQ(*MomentIn("45077.395833"), 20230531093000000);   // 9:30 is 0.3958333… of a day
  EXPECT_EQ(*MomentIn("1685496600000"), 20230531093000000);  // 2023-05-31T01:30:00Z
  EXPECT_EQ(ReasonOf(MomentIn("2023-05-31 25:00:00").status()), "DATE_MALFORMED");
}

TEST(CellValues, FlagsFollowTheStandard) {
  EXPECT_EQ(FlagIn("1"), true);
  EXPECT_EQ(FlagIn("1.0"), true);
  EXPECT_EQ(FlagIn("1-是"), true);
  EXPECT_EQ(FlagIn("是"), true);
  EXPECT_EQ(FlagIn("2"), false);
  EXPECT_EQ(FlagIn("0"), false);
  EXPECT_EQ(FlagIn("否"), false);
  EXPECT_EQ(FlagIn("3"), std::nullopt);
  EXPECT_EQ(FlagIn(""), std::nullopt);
}

TEST(CellValues, NumbersOfPersonsDoNotStayInNotes) {
  EXPECT_EQ(WithoutPersonalNumbers("付张三430503198001011234补助"), "付张三（号码略）补助");
  EXPECT_EQ(WithoutPersonalNumbers("43050319800101123X"), "（号码略）");
  EXPECT_EQ(WithoutPersonalNumbers("卡6222021901234567890，凭证20230001"), "卡（号码略），凭证20230001");
  EXPECT_EQ(WithoutPersonalNumbers("邵大财预〔2023〕12号"), "邵大财预〔2023〕12号");
}

}  // namespace
}  // namespace zhengping
