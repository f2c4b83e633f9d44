#include "services/budget/domain/findings/spring_festival.h"

#include <gtest/gtest.h>

namespace zhengping::budget {
namespace {

TEST(SpringFestival, DaysOfPublishedCalendars) {
  const std::pair<int, const char*> cases[] = {{1990, "1990-01-27"}, {2000, "2000-02-05"}, {2019, "2019-02-05"},
                                               {2020, "2020-01-25"}, {2023, "2023-01-22"}, {2024, "2024-02-10"},
                                               {2025, "2025-01-29"}, {2026, "2026-02-17"}, {2027, "2027-02-06"},
                                               {2030, "2030-02-03"}, {2033, "2033-01-31"}, {2050, "2050-01-23"}};
  for (const auto& [year, day] : cases) EXPECT_EQ(FormatIso(*SpringFestivalOf(year)), day);
  EXPECT_FALSE(SpringFestivalOf(1989).has_value());
  EXPECT_FALSE(SpringFestivalOf(2051).has_value());
}

// A Chinese year has 12 or 13 months of 29 or 30 days; its first day lies between 21 January and 20 February.
TEST(SpringFestival, YearsAreAsLongAsChineseYears) {
  for (int year = kFirstSpringFestival; year < kLastSpringFestival; ++year) {
    SCOPED_TRACE(year);
    const Date first = *SpringFestivalOf(year);
    EXPECT_GE(first, *Date::FromYmd(year, 1, 21));
    EXPECT_LE(first, *Date::FromYmd(year, 2, 20));
    const int days = *SpringFestivalOf(year + 1) - first;
    EXPECT_TRUE((days >= 353 && days <= 355) || (days >= 383 && days <= 385)) << days;
  }
}

}  // namespace
}  // namespace zhengping::budget
