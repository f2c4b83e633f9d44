#include "common/date/date.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "common/text/half_width.h"

namespace zhengping {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;
constexpr int32_t kFirstDay = -25567;  // 1900-01-01
constexpr int32_t kLastDay = 84005;    // 2199-12-31

struct Ymd {
  int year = 0;
  int month = 0;
  int day = 0;
};

// A calendar whose year starts in March puts the leap day last, so that a day's number is plain arithmetic. An era has
// 400 years, or 146097 days; 719468 days lie between 0000-03-01 and 1970-01-01. All dates here are of positive years.
int32_t DaysOf(const Ymd& ymd) {
  const int year = ymd.month <= 2 ? ymd.year - 1 : ymd.year;
  const int era = year / 400;
  const int year_of_era = year % 400;
  const int march_month = (ymd.month + 9) % 12;
  const int day_of_year = (153 * march_month + 2) / 5 + ymd.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Ymd YmdOf(int32_t days) {
  const int shifted = days + 719468;
  const int era = shifted / 146097;
  const int day_of_era = shifted % 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int march_month = (5 * day_of_year + 2) / 153;
  const int month = march_month < 10 ? march_month + 3 : march_month - 9;
  return {.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
          .month = month,
          .day = day_of_year - (153 * march_month + 2) / 5 + 1};
}

bool IsLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysInMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

// A number of `least` to `most` digits and nothing else.
std::optional<int> Digits(absl::string_view text, size_t least, size_t most) {
  int number = 0;
  const bool all_digits =
      std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
  if (text.size() < least || text.size() > most || !all_digits || !absl::SimpleAtoi(text, &number)) {
    return std::nullopt;
  }
  return number;
}

std::optional<Ymd> FromParts(absl::string_view year, absl::string_view month, absl::string_view day, size_t least) {
  const std::optional<int> y = Digits(year, 4, 4);
  const std::optional<int> m = Digits(month, least, 2);
  const std::optional<int> d = Digits(day, least, 2);
  if (!y || !m || !d) return std::nullopt;
  return Ymd{.year = *y, .month = *m, .day = *d};
}

// "0:00", "00:00:00": exports of spreadsheets and databases add a time to a day.
bool IsTimeOfDay(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return false;
  for (size_t i = 0; i < parts.size(); ++i) {
    const std::optional<int> number = Digits(parts[i], i == 0 ? 1 : 2, 2);
    if (!number || *number >= (i == 0 ? 24 : 60)) return false;
  }
  return true;
}

std::optional<Ymd> Split(absl::string_view text) {
  if (absl::ConsumeSuffix(&text, "日")) {
    const std::vector<absl::string_view> year = absl::StrSplit(text, absl::MaxSplits("年", 1));
    if (year.size() != 2) return std::nullopt;
    const std::vector<absl::string_view> month = absl::StrSplit(year[1], absl::MaxSplits("月", 1));
    if (month.size() != 2) return std::nullopt;
    return FromParts(year[0], month[0], month[1], 1);
  }
  if (text.size() == 8 && Digits(text, 8, 8)) return FromParts(text.substr(0, 4), text.substr(4, 2), text.substr(6), 2);
  for (const char separator : {'-', '/'}) {
    const std::vector<absl::string_view> parts = absl::StrSplit(text, separator);
    if (parts.size() == 3) return FromParts(parts[0], parts[1], parts[2], 1);
  }
  return std::nullopt;
}

std::string Padded(int number) { return absl::StrCat(number < 10 ? "0" : "", number); }

}  // namespace

std::optional<Date> Date::FromYmd(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > DaysInMonth(year, month)) return std::nullopt;
  return FromDays(DaysOf({.year = year, .month = month, .day = day}));
}

Date Date::FromDays(int32_t days) {
  ZP_CHECK(days >= kFirstDay && days <= kLastDay, absl::StrCat("day ", days, " lies outside 1900 to 2199"));
  Date date;
  date.days_ = days;
  return date;
}

int Date::year() const { return YmdOf(days_).year; }
int Date::month() const { return YmdOf(days_).month; }
int Date::day() const { return YmdOf(days_).day; }

Date Date::PlusDays(int days) const {
  int32_t sum = 0;
  ZP_CHECK(!__builtin_add_overflow(days_, days, &sum), "a date lies in 1900 to 2199");
  return FromDays(sum);
}

absl::StatusOr<Date> ParseDate(absl::string_view text) {
  const std::string narrow = HalfWidth(text);
  absl::string_view day = narrow;
  bool has_right_time = true;
  if (const size_t gap = day.find_first_of(" T"); gap != absl::string_view::npos) {
    has_right_time = IsTimeOfDay(TrimSpaces(day.substr(gap + 1)));
    day = day.substr(0, gap);
  }
  const std::optional<Ymd> ymd = has_right_time ? Split(day) : std::nullopt;
  if (!ymd) {
    return Invalid({"DATE_MALFORMED"}, "a date reads like 2023-05-31, 2023/5/31, 2023年5月31日 or 20230531");
  }
  const std::optional<Date> date = Date::FromYmd(ymd->year, ymd->month, ymd->day);
  if (!date) {
    return Invalid({"DATE_NOT_IN_CALENDAR"}, "a date is a day of the calendar from 1900-01-01 to 2199-12-31");
  }
  return *date;
}

std::string FormatIso(Date date) {
  return absl::StrCat(date.year(), "-", Padded(date.month()), "-", Padded(date.day()));
}

std::string FormatChinese(Date date) { return absl::StrCat(date.year(), "年", date.month(), "月", date.day(), "日"); }

}  // namespace zhengping
