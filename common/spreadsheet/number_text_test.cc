#include "common/spreadsheet/number_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhengping {
namespace {

using ::testing::Optional;

TEST(PlainNumber, IsDecimalTextOfFifteenSignificantDigits) {
  struct Case {
    const char* stored;
    const char* plain;
  };
  for (const Case& c :
       {Case{"1234567.89", "1234567.89"}, Case{"1.2345678900000001E6", "1234567.89"},
        Case{"123.45000000000002", "123.45"}, Case{"0.30000000000000004", "0.3"},
        Case{"999999999999999.9", "1000000000000000"}, Case{"0.1", "0.1"}, Case{"-5E-3", "-0.005"}, Case{"0", "0"},
        Case{"-0.0", "0"}, Case{"007.50", "7.5"}, Case{".5", "0.5"}, Case{"5.", "5"}, Case{"+3e2", "300"},
        Case{" 7 ", "7"}, Case{"110108000000000013", "110108000000000013"}, Case{"1.5E+3", "1500"}}) {
    EXPECT_THAT(PlainNumber(c.stored), Optional(std::string(c.plain))) << c.stored;
  }
  EXPECT_EQ(PlainNumber("1E308")->size(), 309u);
}

TEST(PlainNumber, RefusesWhatIsNoNumber) {
  for (const char* stored :
       {"", "-", ".", "1,234", "1E", "1E401", "1E-401", "nan", "inf", "0x1F", "1 2", "1E5x", "--1"}) {
    EXPECT_EQ(PlainNumber(stored), std::nullopt) << stored;
  }
  EXPECT_EQ(PlainNumber(std::string(10'000, '1')), std::nullopt);
}

TEST(PlainNumber, OnlyWholeNumbersGoBeyondThePrecision) {
  EXPECT_FALSE(IsBeyondPrecision("123456789012345"));
  EXPECT_TRUE(IsBeyondPrecision("1234567890123456"));
  EXPECT_FALSE(IsBeyondPrecision("0.1234567890123456"));
}

TEST(PercentText, IsTheShareOfAHundred) {
  EXPECT_EQ(PercentText("0.3864"), "38.64%");
  EXPECT_EQ(PercentText("1"), "100%");
  EXPECT_EQ(PercentText("-0.005"), "-0.5%");
  EXPECT_EQ(PercentText("0"), "0%");
}

// Days as Excel 2016 shows them.
TEST(DateText, SerialsAreDaysOfTheirSystem) {
  EXPECT_THAT(DateText("1", DateSystem::k1900), Optional(std::string("1900-01-01")));
  EXPECT_THAT(DateText("59", DateSystem::k1900), Optional(std::string("1900-02-28")));
  EXPECT_THAT(DateText("60", DateSystem::k1900), Optional(std::string("1900-02-29")));
  EXPECT_THAT(DateText("61", DateSystem::k1900), Optional(std::string("1900-03-01")));
  EXPECT_THAT(DateText("45017", DateSystem::k1900), Optional(std::string("2023-04-01")));
  EXPECT_THAT(DateText("0", DateSystem::k1900), Optional(std::string("1900-01-00")));
  EXPECT_THAT(DateText("0", DateSystem::k1904), Optional(std::string("1904-01-01")));
  EXPECT_THAT(DateText("43555", DateSystem::k1904), Optional(std::string("2023-04-01")));
  EXPECT_THAT(DateText("45017.354166666664", DateSystem::k1900), Optional(std::string("2023-04-01 08:30:00")));
  EXPECT_THAT(DateText("45016.9999999", DateSystem::k1900), Optional(std::string("2023-04-01")));
  EXPECT_THAT(DateText("109574", DateSystem::k1900), Optional(std::string("2199-12-31")));
  EXPECT_EQ(DateText("109575", DateSystem::k1900), std::nullopt);
  EXPECT_EQ(DateText("-1", DateSystem::k1900), std::nullopt);
  EXPECT_EQ(DateText("99999999999", DateSystem::k1900), std::nullopt);
}

TEST(NumberFormat, CodesAreToldByWhatTheyPrint) {
  for (const char* code : {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "d-mmm", "m/d/yy h:mm"}) {
    EXPECT_EQ(FormatOfCode(code), NumberFormat::kDate) << code;
  }
  for (const char* code :
       {"General", "#,##0.00", "0.00E+00", "[Red]0", "0\"day\"", "0_d", "h:mm:ss", "@", "0;\"yd\"", ""}) {
    EXPECT_EQ(FormatOfCode(code), NumberFormat::kNumber) << code;
  }
  EXPECT_EQ(FormatOfCode("0.00%"), NumberFormat::kPercentage);
  EXPECT_EQ(BuiltinFormat(14), NumberFormat::kDate);
  EXPECT_EQ(BuiltinFormat(31), NumberFormat::kDate);
  EXPECT_EQ(BuiltinFormat(21), NumberFormat::kNumber);
  EXPECT_EQ(BuiltinFormat(10), NumberFormat::kPercentage);
}

}  // namespace
}  // namespace zhengping
