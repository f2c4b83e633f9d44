#include "common/clock/clock.h"

#include <gtest/gtest.h>

#include "common/testing/fake_clock.h"

namespace zhengping {
namespace {

absl::Time Utc(const char* text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, &error)) << error;
  return time;
}

TEST(Clock, TheDayIsChinas) {
  EXPECT_EQ(FormatIso(Clock::DayInChina(Utc("2023-12-31T15:59:59Z"))), "2023-12-31");
  EXPECT_EQ(FormatIso(Clock::DayInChina(Utc("2023-12-31T16:00:00Z"))), "2024-01-01");
  EXPECT_EQ(FormatIso(Clock::DayInChina(Utc("1969-12-31T15:59:59Z"))), "1969-12-31");
  EXPECT_EQ(FormatIso(Clock::DayInChina(Utc("1969-12-31T16:00:00Z"))), "1970-01-01");
}

TEST(Clock, ADayIsAlwaysInTheRangeOfDates) {
  EXPECT_EQ(FormatIso(Clock::DayInChina(absl::InfinitePast())), "1900-01-01");
  EXPECT_EQ(FormatIso(Clock::DayInChina(absl::InfiniteFuture())), "2199-12-31");
}

TEST(Clock, AFakeMovesOnlyWhenTold) {
  FakeClock clock;
  EXPECT_EQ(FormatIso(clock.Today()), "2023-12-31");
  EXPECT_EQ(clock.Now(), Utc("2023-12-31T12:00:00+08:00"));
  clock.Advance(absl::Hours(12));
  EXPECT_EQ(FormatIso(clock.Today()), "2024-01-01");
  EXPECT_EQ(clock.Elapsed(), absl::Hours(12));
  clock.Set(Utc("2022-06-01T00:00:00Z"));
  EXPECT_EQ(FormatIso(clock.Today()), "2022-06-01");
  EXPECT_EQ(clock.Elapsed(), absl::Hours(12)) << "a set wall clock leaves durations alone";
}

TEST(Clock, TheMachinesRuns) {
  const absl::Duration before = SystemClock().Elapsed();
  EXPECT_GE(SystemClock().Elapsed(), before);
  EXPECT_GT(SystemClock().Now(), Utc("2023-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace zhengping
