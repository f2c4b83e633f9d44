#include "common/spreadsheet/cell_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/matchers.h"

namespace zhengping {
namespace {

TEST(ParseAmount, ReadsWhatExportsWrite) {
  struct Case {
    const char* cell;
    int64_t unit_fen;
    int64_t fen;
  };
  for (const Case& c :
       {Case{"1,234,567.89", 100, 123'456'789}, Case{"１，２３４．５０", 100, 123'450}, Case{"￥5", 100, 500},
        Case{"¥ 1 234.5", 100, 123'450}, Case{"人民币5元", 100, 500}, Case{"(1,234.50)", 100, -123'450},
        Case{"（5）", 100, -500}, Case{"1.5", 1'000'000, 1'500'000}, Case{"1.5万元", 100, 1'500'000},
        Case{"30278元", 1'000'000, 3'027'800}, Case{"5.0000", 100, 500}, Case{"0.30000000000000004", 100, 30},
        Case{"123.45000000000002", 100, 12'345}, Case{"-", 100, 0}, Case{"——", 100, 0}, Case{"－", 100, 0},
        Case{"-5", 100, -500}, Case{"0", 100, 0}}) {
    const absl::StatusOr<std::optional<Money>> amount = ParseAmount(c.cell, {.unit_fen = c.unit_fen});
    ASSERT_THAT(amount, IsOk()) << c.cell;
    ASSERT_TRUE(amount->has_value()) << c.cell;
    EXPECT_EQ((*amount)->fen(), c.fen) << c.cell;
  }
}

TEST(ParseAmount, TheCallerSaysWhatNoFigureMeans) {
  EXPECT_EQ(ParseAmount("").value(), std::nullopt);
  EXPECT_EQ(ParseAmount("　", {.blank = NoFigure::kZero}).value(), Money());
  EXPECT_EQ(ParseAmount("—", {.dash = NoFigure::kMissing}).value(), std::nullopt);
  EXPECT_EQ(ParseAmount("/", {.blank = NoFigure::kZero}).value(), std::nullopt);
}

TEST(ParseAmount, RefusesWhatIsNotCertain) {
  EXPECT_THAT(ParseAmount("12,34").status(), IsRefusal("AMOUNT_MALFORMED", ""));
  EXPECT_THAT(ParseAmount("12 34").status(), IsRefusal("AMOUNT_MALFORMED", ""));
  EXPECT_THAT(ParseAmount("(-5)").status(), IsRefusal("AMOUNT_MALFORMED", ""));
  EXPECT_THAT(ParseAmount("()").status(), IsRefusal("AMOUNT_MALFORMED", ""));
  EXPECT_THAT(ParseAmount("1.2E+07").status(), IsRefusal("AMOUNT_MALFORMED", ""));
  EXPECT_THAT(ParseAmount("1.234").status(), IsRefusal("AMOUNT_TOO_PRECISE", ""));
  EXPECT_THAT(ParseAmount("92233720368547758.08").status(), IsRefusal("AMOUNT_OUT_OF_RANGE", ""));
}

TEST(ParseIdentifier, LostZerosComeBackAndFloatTailsGo) {
  EXPECT_EQ(ParseIdentifier("123.0")->code, "123");
  EXPECT_EQ(ParseIdentifier("　zf-2023 001")->code, "zf-2023001");
  EXPECT_FALSE(ParseIdentifier("049002", 6)->has_restored_zeros);
  const absl::StatusOr<Identifier> restored = ParseIdentifier("49002.0", 6);
  ASSERT_THAT(restored, IsOk());
  EXPECT_EQ(restored->code, "049002");
  EXPECT_TRUE(restored->has_restored_zeros);
  EXPECT_EQ(ParseIdentifier("A49", 6)->code, "A49");
  EXPECT_EQ(ParseIdentifier("", 6)->code, "");
}

TEST(ParseIdentifier, RefusesWhatCannotBeRestored) {
  EXPECT_THAT(ParseIdentifier("1.1E+17").status(), IsRefusal("CODE_MALFORMED", ""));
  EXPECT_THAT(ParseIdentifier("12.5", 6).status(), IsRefusal("CODE_MALFORMED", ""));
  EXPECT_THAT(ParseIdentifier("1234567", 6).status(), IsRefusal("CODE_TOO_LONG", ""));
}

TEST(SplitCodeName, CodesAndNamesAreToldApart) {
  struct Case {
    const char* cell;
    const char* code;
    const char* name;
  };
  for (const Case& c : {Case{"2010101 行政运行", "2010101", "行政运行"},
                        Case{"111-一般公共预算资金", "111", "一般公共预算资金"},
                        Case{"111－一般公共预算资金", "111", "一般公共预算资金"},
                        Case{"111—一般", "111", "一般"},
                        Case{"[111]一般", "111", "一般"},
                        Case{"（111）一般", "111", "一般"},
                        Case{"111|一般", "111", "一般"},
                        Case{"111一般公共预算资金", "111", "一般公共预算资金"},
                        Case{"１１１　一般", "111", "一般"},
                        Case{"2010101", "2010101", ""},
                        Case{"2010101.0", "2010101", ""},
                        Case{"2010101-", "2010101", ""},
                        Case{"行政运行", "", "行政运行"},
                        Case{"2023年经费", "", "2023年经费"},
                        Case{"2023 年经费", "", "2023 年经费"},
                        Case{"3-5岁儿童", "", "3-5岁儿童"},
                        Case{"2023-2025年规划", "", "2023-2025年规划"},
                        Case{"100万元项目", "", "100万元项目"},
                        Case{"303-个人补助", "303", "个人补助"},
                        Case{"201.01.01 行政", "201.01.01", "行政"},
                        Case{"", "", ""}}) {
    const CodeName split = SplitCodeName(c.cell);
    EXPECT_EQ(split.code, c.code) << c.cell;
    EXPECT_EQ(split.name, c.name) << c.cell;
  }
}

TEST(ParseDay, ReadsEveryWayThatExportsWriteADay) {
  for (const char* cell : {"45017", "45017.5", "20230401", "20230401.0", "2023-04-01", "2023/4/1", "2023年4月1日",
                           "2023-04-01 00:00:00", "2023-04-01 08:30:00.0", "20230401093000", "20230401093000123",
                           "202304010930", "2023.4.1", "２０２３－０４－０１"}) {
    const absl::StatusOr<std::optional<Date>> day = ParseDay(cell);
    ASSERT_THAT(day, IsOk()) << cell;
    EXPECT_EQ(*day, Date::FromYmd(2023, 4, 1)) << cell;
  }
  // Day 0 is 1904-01-01: 1,462 days after day 0 of the other system, which is 1899-12-31 and one day that never was.
  EXPECT_EQ(ParseDay("43555", DateSystem::k1904).value(), Date::FromYmd(2023, 4, 1));
}

TEST(ParseDay, NoDayIsNoDate) {
  for (const char* cell : {"", "　", "/", "无", "-", "—"}) EXPECT_EQ(ParseDay(cell).value(), std::nullopt) << cell;
}

TEST(ParseDay, DaysThatDoNotExistAreRefused) {
  for (const char* cell : {"2023-02-29", "20230230", "2023年13月1日", "20230431093000", "1900-02-29", "1900-01-00"}) {
    EXPECT_THAT(ParseDay(cell).status(), IsRefusal("DATE_NOT_IN_CALENDAR", "")) << cell;
  }
  for (const char* cell : {"20230401250000", "19999", "80001", "2023", "1.5", "4/1/2023", "明天"}) {
    EXPECT_THAT(ParseDay(cell).status(), IsRefusal("DATE_MALFORMED", "")) << cell;
  }
}

}  // namespace
}  // namespace zhengping
