#include "common/text/decimal.h"

#include <gtest/gtest.h>

namespace zhengping {
namespace {

TEST(Decimal, ReadsWhatPeopleWrite) {
  const struct {
    const char* text;
    bool negative;
    const char* whole;
    const char* fraction;
  } cases[] = {
      {"0", false, "0", ""},
      {"000", false, "0", ""},
      {"-0.50", true, "0", "5"},
      {"+3", false, "3", ""},
      {"007.00", false, "7", ""},
      {"1,234.5", false, "1234", "5"},
      {"12,345,678", false, "12345678", ""},
      {"0.010", false, "0", "01"},
      {"100", false, "100", ""},
  };
  for (const auto& c : cases) {
    const std::optional<Decimal> decimal = ParseDecimal(c.text);
    ASSERT_TRUE(decimal.has_value()) << c.text;
    EXPECT_EQ(decimal->negative, c.negative) << c.text;
    EXPECT_EQ(decimal->whole, c.whole) << c.text;
    EXPECT_EQ(decimal->fraction, c.fraction) << c.text;
  }
}

TEST(Decimal, RefusesWhatMayMeanSomethingElse) {
  for (const char* text :
       {"",     "-",  "+",      ".",     ".5",      "5.",  "1e3", "1 2", "12,34", "1,2345", "1234,567",
        ",123", "1,", "1,234,", "1.2.3", "1.2,345", "--1", "+-1", "1-",  "0x10",  "一"}) {
    EXPECT_FALSE(ParseDecimal(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace zhengping
