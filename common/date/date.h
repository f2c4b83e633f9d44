// A calendar day of the Gregorian calendar, 1900-01-01 to 2199-12-31. No time, no zone: fiscal dates are plain dates.
#ifndef ZHENGPING_COMMON_DATE_DATE_H_
#define ZHENGPING_COMMON_DATE_DATE_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace zhengping {

class Date {
 public:
  constexpr Date() = default;  // 1970-01-01
  // Empty for a day that does not exist (2023-02-29) or lies outside the range.
  static std::optional<Date> FromYmd(int year, int month, int day);
  // Days since 1970-01-01; the stores keep dates so. Aborts outside the range: check input with FromYmd or ParseDate.
  static Date FromDays(int32_t days);

  int32_t days() const { return days_; }
  int year() const;
  int month() const;
  int day() const;
  int quarter() const { return (month() + 2) / 3; }

  Date PlusDays(int days) const;
  friend constexpr auto operator<=>(Date, Date) = default;
  // Whole days from b to a.
  friend constexpr int operator-(Date a, Date b) { return a.days_ - b.days_; }

 private:
  int32_t days_ = 0;
};

// "2023-05-31", "2023/5/31", "2023年5月31日", "20230531", also "2023-05-31 00:00:00" as exports write it.
// Refused: DATE_MALFORMED, DATE_NOT_IN_CALENDAR.
absl::StatusOr<Date> ParseDate(absl::string_view text);

std::string FormatIso(Date date);      // "2023-05-31"
std::string FormatChinese(Date date);  // "2023年5月31日"

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_DATE_DATE_H_
