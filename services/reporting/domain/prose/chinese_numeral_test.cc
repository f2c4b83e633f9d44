#include "services/reporting/domain/prose/chinese_numeral.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

TEST(ChineseNumeral, WholeNumbersAreRead) {
  struct Case {
    const char* numeral;
    int64_t value;
  };
  const Case cases[] = {{"二", 2},
                        {"两", 2},
                        {"十", 10},
                        {"十二", 12},
                        {"二十", 20},
                        {"一百零五", 105},
                        {"百", 100},
                        {"三千五百万", 35'000'000},
                        {"两亿", 200'000'000},
                        {"一万二千", 12'000},
                        {"九十九", 99}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.numeral);
    EXPECT_EQ(ParseNumeral(c.numeral), Rational(c.value));
  }
}

TEST(ChineseNumeral, WhatMakesNoNumberIsNone) {
  for (const char* numeral : {"", "十二五", "二二", "十百", "万亿万", "甲", "十十"}) {
    SCOPED_TRACE(numeral);
    EXPECT_FALSE(ParseNumeral(numeral).has_value());
  }
}

TEST(ChineseNumeral, EveryNumberBelowTenThousandIsReadBack) {
  const char* digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  for (int value = 1; value < 10'000; ++value) {
    std::string numeral;
    bool has_gap = false;
    for (const auto& [power, name] :
         {std::pair{1000, "千"}, std::pair{100, "百"}, std::pair{10, "十"}, std::pair{1, ""}}) {
      const int digit = value / power % 10;
      if (digit == 0) {
        has_gap = !numeral.empty();
        continue;
      }
      absl::StrAppend(&numeral, has_gap ? "零" : "", digits[digit], name);
      has_gap = false;
    }
    ASSERT_EQ(ParseNumeral(numeral), Rational(value)) << numeral;
    ASSERT_EQ(NumeralLength(absl::StrCat(numeral, "户")), numeral.size());
  }
}

}  // namespace
}  // namespace zhengping::reporting
