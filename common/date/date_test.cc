#include "common/date/date.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"

namespace zhengping {
namespace {

Date Day(int year, int month, int day) { return Date::FromYmd(year, month, day).value(); }

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(Date().days(), 0);
  EXPECT_EQ(FormatIso(Date()), "1970-01-01");
  EXPECT_EQ(Day(2000, 3, 1).days(), 11017);
  EXPECT_EQ(Day(2023, 12, 31).days(), 19722);
  EXPECT_EQ(Day(1900, 1, 1).days(), -25567);
  EXPECT_EQ(Day(2199, 12, 31).days(), 84005);
}

TEST(Date, EveryDayOfTheRangeComesBackFromItsParts) {
  int year = 1900, month = 1, day = 1;
  for (Date date = Day(1900, 1, 1);; date = date.PlusDays(1)) {
    ASSERT_EQ(date.year(), year);
    ASSERT_EQ(date.month(), month);
    ASSERT_EQ(date.day(), day);
    ASSERT_EQ(Date::FromYmd(year, month, day), date);
    if (date == Day(2199, 12, 31)) break;
    // The next day that exists, by trying.
    if (Date::FromYmd(year, month, day + 1)) {
      ++day;
    } else {
      day = 1;
      month = month == 12 ? 1 : month + 1;
      year += month == 1 ? 1 : 0;
    }
  }
}

TEST(Date, ExistsOnlyInTheCalendar) {
  EXPECT_EQ(Date::FromYmd(2023, 2, 29), std::nullopt);
  EXPECT_NE(Date::FromYmd(2024, 2, 29), std::nullopt);
  EXPECT_NE(Date::FromYmd(2000, 2, 29), std::nullopt) << "400 years: a leap year";
  EXPECT_EQ(Date::FromYmd(2100, 2, 29), std::nullopt) << "100 years: none";
  EXPECT_EQ(Date::FromYmd(1900, 2, 29), std::nullopt);
  EXPECT_EQ(Date::FromYmd(2023, 4, 31), std::nullopt);
  EXPECT_EQ(Date::FromYmd(2023, 13, 1), std::nullopt);
  EXPECT_EQ(Date::FromYmd(2023, 0, 1), std::nullopt);
  EXPECT_EQ(Date::FromYmd(2023, 1, 0), std::nullopt);
  EXPECT_EQ(Date::FromYmd(1899, 12, 31), std::nullopt);
  EXPECT_EQ(Date::FromYmd(2200, 1, 1), std::nullopt);
}

TEST(Date, DifferencesAreWholeDays) {
  EXPECT_EQ(Day(2023, 12, 31) - Day(2023, 1, 1), 364);
  EXPECT_EQ(Day(2024, 12, 31) - Day(2024, 1, 1), 365);
  EXPECT_EQ(Day(2023, 1, 1) - Day(2023, 3, 1), -59);
  EXPECT_EQ(Day(2024, 2, 28).PlusDays(2), Day(2024, 3, 1));
  EXPECT_EQ(Day(2024, 1, 1).PlusDays(-1), Day(2023, 12, 31));
  EXPECT_LT(Day(2023, 9, 30), Day(2023, 10, 1));
}

TEST(Date, KnowsItsQuarter) {
  EXPECT_EQ(Day(2023, 1, 1).quarter(), 1);
  EXPECT_EQ(Day(2023, 3, 31).quarter(), 1);
  EXPECT_EQ(Day(2023, 4, 1).quarter(), 2);
  EXPECT_EQ(Day(2023, 9, 30).quarter(), 3);
  EXPECT_EQ(Day(2023, 10, 1).quarter(), 4);
  EXPECT_EQ(Day(2023, 12, 31).quarter(), 4);
}

TEST(DateDeathTest, AStoredDayOutsideTheRangeIsOurBug) {
  EXPECT_DEATH(Date::FromDays(84006), "outside 1900 to 2199");
  EXPECT_DEATH(Date::FromDays(-25568), "outside 1900 to 2199");
  EXPECT_DEATH(Day(2199, 12, 31).PlusDays(1), "outside 1900 to 2199");
}

TEST(Date, ReadsWhatPeopleWrite) {
  for (const char* text :
       {"2023-05-31", "2023-5-31", "2023/05/31", "2023/5/31", "2023年5月31日", "2023年05月31日", "20230531",
        "２０２３－０５－３１", "　2023-05-31 ", "2023-05-31 00:00:00", "2023/5/31 0:00", "2023-05-31T23:59:59"}) {
    EXPECT_THAT(ParseDate(text), IsOkAndHolds(Day(2023, 5, 31))) << text;
  }
}

TEST(Date, RefusesWhatIsNoDate) {
  const struct {
    const char* text;
    const char* reason;
  } cases[] = {
      {"", "DATE_MALFORMED"},
      {"2023", "DATE_MALFORMED"},
      {"2023-05", "DATE_MALFORMED"},
      {"2023年5月", "DATE_MALFORMED"},
      {"5月31日", "DATE_MALFORMED"},
      {"23-05-31", "DATE_MALFORMED"},
      {"2023-05/31", "DATE_MALFORMED"},
      {"2023-005-31", "DATE_MALFORMED"},
      {"2023--31", "DATE_MALFORMED"},
      {"2023531", "DATE_MALFORMED"},
      {"202305311", "DATE_MALFORMED"},
      {"2023-05-31 25:00", "DATE_MALFORMED"},
      {"2023-05-31 00:60:00", "DATE_MALFORMED"},
      {"2023-05-31 noon", "DATE_MALFORMED"},
      {"2023-05-31 ", nullptr},
      {"-2023-05-31", "DATE_MALFORMED"},
      {"45077", "DATE_MALFORMED"},  // a spreadsheet's serial number
      {"2023-02-29", "DATE_NOT_IN_CALENDAR"},
      {"2023年2月30日", "DATE_NOT_IN_CALENDAR"},
      {"20231301", "DATE_NOT_IN_CALENDAR"},
      {"1899-12-31", "DATE_NOT_IN_CALENDAR"},
      {"2200-01-01", "DATE_NOT_IN_CALENDAR"},
  };
  for (const auto& c : cases) {
    if (c.reason == nullptr) {
      EXPECT_THAT(ParseDate(c.text), IsOk()) << c.text;
    } else {
      EXPECT_THAT(ParseDate(c.text), IsRefusal(c.reason)) << c.text;
    }
  }
}

TEST(Date, PrintsBothForms) {
  EXPECT_EQ(FormatIso(Day(2023, 5, 1)), "2023-05-01");
  EXPECT_EQ(FormatChinese(Day(2023, 5, 1)), "2023年5月1日");
  EXPECT_EQ(FormatIso(Day(1900, 12, 31)), "1900-12-31");
}

}  // namespace
}  // namespace zhengping
